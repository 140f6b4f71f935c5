/** Look and save: the answers as lines, the defaults among them, and what may be added as chips. */
import type { Draft } from "../contract";
import type { Form, Question } from "../core/types";
import { isShown, screensOf, withDefaults } from "../practice/flow";
import { Button } from "../ui/button";
import { usePhone, usePractice } from "../ui/context";
import { Heat } from "../ui/heat";
import { Icon } from "../ui/icon";
import { useMore } from "../ui/more";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { say, words } from "../words";
import { sayAnswer } from "./logs";

interface Props {
  form: Form;
  draft: Draft;
  onOpen: (screen: string) => void;
  onSave: () => void;
  onBack: () => void;
  onDrop: () => void;
}

export function LookScreen({ form, draft, onOpen, onSave, onBack, onDrop }: Props) {
  const phone = usePhone();
  const practice = usePractice();
  const said = words.value;
  useMore("what may be added");
  const values = withDefaults(practice, form, draft.values, draft.started);
  const screens = screensOf(practice, form, values);
  const placeOf = (field: string): string => screens.find((screen) => screen.fields[0] === field)?.id ?? field;
  const find = (fields: string[] | undefined): Question[] =>
    (fields ?? []).map((field) => practice.question(form, field)).filter((question) => question !== undefined);
  const lines = find(form.lines).filter((question) => isShown(practice, form, question, values) || values[question.field] !== undefined);
  const chips = find(form.chips).filter((question) => !lines.includes(question) && practice.isHere(question));
  const read = (question: Question): string => sayAnswer(practice, question, values[question.field], phone.colleagues.value);
  return (
    <Screen
      id="look"
      title={said.isThisRight}
      lead={said.tapALine}
      back={draft.record ? () => history.back() : onBack}
      dock={
        <Button class="button main" code="save" onTap={onSave}>
          {draft.record ? said.saveChange : said.save}
        </Button>
      }
      beside={
        <Button class="button" onTap={() => go(`not_now/${draft.id}`)}>
          {said.notNow}
        </Button>
      }
    >
      <ul class="lines look">
        {lines.map((question) => (
          <li key={question.field}>
            <Button class="line" code={question.field} onTap={() => onOpen(placeOf(question.field))}>
              <span>{say(question.line ?? question.label)}</span>
              <b>
                {question.type === "scale" && <Heat code={String(values[question.field])} />} {read(question) || said.nothingAsked}
              </b>
              <Icon name="on" />
            </Button>
          </li>
        ))}
      </ul>
      <h2>{said.addIfYouWant}</h2>
      <div class="chips">
        {chips.map((question) => (
          <Button
            key={question.field}
            class="chip"
            icon={read(question) ? "tick" : "plus"}
            code={question.field}
            onTap={() => onOpen(question.field)}
          >
            {say(question.chip ?? question.label)}
            {read(question) && <small> {read(question)}</small>}
          </Button>
        ))}
      </div>
      <p>
        <Button class="quiet" onTap={onDrop}>
          {said.throwAway}
        </Button>
      </p>
    </Screen>
  );
}
