/** The centre's own days: when it is open, and when its check-ins are due. Twin of peerpwa/practice/own.py. */
import type { Value } from "../core/types";
import { addDays } from "./check_in";
import { openDayFrom, type Clocks, type Situation } from "./clocks";
import { CLOCKS } from "./content";
import { own, rowsHere } from "./own";

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY_MS = 86_400_000;
const FURTHEST = 90;
const MOST_DAYS = 8;

/** The clocks as the centre has them. */
export function clocksHere(): Clocks {
  const situations = withDays(CLOCKS.situations, rowsHere("check_in_days") as unknown as DaysRow[]);
  return { ...CLOCKS, situations, openDays: openDaysOf(own.value["open_days"]) };
}

/** So many days ahead each, or the next day that is open: no day twice. */
export function countsHere(counts: readonly number[], today: string): number[] {
  const openDays = openDaysOf(own.value["open_days"]);
  const days = new Set(counts.map((count) => openDayFrom(addDays(today, count), openDays)));
  return [...days].map((day) => (Date.parse(day) - Date.parse(today)) / DAY_MS);
}

interface DaysRow {
  code: string;
  days?: string;
}

/** The open days as ISO weekdays; none where none are set: then every day is. */
export function openDaysOf(value: Value | undefined): number[] {
  const codes = Array.isArray(value) ? (value as string[]) : [];
  return codes.map((code) => WEEKDAYS.indexOf(code) + 1).filter((day) => day > 0);
}

/** The rows with the centre's days. The first is never later than the practice's; the day before a plan ends stays. */
export function withDays(situations: readonly Situation[], rows: readonly DaysRow[]): Situation[] {
  const chosen = new Map(rows.map(({ code, days }) => [code, parseDays(days ?? "")]));
  return situations.map((situation) => {
    const days = chosen.get(situation.code) ?? [];
    const plain = situation.check_ins.find((entry) => entry.before_end === undefined);
    const usual = plain?.days ?? plain?.open_days;
    if (days[0] === undefined || usual === undefined || days[0] > usual) return situation;
    const kept = situation.check_ins.filter((entry) => entry.before_end !== undefined);
    return { ...situation, check_ins: [...days.map((day) => ({ days: day })), ...kept] };
  });
}

function parseDays(text: string): number[] {
  const parts = text.split(/\s+/).filter(Boolean);
  if (parts.length > MOST_DAYS || !parts.every((part) => /^\d+$/.test(part))) return [];
  const days = [...new Set(parts.map(Number))].sort((a, b) => a - b);
  return (days.at(-1) ?? 0) <= FURTHEST ? days : [];
}
