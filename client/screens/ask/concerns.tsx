/** Which worker it is about: they are cut off from all of it at once. The reason goes along with the name, not before. */
import type { RecordView } from "../../contract";
import type { Values } from "../../core/types";
import { ABOUT_STAFF, ESCALATION } from "../../practice/ask";
import { toList } from "../../practice/offer";
import { QuestionView } from "../../practice/question";
import { usePractice } from "../../ui/context";
import { say } from "../../words";
import { said } from "./words";

export function Concerns({ record, change }: { record: RecordView; change: (values: Values) => Promise<unknown> }) {
  const practice = usePractice();
  const form = practice.form(ESCALATION);
  const question = practice.question(form, "concerns");
  if (!question) return null;
  const why = [...new Set([...toList(record.values["why"]), ABOUT_STAFF])];
  return (
    <section class="concerns">
      <h2>{say(question.label)}</h2>
      <p class="hint">
        {say(question.hint)} {say(said.withName)}
      </p>
      <QuestionView
        form={form}
        question={question}
        values={record.values}
        started={record.made}
        onAnswer={(field, value) => void change({ why, [field]: value })}
      />
    </section>
  );
}
