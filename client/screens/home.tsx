/** Home: quick log first, one line for all states, what waits, what the room's last days were. */
import type { Draft, RecordView } from "../contract";
import { Button } from "../ui/button";
import { usePhone, usePractice } from "../ui/context";
import { Heat } from "../ui/heat";
import { Icon } from "../ui/icon";
import { LaterPart } from "../ui/more";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { stateWords } from "../ui/state";
import { language, say, sayTime, words } from "../words";
import { happenedAt, isLog, isUnfinished, isWithdrawn, outcomeOf, placeOf, QUICK_LOG } from "./logs";

const ROOM_MOST = 12;
const PEOPLE = new Set(["follow_up", "reply"]);

export function HomeScreen() {
  const phone = usePhone();
  const said = words.value;
  const records = phone.records.value;
  const logs = records.filter((record) => isLog(record) && !isWithdrawn(record, records));
  const late = (draft: Draft): number => Math.max(draft.later ?? 0, phone.now()); // put off: last, in the order of their hours
  const drafts = [...phone.drafts.value].sort((a, b) => late(a) - late(b) || b.touched - a.touched);
  const asks = phone.asks.value.filter((ask) => ask.locked || ask.state !== "taken");
  const unfinished = logs.filter((log) => log.mine && isUnfinished(log, records, drafts));
  return (
    <Screen
      id="home"
      title={said.home}
      quietTitle
      middle={<span class="who">{phone.account.value?.name}</span>}
      dock={
        <>
          <Button class="button main tall" code="quick_log" onTap={() => go("log")}>
            <b>{said.quickLog}</b>
            <small>{said.quickLogLead}</small>
          </Button>
          <Button class="button" code="guide" onTap={() => go("guide")}>
            {said.guideMe}
          </Button>
        </>
      }
      beside={
        <Button class="button" icon="settings" onTap={() => go("settings")}>
          {said.settings}
        </Button>
      }
    >
      <StateOfAll />
      {phone.update.value && drafts.length === 0 && (
        <p class="note">
          {said.newVersion}{" "}
          <Button class="quiet" onTap={() => phone.takeUpdate()}>
            {said.takeVersion}
          </Button>
        </p>
      )}
      {drafts.length + unfinished.length + asks.length > 0 && (
        <section>
          <h2>{said.finishThis}</h2>
          <ul class="lines">
            {asks.map((ask) => (
              <li key={ask.record}>
                <Button class="line" icon="help" onTap={() => go("help")}>
                  {sayTime(ask.asked)} {ask.state === "not_sent" ? said.helpNotSent : ask.locked ? said.isItYours : said.sent}
                  <Icon name="on" />
                </Button>
              </li>
            ))}
            {drafts.map((draft) => (
              <DraftLine key={draft.id} draft={draft} />
            ))}
            {unfinished.map((log) => (
              <li key={log.id}>
                <Button class="line" icon="pencil" onTap={() => go(`guide/from/${log.id}`)}>
                  {said.notOver(sayTime(happenedAt(log)))}
                  <Icon name="on" />
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {records.some((one) => one.kind === "handover") && <LaterPart draw={(more) => <more.HandoverNews />} />}
      {records.some((record) => PEOPLE.has(record.kind)) && <LaterPart draw={(more) => <more.YourPeople />} />}
      <section class="chips">
        <Button class="chip" icon="send" code="handover" onTap={() => go("handover")}>
          {said.handover}
        </Button>
        <Button class="chip" icon="list" code="people" onTap={() => go("people")}>
          {said.people}
        </Button>
      </section>
      <section>
        <h2>{said.roomToday}</h2>
        {logs.length === 0 && <p class="calm">{said.roomEmpty}</p>}
        <ul class="lines">
          {[...logs]
            .sort((a, b) => happenedAt(b) - happenedAt(a))
            .slice(0, ROOM_MOST)
            .map((log) => (
              <RoomLine key={log.id} log={log} />
            ))}
        </ul>
      </section>
    </Screen>
  );
}

/** One line for everything: the least safe state wins; a tap lists my logs with theirs. */
function StateOfAll() {
  const phone = usePhone();
  const said = words.value;
  const states = phone.records.value.filter((record) => record.mine).map((record) => record.state);
  const count = (state: string): number => states.filter((one) => one === state).length;
  const waiting = count("saved") + count("on_its_way");
  const ask = phone.asks.value.some((one) => one.state === "not_sent");
  const line = ask
    ? said.helpNotSent
    : count("attention") > 0
      ? said.countAttention(count("attention"))
      : waiting > 0
        ? said.countSaved(waiting)
        : count("held") > 0
          ? said.countHeld(count("held"))
          : states.length > 0
            ? said.allSafe
            : said.nothingYet;
  return (
    <div class="all-states">
      <Button class={`line strong${waiting + count("attention") > 0 || ask ? " waits" : ""}`} onTap={() => go(ask ? "help" : "mine")}>
        <span role="status">{line}</span>
        <Icon name="on" />
      </Button>
      {phone.signal.value === "no" && (
        <p class="note">
          <Icon name="noSignal" /> {said.noSignal}
        </p>
      )}
    </div>
  );
}

function DraftLine({ draft }: { draft: Draft }) {
  const said = words.value;
  const form = usePractice().forms[draft.form];
  const now = usePhone().now();
  const time = sayTime(draft.started);
  return (
    <li>
      <Button class="line" icon="pencil" onTap={() => go(placeOf(draft))}>
        <span>
          {draft.form === QUICK_LOG ? said.draftOf(time) : draft.talk ? said.talkOf(time) : `${time} ${say(form?.name) || said.stateDraft}`}
          {draft.later !== undefined && draft.later > now && <small>{said.onYourList(sayTime(draft.later))}</small>}
        </span>
        <Icon name="on" />
      </Button>
    </li>
  );
}

function RoomLine({ log }: { log: RecordView }) {
  const practice = usePractice();
  const label = (names: string[], code: unknown): string => say(practice.option(names, code)?.label);
  const { place, heat } = log.values;
  const outcome = outcomeOf(log, usePhone().records.value);
  return (
    <li>
      <Button class="line room" onTap={() => go(`record/${log.id}`)}>
        <time>{sayTime(happenedAt(log))}</time>
        {log.care && !log.mine ? (
          <span class="care">
            <Icon name="care" /> {words.value.needsCare}. {log.care.line[language.value]}
          </span>
        ) : (
          <span>
            <b>{label(["place"], place)}</b>
            <small>
              {typeof heat === "string" && <Heat code={heat} />}
              {label(["heat"], heat)}
              {outcome ? ` · ${label(["outcome"], outcome)}` : ""}
            </small>
            {log.mine && log.state !== "safe" && log.state && <small> {stateWords(log.state)}</small>}
          </span>
        )}
        <Icon name="on" />
      </Button>
    </li>
  );
}
