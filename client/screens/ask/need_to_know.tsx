/** On a masked matter: “I need to know more to be safe” goes to the duty person and is answered on record (PRACTICE 0.13). */
import type { RecordView } from "../../contract";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { say, sayTime } from "../../words";
import { quote } from "../../words/more";
import { said } from "./words";

export function NeedToKnow({ record }: { record: RecordView }) {
  const phone = usePhone();
  const records = phone.records.value;
  const asked = records.find((one) => one.mine && one.kind === "note" && one.parent === record.id && one.values["sort"] === "need_to_know");
  const answers = records.filter((one) => one.kind === "reply" && one.parent === asked?.id);
  const ask = (): void => {
    const values = { text: say(said.needToKnow), sort: "need_to_know" };
    void phone.save([{ kind: "note", form: "note@1", parent: record.id, values }]);
  };
  if (!asked)
    return (
      <Button class="button" icon="help" code="need_to_know" onTap={ask}>
        {say(said.needToKnow)}
      </Button>
    );
  return (
    <>
      <p class="note">{say(said.needAsked)}</p>
      {answers.map((one) => (
        <p key={one.id} class="card">
          <Icon name="reply" /> {one.by}, {sayTime(one.made)}: {quote(one.values["text"])}
        </p>
      ))}
    </>
  );
}
