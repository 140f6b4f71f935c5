/** What can be done about a log: by its author, and by a colleague who was there. */
import type { RecordView } from "../../contract";
import { listWords, mayChange } from "../../practice/corrections";
import { listBelow, listViews } from "../../practice/matters";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go } from "../../ui/route";
import { say, words } from "../../words";
import { Withdraw } from "../withdraw";
import { said } from "./words";

export function OwnActs({ record }: { record: RecordView }) {
  const phone = usePhone();
  const { id } = record;
  const tree = [record, ...listBelow(id, phone.records.value)];
  const typed = listWords(usePractice(), tree);
  const told = tree.find((one) => one.mine && (one.kind === "escalation" || one.kind === "party"));
  return (
    <div class="row">
      {mayChange(record, phone.now()) ? (
        <Act name={words.value.changeIt} code="change" place={`log/${id}`} />
      ) : (
        <Act name={say(said.askCorrection)} code="correction" place={`note/${id}/correction`} />
      )}
      <Act name={say(said.addSomething)} code="addendum" place={`note/${id}/addendum`} />
      <Act name={say(said.forMe)} code="for_me" place={`for_me/${id}`} />
      {typed.length > 0 && <Act name={say(said.takeOut)} code="take_out" place={`take_out/${id}`} />}
      {told && <Act name={say(said.referral)} code="referral" place={`cards/referral/${told.id}`} />}
      <Withdraw record={id} />
    </div>
  );
}

export function OthersActs({ record }: { record: RecordView }) {
  const phone = usePhone();
  const own = listViews(record, phone.records.value).find((view) => view.mine);
  if (own && !mayChange(own, phone.now())) return null;
  return (
    <div class="row">
      <Act name={say(own ? said.changeView : said.sawToo)} code="saw_too" place={`view/${own?.id ?? record.id}`} />
    </div>
  );
}

function Act({ name, code, place }: { name: string; code: string; place: string }) {
  return (
    <Button class="button" code={code} onTap={() => go(place)}>
      {name}
    </Button>
  );
}
