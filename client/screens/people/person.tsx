/** “What helps this person”: three lines, written with them, for 90 days; on the floor only if they said yes. */
import { useEffect, useState } from "preact/hooks";
import type { RecordView, Values } from "../../contract";
import { dayOf } from "../../practice/due";
import { isInForce, listCards, listDue } from "../../practice/people";
import { alike } from "../../practice/matters";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { language, say, zone } from "../../words";
import { sayNear } from "../checkins/words";
import { WITHDRAWAL } from "../logs";
import { chosen } from "./chosen";
import { HelpsForm } from "./helps_form";
import { listPrivate, type PrivateCard } from "./private_cards";
import { Reasons } from "./reasons";
import { said } from "./words";

/** `id`: a draft of such a card; without one the person chosen on the screen before. */
export function PersonScreen({ id }: { id: string }) {
  const phone = usePhone();
  const draft = phone.drafts.value.find((one) => one.id === id);
  const handle = String(draft?.values["handle"] ?? chosen.value ?? "");
  const [writing, setWriting] = useState<string | null>(draft ? draft.id : null); // a draft's or card's id; "" for a new one
  const [kept, setKept] = useState<PrivateCard[]>([]);
  useEffect(() => void listPrivate(phone).then(setKept), [writing]);
  const records = phone.records.value;
  const now = phone.now();
  if (!handle)
    return (
      <Screen id="person" title={say(said.noneFound)} back={() => go("people")}>
        {null}
      </Screen>
    );
  if (writing !== null) return <HelpsForm handle={handle} id={writing || null} onDone={() => setWriting(null)} />;
  const cards = listCards(handle, records, now);
  const own = kept.filter((card) => alike(card.handle) === alike(handle) && isInForce(card.ends_on, now));
  return (
    <Screen
      id="person"
      title={handle}
      back={() => go("people")}
      dock={
        !cards.some((card) => card.mine) && (
          <Button class="button main" code="write" onTap={() => setWriting("")}>
            {say(said.helpsWith)}
          </Button>
        )
      }
    >
      {listDue(handle, records).map((due) => (
        <p key={due.id}>{sayDue(due.values, dayOf(now, zone.value))}</p>
      ))}
      <h2>{say(said.helps)}</h2>
      {cards.map((card) => (
        <SharedCard key={card.id} card={card} onChange={() => setWriting(card.id)} />
      ))}
      {own.map((card) => (
        <div key={card.helps} class="card" data-card="private">
          <Lines helps={card.helps} />
          <p class="hint">
            {say(said.onlyPhone)}. {sayEnd(card.ends_on)}
          </p>
        </div>
      ))}
      {cards.length + own.length === 0 && <p class="calm">{say(said.helpsNone)}</p>}
    </Screen>
  );
}

function SharedCard({ card, onChange }: { card: RecordView; onChange: () => void }) {
  const phone = usePhone();
  const [asking, setAsking] = useState(false);
  const takeOff = (reason: string): void => {
    void phone.save([{ kind: "withdrawal", form: WITHDRAWAL, parent: card.id, values: { reason } }]);
  };
  return (
    <div class="card" data-card="shared">
      <Lines helps={String(card.values["helps"] ?? "")} />
      <p class="hint">
        {card.by}. {sayEnd(String(card.values["ends_on"]))}
      </p>
      {card.mine && (
        <div class="row">
          <Button class="button" code="change" onTap={onChange}>
            {say(said.changeCard)}
          </Button>
          <Button class="button" code="take_off" expanded={asking} onTap={() => setAsking(!asking)}>
            {say(said.offFloor)}
          </Button>
          <Button class="button" code="take_out" onTap={() => go(`take_out/${card.id}`)}>
            {say(said.takeOut)}
          </Button>
        </div>
      )}
      {asking && <Reasons onTap={takeOff} />}
    </div>
  );
}

function Lines({ helps }: { helps: string }) {
  return (
    <ul class="plain">
      {helps.split("\n").map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function sayDue({ due }: Values, today: string): string {
  if (typeof due !== "string") return say(said.checkInOpen);
  return say(said.checkInDue).replace("{day}", sayNear(dayOf(Date.parse(due), zone.value), today));
}

/** A last day as people say it: at noon it is the same day in every zone that a centre is in. */
function sayEnd(day: string): string {
  const shown = new Date(`${day}T12:00`).toLocaleDateString(language.value, { day: "numeric", month: "long" });
  return say(said.endsOn).replace("{day}", shown);
}
