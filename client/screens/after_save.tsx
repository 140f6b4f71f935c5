/** What is asked after a save: a check-in later, two things for the author alone, and whether to talk it through. */
import { useEffect, useState } from "preact/hooks";
import type { RecordView } from "../contract";
import type { Practice } from "../core/definitions";
import type { Option, Question, Value, Values } from "../core/types";
import { isShown } from "../practice/flow";
import { Button } from "../ui/button";
import { usePhone, usePractice } from "../ui/context";
import { go } from "../ui/route";
import { say } from "../words";
import { PlannedLine } from "./checkins/planned";
import { said } from "./guide/words";
import { QUICK_LOG } from "./logs";

export function AfterSave({ record: { id, values } }: { record: RecordView }) {
  const phone = usePhone();
  const practice = usePractice();
  const form = practice.form(QUICK_LOG);
  const talked = phone.records.value.some((one) => one.kind === "talk" && one.parent === id);
  const asked = form.questions.filter(
    (question) => question.after && isShown(practice, form, question, values) && !(talked && isOpener(practice, question)),
  );
  return (
    <>
      <PlannedLine id={id} />
      {asked.map((question) =>
        question.sees.includes("A!") ? (
          <OnlyHere key={question.field} record={id} question={question} />
        ) : isOpener(practice, question) ? (
          <Offered key={question.field} record={id} question={question} given={values[question.field]} />
        ) : (
          <Wish key={question.field} record={id} question={question} given={values[question.field] === "yes"} />
        ),
      )}
    </>
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
      <p class="hint">{say(said.onlyHere)}</p>
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
      <p class="hint">{say(given ? said.askedToTalk : question.hint)}</p>
    </section>
  );
}
