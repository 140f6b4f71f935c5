/** Saved: the tick, what comes next, and two things for the author alone. */
import { useEffect, useState } from "preact/hooks";
import type { Practice } from "../core/definitions";
import type { Option, Question, Value, Values } from "../core/types";
import { isShown } from "../practice/flow";
import { Button } from "../ui/button";
import { usePhone, usePractice } from "../ui/context";
import { LaterPart } from "../ui/more";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { StateCard } from "../ui/state";
import { say, words } from "../words";
import { QUICK_LOG } from "./logs";

export function SavedScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const said = words.value;
  const form = practice.form(QUICK_LOG);
  const record = phone.records.value.find((one) => one.id === id);
  if (!record)
    return (
      <Screen id="saved" title={said.gone} back={() => go("")}>
        {null}
      </Screen>
    );
  const talked = phone.records.value.some((one) => one.kind === "talk" && one.parent === id);
  const asked = form.questions.filter(
    (question) => question.after && isShown(practice, form, question, record.values) && !(talked && isOpener(practice, question)),
  );
  return (
    <Screen
      id="saved"
      title={said.stateSaved}
      quietTitle
      dock={
        <Button class="button main" code="done" onTap={() => go("")}>
          {said.done}
        </Button>
      }
    >
      <StateCard record={record} />
      <LaterPart
        draw={(more) => (
          <>
            <more.SameMatter id={id} />
            <more.PlannedLine id={id} />
          </>
        )}
      />
      {asked.map((question) =>
        question.sees.includes("A!") ? (
          <OnlyHere key={question.field} record={id} question={question} />
        ) : isOpener(practice, question) ? (
          <Offered key={question.field} record={id} question={question} given={record.values[question.field]} />
        ) : (
          <Wish key={question.field} record={id} question={question} given={record.values[question.field] === "yes"} />
        ),
      )}
      <div class="row">
        <Button class="button" onTap={() => go(`log/${id}`)}>
          {said.changeIt}
        </Button>
        <LaterPart draw={(more) => <more.Withdraw record={id} />} />
      </div>
    </Screen>
  );
}

/** An answer that never leaves this phone. */
function OnlyHere({ record, question }: { record: string; question: Question }) {
  const phone = usePhone();
  const practice = usePractice();
  const [kept, setKept] = useState<Values>({});
  useEffect(() => void phone.private(record).then(setKept), [record]);
  const tap = (code: string): void => {
    setKept({ ...kept, [question.field]: code });
    void phone.keepPrivate(record, question.field, code);
  };
  return (
    <section>
      <h2>{say(question.label)}</h2>
      <p class="hint">{words.value.onlyHere}</p>
      <div class="chips">
        {practice.optionsOf(question).map((option) => (
          <Button
            key={option.code}
            class="chip"
            code={option.code}
            pressed={kept[question.field] === option.code}
            onTap={() => tap(option.code)}
          >
            {say(option.label)}
          </Button>
        ))}
      </div>
    </section>
  );
}

/** A question one of whose answers opens another part of the app. */
function isOpener(practice: Practice, question: Question): boolean {
  return practice.optionsOf(question).some((option) => option["opens"] === "guide");
}

/** “Talk it through?”: now opens the guided talk, later stands on the list. */
function Offered({ record, question, given }: { record: string; question: Question; given: Value | undefined }) {
  const phone = usePhone();
  const practice = usePractice();
  const tap = (option: Option): void => {
    void phone.save([{ kind: question.kind, form: QUICK_LOG, record, values: { [question.field]: option.code } }]).then(() => {
      if (option["opens"] === "guide") go(`guide/from/${record}`);
    });
  };
  return (
    <section>
      <h2>{say(question.label)}</h2>
      <div class="chips">
        {practice.optionsOf(question).map((option) => (
          <Button
            key={option.code}
            class="chip"
            code={`${question.field}-${option.code}`}
            pressed={given === option.code}
            onTap={() => tap(option)}
          >
            {say(option.label)}
          </Button>
        ))}
      </div>
    </section>
  );
}

function Wish({ record, question, given }: { record: string; question: Question; given: boolean }) {
  const phone = usePhone();
  const tap = (): void => {
    void phone.save([{ kind: question.kind, form: QUICK_LOG, record, values: { [question.field]: given ? null : "yes" } }]);
  };
  return (
    <section>
      <Button class="chip" code={question.field} pressed={given} onTap={tap}>
        {say(question.label)}
      </Button>
      <p class="hint">{given ? words.value.askedToTalk : say(question.hint)}</p>
    </section>
  );
}
