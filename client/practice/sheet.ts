/**
 * What a handover is filled with before anybody taps: this shift's open matters, plans in force, check-ins due. It
 * goes to the whole floor, so nothing that somebody typed is on it, and of a matter that needs care only the number.
 * A matter about a worker isn't even counted: that worker reads handovers too.
 */
import type { RecordView } from "../contract";
import type { Practice } from "../core/definitions";
import type { Pair, Values } from "../core/types";
import { happenedAt, isLog, isWithdrawn, outcomeOf } from "../screens/logs";
import { lineOf } from "./content";
import { isMasked, listBelow, listOf } from "./matters";
import { openCheckIns } from "./people";

/** Of a row of `rows`: every cell is a text. */
export type Row = Record<string, string>;

const HOUR = 3_600_000;
const AFTER = HOUR; // a handover that is written so long after a shift is still that shift's
export const FADES = 72 * HOUR;
const MOST = 30;
const COLON: Pair = [": ", "\u00a0: "];
const SPACE_PLAN: Pair = ["Space plan", "Plan d'espace"];

interface Place {
  practice: Practice;
  zone: string | undefined;
  /** Chooses the language of whoever writes. */
  tell: (pair: Pair | undefined) => string;
}

export interface Sheet {
  shift: string;
  day: string;
  items: Row[];
  plans: Row[];
  checkins: Row[];
  care_count: number;
  settings: string[];
  quiet: "yes" | "no";
}

export function sheetOf({ practice, zone, tell }: Place, records: readonly RecordView[], now: number): Sheet {
  const shift = shiftAt(practice, now - AFTER, zone);
  const standing = records.filter((one) => isLog(one) && !isWithdrawn(one, records));
  const open = standing.filter((log) => !isAboutAWorker(log, records));
  const isOfShift = (log: RecordView): boolean => Math.max(happenedAt(log), log.made) >= shift.begins;
  const logs = open.filter(isOfShift).sort((a, b) => happenedAt(a) - happenedAt(b));
  const plain = logs.filter((log) => !isMasked(practice, log, records));
  const toTell = plain.filter((log) => isToTell(practice, log, records)).map((log) => itemOf(practice, log, records, tell));
  const untilNext = shiftAt(practice, shift.ends, zone).ends;
  return {
    shift: shift.code,
    day: toDay(shift.begins, zone),
    items: toTell.slice(0, MOST),
    plans: open.flatMap((log) => plansOf(log, records, toDay(now, zone), tell)).slice(0, MOST),
    checkins: open
      .filter((log) => !isMasked(practice, log, records))
      .flatMap((log) => dueOf(log, records, untilNext))
      .sort((a, b) => a.at - b.at)
      .map(({ row }) => row)
      .slice(0, MOST),
    care_count: logs.length - plain.length,
    settings: settingsOf(practice, plain),
    quiet: standing.some(isOfShift) ? "no" : "yes",
  };
}

/** The sheet as it is saved: what was tapped and typed on it, without the items that were unticked (`left`). */
export function fillSheet(sheet: Sheet, { left, items, ...given }: Values): Values {
  const unticked = Array.isArray(left) ? (left as string[]) : [];
  const kept = sheet.items.filter((row) => !unticked.includes(row["about"] ?? ""));
  const values: Values = {
    ...sheet,
    ...given,
    items: kept.map(({ about = "", line = "" }) => {
      const { verbs = "", text = "" } = findRow(items, about) ?? {};
      return { about, line, verbs, text };
    }),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isNothing(value)));
}

/** What was tapped or typed about one matter. */
export function findRow(items: Values[string] | undefined, about: string | undefined): Row | undefined {
  return Array.isArray(items) ? (items as Row[]).find((row) => row["about"] === about) : undefined;
}

/** Handovers that haven't faded and weren't taken back, newest first. */
export function listHandovers(records: readonly RecordView[], now: number): RecordView[] {
  const fresh = records.filter((one) => one.kind === "handover" && one.made > now - FADES && !isWithdrawn(one, records));
  return fresh.sort((a, b) => b.made - a.made);
}

/** Who said that they read it, in the order in which they did. */
export function listReadings(handover: RecordView, records: readonly RecordView[]): RecordView[] {
  return records.filter((one) => one.kind === "reading" && one.parent === handover.id).sort((a, b) => a.made - b.made);
}

/** Questions that were asked back, in their order. */
export function listQuestions(handover: RecordView, records: readonly RecordView[]): RecordView[] {
  return records.filter((one) => one.kind === "note" && one.parent === handover.id).sort((a, b) => a.made - b.made);
}

/** The part of the day that this moment is in, on the centre's clock. */
function shiftAt(practice: Practice, at: number, zone: string | undefined): { code: string; begins: number; ends: number } {
  const local = new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone });
  const [hour = 0, minute = 0] = local.split(":").map(Number);
  const since = (from: number): number => (hour - from + 24) % 24;
  const parts = (practice.vocabularies["part_of_day"]?.options ?? []).map(({ code, hours }) => ({
    code,
    hours: hours as [number, number],
  }));
  const last = [...parts].sort((a, b) => since(a.hours[0]) - since(b.hours[0]))[0];
  if (!last) throw new Error("no parts of the day");
  const [from, to] = last.hours;
  const begins = at - (at % 60_000) - minute * 60_000 - since(from) * HOUR;
  return { code: last.code, begins, ends: begins + ((to - from + 24) % 24) * HOUR };
}

function isAboutAWorker(log: RecordView, records: readonly RecordView[]): boolean {
  return [log, ...listBelow(log.id, records)].some((one) => listOf(one, "concerns").length > 0);
}

/** Asked for by its author, not over, or ended by a talk in a way that the next shift needs to know. */
function isToTell(practice: Practice, log: RecordView, records: readonly RecordView[]): boolean {
  const outcome = outcomeOf(log, records);
  const option = practice.option(["outcome"], outcome);
  const talked = outcome !== log.values["outcome"];
  return log.values["tell_next"] === "yes" || option?.["open"] === true || (talked && option?.["tell_next"] === true);
}

function itemOf(practice: Practice, log: RecordView, records: readonly RecordView[], tell: Place["tell"]): Row {
  const label = (name: string, code: unknown): string => {
    const option = practice.option([name], code);
    return tell((option?.["short"] as Pair | undefined) ?? option?.label);
  };
  const said = [...listOf(log, "types").map((code) => label("conflict_type", code)), label("outcome", outcomeOf(log, records))];
  const line = [label("place", log.values["place"]), said.filter(Boolean).join(", ")].filter(Boolean).join(tell(COLON));
  return { about: log.id, line: line.slice(0, 200), verbs: "", text: "" };
}

/** Only lines of the library: one of somebody's own may name them. */
function plansOf(log: RecordView, records: readonly RecordView[], today: string, tell: Place["tell"]): Row[] {
  const plans = listBelow(log.id, records).filter((one) => one.kind === "plan" && String(one.values["ends_on"] ?? "") >= today);
  return plans.map((plan) => {
    const lines = listOf(plan, "lines").map((code) => tell(lineOf("space_plans", code)?.label));
    const read = lines.filter(Boolean).join(" ") || tell(SPACE_PLAN);
    return { plan: read.slice(0, 200), ends_on: String(plan.values["ends_on"]) };
  });
}

/** Check-ins still to be made before the next handover. One without a person's part is its author's alone. */
function dueOf(log: RecordView, records: readonly RecordView[], before: number): { at: number; row: Row }[] {
  const below = listBelow(log.id, records);
  const parties = below.filter((one) => one.kind === "party");
  return parties.flatMap((party) =>
    openCheckIns(party, below)
      .map((due) => ({ at: Date.parse(String(due.values["due"])), due }))
      .filter(({ at }) => at < before)
      .map(({ at, due }) => {
        const who = String(party.values["handle"] ?? "");
        return { at, row: { who, when: String(due.values["due"]), by: listOf(due, "assigned")[0] ?? "" } };
      }),
  );
}

function settingsOf(practice: Practice, logs: readonly RecordView[]): string[] {
  const named = new Set(logs.flatMap((log) => listOf(log, "settings")));
  const options = practice.vocabularies["setting"]?.options ?? [];
  return options.filter((option) => named.has(option.code) && !option["alone"]).map((option) => option.code);
}

/** The local day at the centre, YYYY-MM-DD. */
function toDay(ms: number, zone: string | undefined): string {
  return new Date(ms).toLocaleDateString("en-CA", { timeZone: zone });
}

function isNothing(value: Values[string]): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
