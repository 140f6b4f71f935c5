/** A talk that starts from home asks three things first, since routes need them: safe, about, how hot (PRACTICE 0.10). */
import { useState } from "preact/hooks";
import type { Value, Values } from "../../core/types";
import { attributeOf, screensOf } from "../../practice/flow";
import { endsAtOnce, QuestionView } from "../../practice/question";
import { createTalk } from "../../practice/talk";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go, replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, words } from "../../words";
import { QUICK_LOG } from "../logs";
import { stepOf } from "../../practice/content";
import { toDraft } from "./use_talk";

const FIRST = ["safe_now", "types", "heat"];

/** Ends in the first step, with the draft kept under its address. */
export function Begin() {
  const phone = usePhone();
  const practice = usePractice();
  const form = practice.form(QUICK_LOG);
  const [known, setKnown] = useState<Values>({});
  const [at, setAt] = useState(0);
  const asksFlags = screensOf(practice, form, known).some((screen) => screen.id === "flags");
  const fields = [...FIRST, ...(asksFlags ? ["flags"] : [])];
  const question = practice.question(form, fields[at] ?? "");
  const start = async (values: Values): Promise<void> => {
    const talk = createTalk(() => phone.newId(), phone.newId(), values, [], phone.now());
    await phone.keepDraft(toDraft(phone, { ...talk, values: { steps: ["s1"] } }));
    replace(`guide/${talk.id}`);
  };
  if (!question) return null;
  const on = (values: Values, last: boolean): void => {
    if (last) void start(values);
    else setAt(at + 1);
  };
  const answer = (field: string, value: Value, done: boolean): void => {
    const values = { ...known, [field]: value };
    setKnown(values);
    if (!done) return;
    if (attributeOf(practice, question, value, "opens") === "help") return go("help/ask");
    const flags = screensOf(practice, form, values).some((screen) => screen.id === "flags");
    on(values, at === (flags ? FIRST.length : FIRST.length - 1));
  };
  const more = !endsAtOnce(question) && known[question.field] !== undefined;
  return (
    <Screen
      id={`begin-${question.field}`}
      title={say(question.label)}
      lead={at === 0 ? say(stepOf("s0")?.show) : say(question.hint)}
      back={() => (at > 0 ? setAt(at - 1) : go(""))}
      dock={
        more && (
          <Button class="button main" code="done" onTap={() => on(known, at === fields.length - 1)}>
            {words.value.done}
          </Button>
        )
      }
    >
      <div class="question">
        <QuestionView form={form} question={question} values={known} started={phone.now()} onAnswer={answer} />
      </div>
    </Screen>
  );
}
