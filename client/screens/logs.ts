/** Small questions about logs that several screens ask. */
import type { Draft, RecordView } from "../contract";
import type { Question, Value } from "../core/types";
import type { Practice } from "../core/definitions";
import { namesOf } from "../core/definitions";
import { childrenOf } from "../practice/tree";
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

/** Whether its author took it back as a whole; a withdrawal made here counts at once. */
export function isWithdrawn(record: RecordView, records: readonly RecordView[]): boolean {
  return childrenOf(record.id, records).some((one) => one.kind === "withdrawal" && one.mine === record.mine && !one.values["field"]);
}

/** A closing ends a request for help by its reason. Whose request it is learns of it then, and only that it is there. */
export function isEnd({ kind, values }: Pick<RecordView, "kind" | "values">): boolean {
  return kind === "closing" && (values["why"] === undefined || values["reason"] !== undefined);
}

/** How it ended: its latest talk's answer, else its own (PRACTICE 0.2). Newest first is how records come. */
export function outcomeOf(log: RecordView, records: readonly RecordView[]): Value | undefined {
  const talk = childrenOf(log.id, records).find((one) => one.kind === "talk" && one.values["outcome"] !== undefined);
  return talk?.values["outcome"] ?? log.values["outcome"];
}

/** Not over yet, or a talk put off to later; one whose talk goes on stands there as a draft. */
export function isUnfinished(log: RecordView, records: readonly RecordView[], drafts: readonly Draft[]): boolean {
  if (drafts.some((draft) => draft.talk?.conflict === log.id)) return false;
  const talked = childrenOf(log.id, records).some((one) => one.kind === "talk");
  return outcomeOf(log, records) === "not_over" || (log.values["talk_wish"] === "later" && !talked);
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

const PLACES: Record<string, string> = { quick_log: "log", guided_talk: "guide" };

/** Where a draft is gone on with: mostly its form's name is the place's. */
export function placeOf({ form, id, record }: Draft): string {
  const [name = ""] = form.split("@");
  if (name === "escalation") return `ask/${record}`;
  return `${PLACES[name] ?? name}/${id}`;
}
