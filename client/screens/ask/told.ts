/**
 * Who was tried, in the order of calling. While the phone is locked a tap is kept beside the numbers, which lie open
 * too: a role of the centre's own list and whether it was reached, nothing of anybody. Unlocked it becomes a record.
 */
import type { Numbered, OnCall, Phone, RecordView } from "../../contract";
import { toLocalTime } from "../logs";

const KEPT = "told";

export interface Tried {
  ask: string;
  role: string;
  at: number;
  reached: boolean;
}

/** The duty numbers, then the second contact; the other way round where it is about a worker. */
export function toCall(onCall: OnCall | null, aboutWorker: boolean): Numbered[] {
  const { duty = [], second_contact = [] } = onCall ?? {};
  return aboutWorker ? [...second_contact, ...duty] : [...duty, ...second_contact];
}

/** Everybody tried for this request, first to last. */
export function listTried(ask: string, records: readonly RecordView[]): Tried[] {
  const written = records
    .filter((one) => one.kind === "told" && one.parent === ask)
    .map(({ values, made }): Tried => ({ ask, role: String(values["role"]), at: made, reached: values["reached"] === "yes" }));
  return [...written, ...read().filter((one) => one.ask === ask)].sort((a, b) => a.at - b.at);
}

export async function keepTried(phone: Phone, tried: Tried): Promise<void> {
  if (phone.standing.value !== "open") return write([...read(), tried]);
  await phone.save([toRecord(tried)]);
}

/** Writes down what was tapped while the phone was locked. */
export async function settleTried(phone: Phone): Promise<void> {
  const kept = read();
  if (kept.length === 0) return;
  await phone.save(kept.map(toRecord));
  write([]);
}

function toRecord({ ask, role, at, reached }: Tried) {
  const values = { role, told_at: toLocalTime(at), reached: reached ? "yes" : "no" };
  return { kind: "told", form: "escalation@1", parent: ask, values };
}

function read(): Tried[] {
  return JSON.parse(localStorage.getItem(KEPT) ?? "[]") as Tried[];
}

function write(tried: Tried[]): void {
  localStorage.setItem(KEPT, JSON.stringify(tried));
}
