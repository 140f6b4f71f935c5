/** Small questions about logs that several screens ask. */
import type { Draft, RecordView } from "../contract";
import type { Question, Value } from "../core/types";
import type { Practice } from "../core/definitions";
import { namesOf } from "../core/definitions";
import { say, sayTime } from "../words";

export const QUICK_LOG = "quick_log@1";
export const WITHDRAWAL = "withdrawal@1";

export function isLog(record: RecordView): boolean {
  return record.kind === "conflict";
}

/** When it was said to have happened, else when it was written. */
export function happenedAt(record: RecordView): number {
  const said = record.values["happened_at"];
  return typeof said === "string" ? Date.parse(said) : record.made;
}

/** Whether its author took it back; a withdrawal made here counts at once. */
export function isWithdrawn(record: RecordView, records: readonly RecordView[]): boolean {
  return records.some((one) => one.kind === "withdrawal" && one.parent === record.id && one.mine === record.mine);
}

/** Where a draft is gone on with: its form's name is the place's. */
export function placeOf({ form, id }: Draft): string {
  const [name] = form.split("@");
  return `${name === "quick_log" ? "log" : name}/${id}`;
}

/** Local time with its offset: “2026-11-23T10:40:00.000-05:00”. */
export function toLocalTime(ms: number): string {
  const offset = -new Date(ms).getTimezoneOffset();
  const size = Math.abs(offset);
  const two = (number: number): string => String(number).padStart(2, "0");
  const local = new Date(ms + offset * 60_000).toISOString().slice(0, -1);
  return `${local}${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** An answer as people read it; nothing for none. */
export function sayAnswer(
  practice: Practice,
  question: Question,
  value: Value | undefined,
  colleagues: { id: string; name: string }[],
): string {
  if (value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)) return "";
  if (question.type === "time") return sayTime(Date.parse(value as string));
  const one = (item: unknown): string => {
    const named = practice.option(namesOf(question), item)?.label;
    if (named) return say(named);
    return question.type === "accounts" ? (colleagues.find((person) => person.id === item)?.name ?? "") : String(item);
  };
  return Array.isArray(value) ? value.map(one).join(", ") : one(value);
}
