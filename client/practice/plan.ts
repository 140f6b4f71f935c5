/**
 * Check-ins that are planned without a talk (PRACTICE QL-09, 6.1): with whom, on which days, and what one tap makes.
 * A named person's stands below their part, which comes with the first one; without a name it stands below the log and
 * is its author's alone.
 */
import type { NewChange, RecordView } from "../contract";
import { differenceOf } from "../core/fold";
import type { Practice } from "../core/definitions";
import type { Values } from "../core/types";
import { isWithdrawn, QUICK_LOG, toLocalTime } from "../screens/logs";
import { addDays, noonOf } from "./check_in";
import { checkIns, openDayFrom, situationsOf, type Clocks, type Situation } from "./clocks";
import { mayChange } from "./corrections";
import { dayOf, type Due } from "./due";
import { factsOf, type Matter } from "./matter";
import { alike, listBelow, listOf } from "./matters";
import { GUIDED_TALK } from "./talk";

const DECLINED = "declined";
/** Every day of two weeks ahead. */
export const EVERY: readonly number[] = Array.from({ length: 14 }, (_, i) => i + 1);

/** One person of a log, and the check-in with them. */
export interface Planned {
  handle: string | null;
  /** Their part, or without a name the log; none yet where nothing stands below it. */
  above: RecordView | undefined;
  /** As it stands in the list. */
  line: Due | undefined;
  /** One's own that may still be changed: nobody tried yet, or they said no thanks. */
  own: RecordView | undefined;
}

/** Everybody whom the log or a part below it names; of one's own log without names, whoever it was. */
export function listPlanned(log: RecordView, records: readonly RecordView[], lines: readonly Due[]): Planned[] {
  const isNamed = (one: RecordView): boolean => one.kind === "party" && typeof one.values["handle"] === "string";
  const parties = listBelow(log.id, records)
    .filter(isNamed)
    .sort((a, b) => Number(b.mine) - Number(a.mine));
  const handles = [...listOf(log, "people"), ...parties.map((one) => String(one.values["handle"]))];
  const named = new Map([...handles].reverse().map((handle) => [alike(handle), handle]));
  const inOrder = [...new Set(handles.map(alike))];
  const planOf = (handle: string | null, above: RecordView[]): Planned => {
    const ids = new Set(above.map((one) => one.id));
    const line = lines.find((one) => ids.has(one.followUp.parent ?? ""));
    const said = records.find((one) => isDeclined(one) && ids.has(one.parent ?? "") && !isWithdrawn(one, records));
    const free = line?.followUp.mine && line.attempts.length === 0 ? line.followUp : undefined;
    return { handle, above: above[0], line, own: line ? free : said };
  };
  if (inOrder.length === 0) return log.mine ? [planOf(null, [log])] : [];
  return inOrder.map((key) =>
    planOf(
      named.get(key) ?? key,
      parties.filter((one) => alike(String(one.values["handle"])) === key),
    ),
  );
}

export function isDeclined({ kind, mine, values }: RecordView): boolean {
  return kind === "follow_up" && mine && values["how"] === DECLINED;
}

export interface Usual {
  situations: Situation[];
  /** When the clocks ask for one, from today on: the day, and the local time with its offset. */
  days: { day: string; due: string }[];
}

/** What 6.1 asks in such a matter, where a check-in is wanted. */
export function usualFor(practice: Practice, clocks: Clocks, matter: Matter, now: number, zone: string): Usual {
  const { facts, at, endsOn } = factsOf(matter);
  if (at === null) return { situations: [], days: [] };
  const situations = situationsOf(practice, clocks, { ...facts, checkin_wish: "one" });
  const all = checkIns(situations, at, zone, clocks.openDays, endsOn).map((ms) => ({ day: dayOf(ms, zone), due: toLocalTime(ms) }));
  return { situations, days: all.filter(({ day }) => day >= dayOf(now, zone)) };
}

/** Days to choose from: so many days ahead each, or the next one that is open, and those that are known besides. */
export function daysToChoose(
  today: string,
  ahead: readonly number[],
  known: readonly (string | undefined)[],
  openDays?: readonly number[],
): string[] {
  const days = [...ahead.map((count) => openDayFrom(addDays(today, count), openDays)), ...known.filter((day) => day !== undefined)];
  return [...new Set(days)].sort();
}

/** A day as it is stored: at the hour that the clocks give, else at noon. */
export function dueOn(day: string, usual: Usual, now: number): string {
  return usual.days.find((one) => one.day === day)?.due ?? noonOf(day, toLocalTime(now));
}

/** What a tap makes, in one save. `answer`: when and how, or that they said no thanks; null takes it back. */
export function toPlan(
  log: RecordView,
  people: readonly Planned[],
  one: Planned,
  answer: Values | null,
  newId: () => string,
  now: number,
): NewChange[] {
  const { own, handle } = one;
  const wish = wishAfter(log, people, one, answer, now);
  if (answer === null) {
    return own ? [{ kind: "withdrawal", form: "withdrawal@1", parent: own.id, values: { reason: "mistake" } }, ...wish] : [];
  }
  const kind = "follow_up";
  if (own) return [{ kind, form: GUIDED_TALK, record: own.id, values: differenceOf(own.values, answer) }, ...wish];
  if (one.above) return [{ kind, form: GUIDED_TALK, parent: one.above.id, values: answer }, ...wish];
  const party = newId();
  return [
    { id: party, kind: "party", form: GUIDED_TALK, parent: log.id, values: { handle } },
    { kind, form: GUIDED_TALK, parent: party, values: answer },
    ...wish,
  ];
}

/** QL-09 says the same as what is planned, as long as its author may still change it. */
function wishAfter(log: RecordView, people: readonly Planned[], one: Planned, answer: Values | null, now: number): NewChange[] {
  const isDue = (person: Planned): boolean => (person === one ? answer?.["due"] !== undefined : person.line !== undefined);
  const saidNo = (person: Planned): boolean => !isDue(person) && (person === one ? answer !== null : person.own !== undefined);
  const due = people.filter(isDue).length;
  const standing = log.values["checkin_wish"];
  const whole = Math.max(people.length, Number.parseInt(String(log.values["people_count"]), 10) || 0);
  const planned = due >= whole || standing === "each" ? "each" : "one";
  const wish = due > 0 ? planned : people.every(saidNo) ? DECLINED : standing;
  if (wish === standing || wish === undefined || !mayChange(log, now)) return [];
  return [{ kind: "conflict", form: QUICK_LOG, record: log.id, values: { checkin_wish: wish } }];
}
