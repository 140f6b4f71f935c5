/**
 * Whom to call, in what order, and who was tried. While the phone is locked a tap is kept beside the numbers, which lie
 * open too: a role of the centre's own list and whether it was reached, nothing of anybody. Unlocked, and said to be
 * one's own, it becomes a record.
 */
import type { Numbered, OnCall, Phone, RecordView } from "../../contract";
import { toLocalTime } from "../logs";

const KEPT = "told";
const CARD = "help_card";
const DAY_MS = 86_400_000;

export interface Tried {
  ask: string;
  role: string;
  at: number;
  reached: boolean;
  /** Whether it is a record already. */
  written: boolean;
}

/** How soon: a code, and the time from which it is counted. */
export interface Soon {
  level: string;
  from: number;
}

/** What the card said of a request while the phone was open: it says the same when a call has locked the phone. */
export interface Kept {
  ask: string;
  soon: Soon | null;
  /** Labels of the centre's own numbers, in the order of calling. */
  names: string[];
}

/**
 * The duty numbers, then the second contact. Where it is about a worker, the second contact alone, and never a number
 * that names whoever it concerns; the duty numbers only where nobody else is left.
 */
export function toCall(onCall: OnCall | null, aboutWorker: boolean, concerned: readonly string[] = []): Numbered[] {
  const { duty = [], second_contact = [] } = onCall ?? {};
  if (!aboutWorker) return [...duty, ...second_contact];
  const others = (rows: Numbered[]): Numbered[] => rows.filter(({ label }) => !concerned.some((name) => isNamed(name, label)));
  return others(second_contact).length > 0 ? others(second_contact) : others(duty);
}

/** The first who wasn't tried yet; when all were, whoever was tried longest ago. */
export function nextToCall(names: readonly Numbered[], tried: readonly Tried[]): Numbered | undefined {
  const lastTried = ({ label }: Numbered): number => tried.findLastIndex((one) => one.role === label);
  return [...names].sort((a, b) => lastTried(a) - lastTried(b))[0];
}

/** Everybody tried for this request, first to last: here, locked or not, and on this worker's other phones. */
export function listTried(ask: string, records: readonly RecordView[]): Tried[] {
  const here = read<Tried[]>(KEPT, []).filter((one) => one.ask === ask);
  const others = toTried(ask, records).filter((one) => !here.some(({ at, role }) => at === one.at && role === one.role));
  return [...here, ...others].sort((a, b) => a.at - b.at);
}

/** Whom somebody tried to reach. That the server sent a notice is no try: it doesn't say whether they were reached. */
export function toTried(ask: string, records: readonly RecordView[]): Tried[] {
  return records
    .filter((one) => one.kind === "told" && one.parent === ask && one.values["reached"])
    .map(({ values }): Tried => {
      const at = Date.parse(String(values["told_at"]));
      return { ask, role: String(values["role"]), at, reached: values["reached"] === "yes", written: true };
    });
}

/** Keeps a tap at once; where the phone is open, it becomes a record too. */
export async function keepTried(phone: Phone, tried: Omit<Tried, "written">): Promise<void> {
  write(KEPT, [...read<Tried[]>(KEPT, []), { ...tried, written: false }]);
  if (phone.standing.value === "open") await settleTried(phone);
}

/** Writes down what was tapped while the phone was locked, once its request is somebody's. Yesterday's taps go. */
export async function settleTried(phone: Phone): Promise<void> {
  const kept = read<Tried[]>(KEPT, []);
  const nobodys = new Set(phone.asks.value.filter((ask) => ask.locked).map((ask) => ask.record));
  const due = kept.filter((one) => !one.written && !nobodys.has(one.ask));
  for (const one of due) one.written = true;
  write(
    KEPT,
    kept.filter((one) => phone.now() - one.at < DAY_MS),
  );
  if (due.length > 0) await phone.save(due.map(toRecord));
}

/** Of the latest request alone. */
export function keepCard(kept: Kept): void {
  write(CARD, kept);
}

export function readCard(ask: string): Kept | null {
  const kept = read<Kept | null>(CARD, null);
  return kept?.ask === ask ? kept : null;
}

function isNamed(name: string, label: string): boolean {
  const words = (text: string): string[] => text.toLocaleLowerCase().split(/[^\p{L}\p{N}]+/u);
  const inLabel = words(label);
  return words(name).some((word) => word !== "" && inLabel.includes(word));
}

function toRecord({ ask, role, at, reached }: Tried) {
  const values = { role, told_at: toLocalTime(at), reached: reached ? "yes" : "no" };
  return { kind: "told", form: "escalation@1", parent: ask, values };
}

function read<Kept>(name: string, none: Kept): Kept {
  return JSON.parse(localStorage.getItem(name) ?? "null") ?? none;
}

function write(name: string, kept: unknown): void {
  localStorage.setItem(name, JSON.stringify(kept));
}
