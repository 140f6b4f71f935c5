/** A thread as it is written: which logs it links. It holds no name, and only its author's phone and supervisors have it. */
import type { NewChange, RecordView } from "../contract";
import { isWithdrawn } from "../screens/logs";

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

/** The new log `id` goes on with the log `before`: its author said so at that one's check-in. */
export function linkNews(id: string, before: string, title: string, records: readonly RecordView[]): NewChange {
  const own = records.filter((one) => one.kind === "thread" && one.mine && logsIn(one).includes(before) && !isWithdrawn(one, records));
  return link(own.find(isOpen) ?? own[0], [before, id], title);
}
