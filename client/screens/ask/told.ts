/**
 * Who was tried, in the order of calling. While the phone is locked a tap is kept beside the numbers, which lie open
 * too: a role of the centre's own list and whether it was reached, nothing of anybody. Unlocked it becomes a record.
 */
import type { Numbered, OnCall, Phone, RecordView } from "../../contract";
import { toLocalTime } from "../logs";

const KEPT = "told";
const DAY_MS = 86_400_000;

export interface Tried {
  ask: string;
  role: string;
  at: number;
  reached: boolean;
  /** Whether it is a record already. */
  written: boolean;
}

/** The duty numbers, then the second contact; the other way round where it is about a worker. */
export function toCall(onCall: OnCall | null, aboutWorker: boolean): Numbered[] {
  const { duty = [], second_contact = [] } = onCall ?? {};
  return aboutWorker ? [...second_contact, ...duty] : [...duty, ...second_contact];
}

/** Everybody tried for this request, first to last: here, locked or not, and on this worker's other phones. */
export function listTried(ask: string, records: readonly RecordView[]): Tried[] {
  const here = read().filter((one) => one.ask === ask);
  const written = records
    .filter((one) => one.kind === "told" && one.parent === ask)
    .map(({ values }): Tried => {
      const at = Date.parse(String(values["told_at"]));
      return { ask, role: String(values["role"]), at, reached: values["reached"] === "yes", written: true };
    });
  const others = written.filter((one) => !here.some(({ at, role }) => at === one.at && role === one.role));
  return [...here, ...others].sort((a, b) => a.at - b.at);
}

/** Keeps a tap at once; where the phone is open, it becomes a record too. */
export async function keepTried(phone: Phone, tried: Omit<Tried, "written">): Promise<void> {
  write([...read(), { ...tried, written: false }]);
  if (phone.standing.value === "open") await settleTried(phone);
}

/** Writes down what was tapped while the phone was locked. Taps of yesterday's requests go. */
export async function settleTried(phone: Phone): Promise<void> {
  const kept = read();
  const due = kept.filter((one) => !one.written);
  for (const one of due) one.written = true;
  write(kept.filter((one) => phone.now() - one.at < DAY_MS));
  if (due.length > 0) await phone.save(due.map(toRecord));
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
