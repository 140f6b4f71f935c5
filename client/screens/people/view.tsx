/** “I saw it too”: one's own view below a colleague's log, drawn from its definition. It alters nothing of theirs. */
import { useState } from "preact/hooks";
import { isShown } from "../../practice/flow";
import { QuestionView } from "../../practice/question";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Missing } from "../../ui/missing";
import { go, replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, words } from "../../words";
import { isEmpty, saveDraft, useDraft } from "./draft";
import { said } from "./words";

const VIEW = "view@1";

/** `id`: the log, a draft, or an own view that is changed. */
export function ViewScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const form = practice.form(VIEW);
  const [draft, keep] = useDraft(VIEW, "view", id);
  const [busy, setBusy] = useState(false);
  const asked = form.questions.filter((question) => isShown(practice, form, question, draft.values));
  const save = async (): Promise<void> => {
    setBusy(true);
    await saveDraft(phone, "view", draft);
    replace(`record/${draft.about}`);
  };
  return (
    <Screen
      id="view"
      title={say(said.sawToo)}
      lead={say(said.sawTooLead)}
      back={() => history.back()}
      dock={
        <Missing words={Object.values(draft.values).every(isEmpty) && say(said.oneFirst)}>
          {(waits) => (
            <Button class="button main" code="save" disabled={busy || Boolean(waits)} waits={waits} onTap={() => void save()}>
              {say(said.saveView)}
            </Button>
          )}
        </Missing>
      }
      beside={
        <Button class="button" onTap={() => go(`not_now/${draft.id}`)}>
          {words.value.notNow}
        </Button>
      }
    >
      {asked.map((question) => (
        <section key={question.field} data-field={question.field}>
          <h2>{say(question.label)}</h2>
          {question.hint && <p class="hint">{say(question.hint)}</p>}
          <QuestionView form={form} question={question} values={draft.values} started={draft.started} onAnswer={keep} />
        </section>
      ))}
    </Screen>
  );
}
