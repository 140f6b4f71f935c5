/**
 * When to check in, what counts as satisfied and settled, and what comes next. The twin of
 * peerpwa/practice/clocks.py, proved alike by tests/vectors/clocks. Days are those of the centre's zone; open days
 * are ISO weekdays, 1 for Monday to 7 for Sunday, and without any the centre is open every day.
 */
import type { Practice } from "../core/definitions";
import type { Pair, Rule, Values } from "../core/types";
import { holdsFor, type Facts } from "./levels";

/** A row of clocks.json: which check-ins a matter gives, and who does them. */
export interface Situation {
  code: string;
  label: Pair;
  when: Rule;
  check_ins: { days?: number; open_days?: number; before_end?: number }[];
  who: string;
  note?: Pair;
}

export interface Clocks {
  facts: Facts;
  situations: Situation[];
  /** ISO weekdays; none where the centre is open every day. */
  openDays?: readonly number[];
}

export type Satisfied = "satisfied" | "partly" | "not" | "unknown";

const DAY = 86_400_000;
const WEEK = [1, 2, 3, 4, 5, 6, 7];
const SETTLED_AFTER = 14;
const TRIES = 2;

/** The rows that hold for a matter, most urgent first. */
export function situationsOf(practice: Practice, clocks: Clocks, facts: Values): Situation[] {
  return clocks.situations.filter((situation) => holdsFor(practice, clocks.facts, situation.when, facts));
}

/**
 * When the check-ins of these rows are due, in milliseconds, earliest first: all rows together, one a day at most.
 * Each is at the event's local time of day, and on the next open day where the centre is closed. `endsOn` is the
 * last day of the space plan: its check-in on the day before stands for one on the last day.
 */
export function checkIns(situations: Situation[], atMs: number, zone: string, openDays: readonly number[] = [], endsOn?: string): number[] {
  const offsetAt = offsetsIn(zone);
  const local = atMs + offsetAt(atMs);
  const first = Math.floor(local / DAY);
  const ends = endsOn ? Date.parse(`${endsOn}T00:00:00Z`) / DAY : -Infinity;
  const beforeEnd = ends - 1 > first ? ends - 1 : null;
  const week = weekOf(openDays);
  const days = new Set<number>();
  let ending = false;
  for (const entry of situations.flatMap((situation) => situation.check_ins)) {
    if (entry.before_end !== undefined) ending = beforeEnd !== null;
    else if (entry.open_days !== undefined) days.add(openDayAfter(first, entry.open_days, week));
    else days.add(first + (entry.days ?? 0));
  }
  if (ending && beforeEnd !== null) {
    days.delete(ends);
    days.add(beforeEnd);
  }
  const due = new Set([...days].map((day) => openDayAfter(day - 1, 1, week)));
  return [...due].sort((a, b) => a - b).map((day) => toMs(local + (day - first) * DAY, offsetAt));
}

/** This day, “2026-11-23”, or the next one on which the centre is open. */
export function openDayFrom(day: string, openDays: readonly number[] = []): string {
  const from = Date.parse(`${day}T00:00:00Z`) / DAY;
  return new Date(openDayAfter(from - 1, 1, weekOf(openDays)) * DAY).toISOString().slice(0, 10);
}

/** What one check-in says; the worst is asked first, so that a safety worry outweighs a yes. */
export function satisfied(practice: Practice, values: Values): Satisfied {
  if (hasWorries(practice, values) || values["ok_with_it"] === "no") return "not";
  if (values["reached"] !== "reached") return "unknown";
  if (values["ok_with_it"] === "partly") return "partly";
  return values["ok_with_it"] === "yes" ? "satisfied" : "unknown";
}

/**
 * Whether a matter is settled: `latest` holds the latest check-in of each person who wanted one ({} where none was
 * made), `agreed` whether an agreement was made, `quietDays` the open days since the thread's last event.
 */
export function settled(practice: Practice, latest: Values[], agreed: boolean, quietDays: number): boolean {
  const kept = latest.map((values) => values["still_suits"]).filter((answer) => ["yes", "partly", "no"].includes(answer as string));
  return (
    latest.every((values) => ["satisfied", "partly"].includes(satisfied(practice, values))) &&
    (!agreed || (kept.length > 0 && kept.every((answer) => answer === "yes"))) &&
    quietDays >= SETTLED_AFTER
  );
}

/** How many open days have begun after the day of `atMs`, today among them. */
export function openDaysSince(atMs: number, nowMs: number, zone: string, openDays: readonly number[] = []): number {
  const offsetAt = offsetsIn(zone);
  const week = weekOf(openDays);
  const dayOf = (ms: number): number => Math.floor((ms + offsetAt(ms)) / DAY);
  const [first, today] = [dayOf(atMs), dayOf(nowMs)];
  let count = 0;
  for (let day = first + 1; day <= today; day += 1) if (week.includes(weekdayOf(day))) count += 1;
  return count;
}

/**
 * FU-18 as worked out: `tries` counts the attempts to find the person, this one among them; `hasPlan` whether a
 * space plan or an agreement could be changed.
 */
export function nextStep(practice: Practice, values: Values, tries = 1, hasPlan = false): string {
  if (hasWorries(practice, values)) return "supervisor";
  const reached = values["reached"];
  if (reached !== "reached") {
    const again = reached === "not_safe_to_ask" || (reached === "not_found" && tries < TRIES);
    return again ? "check_again" : "close";
  }
  if (values["still_suits"] === "no" || (hasPlan && values["ok_with_it"] === "no")) return "change_plan";
  const well = satisfied(practice, values) === "satisfied" && values["still_suits"] !== "partly";
  return well ? "close" : "check_again";
}

function hasWorries(practice: Practice, values: Values): boolean {
  const flags = (values["flags"] ?? []) as string[];
  const stop = flags.some((flag) => practice.option(["flag"], flag)?.["stop"] === true);
  return stop || values["safe_here"] === "no" || values["since"] === "worse";
}

function weekOf(openDays: readonly number[]): readonly number[] {
  const known = WEEK.filter((day) => openDays.includes(day));
  return known.length > 0 ? known : WEEK;
}

function openDayAfter(day: number, count: number, week: readonly number[]): number {
  let left = count;
  let found = day;
  while (left > 0) {
    found += 1;
    if (week.includes(weekdayOf(found))) left -= 1;
  }
  return found;
}

/** 1 January 1970, day 0, was a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The offset of a zone at a moment, in milliseconds: what a local clock shows, less the moment. */
function offsetsIn(zone: string): (ms: number) => number {
  const shown = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (ms) => {
    const whole = Math.floor(ms / 1000) * 1000;
    const part: Record<string, number> = {};
    for (const { type, value } of shown.formatToParts(whole)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
  };
}

/**
 * The moment at which a local clock shows this. Where it shows it twice, the first; where it skips it, as far past
 * the gap as the clock would be without it: what Python's zoneinfo does with fold=0.
 */
function toMs(local: number, offsetAt: (ms: number) => number): number {
  const before = offsetAt(local - DAY);
  const after = offsetAt(local + DAY);
  const early = local - before;
  const late = local - after;
  return offsetAt(early) !== before && offsetAt(late) === after ? late : early;
}
