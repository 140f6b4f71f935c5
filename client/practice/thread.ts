/** A thread as it is written: which logs it links. It holds no name, and only its author's phone and supervisors have it. */
import type { NewChange, RecordView } from "../contract";
import type { Practice } from "../core/definitions";
import type { Values } from "../core/types";
import { isWithdrawn } from "../screens/logs";
import { say } from "../words";

const THREAD = "thread@1";
const MOST_ROWS = 60;

export function isOpen(thread: RecordView): boolean {
  return thread.values["closed"] !== "yes";
}

export function logsIn(thread: RecordView): string[] {
  const rows = thread.values["conflicts"];
  return Array.isArray(rows) ? (rows as Record<string, string>[]).map((row) => row["record"] ?? "") : [];
}

/** These logs in the author's own thread, which opens again where it was over; without one a new thread. */
export function link(own: RecordView | undefined, logs: readonly string[], title: string): NewChange {
  const ids = [...new Set([...(own ? logsIn(own) : []), ...logs])].slice(-MOST_ROWS);
  const conflicts = ids.map((record) => ({ record }));
  const values = { conflicts, ...(own && !isOpen(own) && { closed: null }) };
  if (own) return { kind: "thread", form: THREAD, record: own.id, values };
  return { kind: "thread", form: THREAD, values: { title, conflicts } };
}

/** What a log is about and where: no name is in it. */
export function titleOf(practice: Practice, { types, place }: Values): string {
  const [type] = (types ?? []) as string[];
  const labels = [practice.option(["conflict_type"], type), practice.option(["place"], place)];
  return labels
    .map((option) => say(option?.label))
    .filter(Boolean)
    .join(" · ");
}

/** The new log `id` goes on with the log `before`, as its author said at that one's check-in; the matter keeps its first name. */
export function linkNews(practice: Practice, id: string, before: string, values: Values, records: readonly RecordView[]): NewChange {
  const title = titleOf(practice, records.find((one) => one.id === before)?.values ?? values);
  const own = records.filter((one) => one.kind === "thread" && one.mine && logsIn(one).includes(before) && !isWithdrawn(one, records));
  return link(own.find(isOpen) ?? own[0], [before, id], title);
}
