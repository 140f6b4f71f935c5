/** Where the centre did not take a save: what happened, the question it is about, and the way out where a tap leads there. */
import type { RecordView } from "../contract";
import { Button } from "../ui/button";
import { usePractice } from "../ui/context";
import { go } from "../ui/route";
import { say } from "../words";
import { words } from "../words/more";
import { OTHER, refusals } from "../words/refusals";
import { isLog } from "./logs";
import { said } from "./people/words";

export function Refusal({ record }: { record: RecordView }) {
  const practice = usePractice();
  const { id, kind, mend } = record;
  if (!mend) return null;
  const known = refusals[mend.code as keyof typeof refusals] ?? OTHER;
  const questions = Object.values(practice.forms).flatMap((form) => form.questions);
  const question = questions.find((one) => one.kind === kind && one.field === mend.field);
  return (
    <>
      {question && <b>{say(question.chip ?? question.label)}</b>}
      {mend.code === "bad_answer" && mend.sentence && <p>{mend.sentence}</p>}
      <p>{say(known)}</p>
      {mend.code === "after_a_day" && (
        <Button class="button main" icon="pencil" code="correct" onTap={() => go(`note/${id}/correction`)}>
          {say(said.askCorrection)}
        </Button>
      )}
      {mend.code === "bad_answer" && isLog(record) && (
        <Button class="button main" icon="pencil" code="mend" onTap={() => go(`log/${id}`)}>
          {words.value.mendIt}
        </Button>
      )}
    </>
  );
}
