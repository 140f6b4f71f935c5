/** Plans a check-in with each person of a log: one tap a person, no keyboard; the days are those of PRACTICE 6.1 first. */
import { useRef, useState } from "preact/hooks";
import type { Pair, Values } from "../../core/types";
import { clocksHere } from "../../practice/own_days";
import { dayOf } from "../../practice/due";
import { findMatter } from "../../practice/matter";
import { daysToChoose, dueOn, EVERY, isDeclined, toPlan, usualFor, type Planned, type Usual } from "../../practice/plan";
import { titleOf } from "../../practice/thread";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Screen } from "../../ui/screen";
import { StateLine } from "../../ui/state";
import { say, words, zone } from "../../words";
import { Shape } from "../guide/shapes";
import { Chips } from "../guide/taps";
import { QUICK_LOG } from "../logs";
import { findPlanned } from "./find";
import { fill, said, sayNear, toSentence } from "./words";

const AHEAD = [1, 7];
const DECLINED = "declined";
const MORE = "more";

export function PlanScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const { log, people } = findPlanned(phone, practice, id);
  const turn = useRef(Promise.resolve());
  const back = (): void => history.back();
  if (!log || people.length === 0)
    return (
      <Screen id="plan_check_in" title={words.value.gone} back={back}>
        {null}
      </Screen>
    );
  const now = phone.now();
  const here = zone.value ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const usual = usualFor(practice, clocksHere(), findMatter(id, phone.records.value), now, here);
  /** In the order of the taps, each on what the one before it made. */
  const set = (handle: string | null, answer: Values | null): void => {
    turn.current = turn.current
      .catch(() => undefined)
      .then(async () => {
        const known = findPlanned(phone, practice, id);
        const one = known.people.find((person) => person.handle === handle);
        const changes = one ? toPlan(log, known.people, one, answer, phone.newId, now) : [];
        if (changes.length > 0) await phone.save(changes);
      });
  };
  return (
    <Screen
      id="plan_check_in"
      title={say(practice.question(practice.form(QUICK_LOG), "checkin_wish")?.label)}
      lead={`${titleOf(practice, log.values)}. ${say(said.planLead)}`}
      back={back}
      dock={
        <Button class="button main" code="done" onTap={back}>
          {words.value.done}
        </Button>
      }
    >
      <Clocked usual={usual} today={dayOf(now, here)} />
      {people.map((person, i) => (
        <section key={person.handle} class="planned" data-who={person.handle ?? ""}>
          <h2 class="who-is">
            <Shape index={i} /> {person.handle ?? say(said.youKnowWho)}
          </h2>
          {person.handle === null && <p class="hint">{say(said.noName)}</p>}
          <Choice person={person} usual={usual} today={dayOf(now, here)} now={now} onAnswer={(answer) => set(person.handle, answer)} />
        </section>
      ))}
    </Screen>
  );
}

/** What the clocks ask in such a matter, and of whom. */
function Clocked({ usual: { situations, days }, today }: { usual: Usual; today: string }) {
  const practice = usePractice();
  const [first] = situations;
  const who = first && first.who !== "any" ? say(practice.option(["checkin_who"], first.who)?.label) : "";
  const notes = situations.map((one) => say(one.note)).filter(Boolean);
  return (
    <div class="hint">
      {days.length > 0 && <p>{fill(said.usual, { days: days.map(({ day }) => sayNear(day, today)).join(", ") })}</p>}
      {who && <p>{fill(said.doneBy, { who })}</p>}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

interface Choosing {
  person: Planned;
  usual: Usual;
  today: string;
  now: number;
  onAnswer: (answer: Values | null) => void;
}

/** A second tap on what is chosen takes it back. What a co-worker planned stands as it is. */
function Choice({ person: { line, own }, usual, today, now, onAnswer }: Choosing) {
  const practice = usePractice();
  const [all, setAll] = useState(false);
  if (line && !own) return <p>{fill(said.onList, { day: sayNear(line.day, today) })}</p>;
  const hows = practice.vocabularies["checkin_how"]?.options ?? [];
  const declined = own !== undefined && isDeclined(own);
  const chosen = declined ? DECLINED : line?.day;
  const days = daysToChoose(today, all ? EVERY : AHEAD, [...usual.days.map(({ day }) => day), line?.day], clocksHere().openDays);
  const toPair = (text: string): Pair => [text, text];
  const options = [
    ...days.map((day) => ({ code: day, label: toPair(toSentence(sayNear(day, today))) })),
    ...hows.filter((how) => how.code === DECLINED),
    ...(all ? [] : [{ code: MORE, label: toPair(words.value.more) }]),
  ];
  const tap = (code: string): void => {
    if (code === MORE) setAll(true);
    else if (code === chosen) onAnswer(null);
    else if (code === DECLINED) onAnswer({ how: DECLINED });
    else onAnswer({ ...(own && !declined && own.values), due: dueOn(code, usual, now) });
  };
  return (
    <>
      <Chips name="due" options={options} chosen={chosen} onTap={tap} />
      {own && line && (
        <Chips
          name="how"
          options={hows.filter((how) => how.code !== DECLINED)}
          chosen={own.values["how"]}
          onTap={(how) => onAnswer({ ...own.values, how: how === own.values["how"] ? null : how })}
        />
      )}
      {own?.state && <StateLine state={own.state} />}
    </>
  );
}
