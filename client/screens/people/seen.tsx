/** “What your supervisor sees”: read off the practice's own definitions, form by form. */
import kinds from "../../../peerpwa/practice/kinds.json";
import type { Form } from "../../core/types";
import { AUDIENCES, isAlwaysSeen, listByAudience } from "../../practice/audiences";
import { usePractice } from "../../ui/context";
import { Screen } from "../../ui/screen";
import { say } from "../../words";
import { said } from "./words";

export function SeenScreen() {
  const forms = Object.values(usePractice().forms);
  return (
    <Screen id="seen" title={say(said.seenTitle)} lead={say(said.seenLead)} back={() => history.back()}>
      <p>{say(said.seenAuthor)}</p>
      <p class="note">{say(said.floorHint)}</p>
      {forms.map((form) => (
        <FormSeen key={form.form} form={form} />
      ))}
    </Screen>
  );
}

function FormSeen({ form }: { form: Form }) {
  const groups = listByAudience(form, kinds);
  const shown = AUDIENCES.filter((audience) => groups[audience].length > 0);
  if (shown.length === 0) return null;
  return (
    <details class="history" data-form={form.form}>
      <summary>{say(form.name)}</summary>
      {shown.map((audience) => (
        <section key={audience} data-audience={audience}>
          <h2>{say(said[audience])}</h2>
          <ul class="plain">
            {groups[audience].map((question) => (
              <li key={question.kind + question.field}>
                {say(question.label)}
                {isAlwaysSeen(question) && <small> ({say(said.always)})</small>}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}
