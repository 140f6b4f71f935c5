/**
 * The same people or matter again (PRACTICE 6.4, 7.7): offered from what this phone holds, confirmed by the worker.
 * It belongs to a thread, never to a person: only open threads, only 60 days back, nothing masked, no count of anybody.
 */
import type { NewChange, RecordView, Value } from "../contract";
import type { Practice } from "../core/definitions";
import { happenedAt, isLog, isWithdrawn } from "../screens/logs";
import { handlesOf, isMasked, listBelow, listOf } from "./matters";
import { isOpen, link, logsIn } from "./thread";

const DAY_MS = 86_400_000;
const BACK_MS = 60 * DAY_MS;

/** What triggers.json asks of a thread, and which time this is. */
export interface Again {
  times: number;
  again_14: boolean;
  again_30: boolean;
  hotter: boolean;
}

export interface Earlier {
  /** Earlier logs of the same matter, newest first. */
  logs: RecordView[];
  /** The open thread that holds this log, else the author's own that holds one of the earlier ones. */
  thread: RecordView | null;
  /** Whether a worker said that it is the same matter. Until then nothing is counted. */
  confirmed: boolean;
}

/** Null where nothing looks like the same matter. */
export function findEarlier(practice: Practice, log: RecordView, records: readonly RecordView[], now: number): Earlier | null {
  if (isMasked(practice, log, records)) return null;
  const threads = records.filter((one) => one.kind === "thread" && !isWithdrawn(one, records));
  const open = threads.filter(isOpen).sort((a, b) => Number(b.mine) - Number(a.mine));
  const inOpen = new Set(open.flatMap(logsIn));
  const ended = new Set(threads.filter((one) => !isOpen(one)).flatMap(logsIn));
  const before = listStanding(practice, records, now).filter(
    (one) => one.id !== log.id && happenedAt(one) <= happenedAt(log) && (inOpen.has(one.id) || !ended.has(one.id)),
  );
  const held = open.find((thread) => logsIn(thread).includes(log.id));
  if (held) return { logs: before.filter((one) => logsIn(held).includes(one.id)), thread: held, confirmed: true };
  const like = before.filter((one) => isAlike(log, one, records));
  if (like.length === 0 || ended.has(log.id)) return null;
  const thread = open.find((one) => one.mine && like.some((log) => logsIn(one).includes(log.id))) ?? null;
  const logs = before.filter((one) => like.includes(one) || (thread !== null && logsIn(thread).includes(one.id)));
  return { logs, thread, confirmed: false };
}

/** Which time it is, by what a worker confirmed alone. */
export function againOf(practice: Practice, log: RecordView, { logs, confirmed }: Earlier): Again {
  return againAt(practice, confirmed ? logs : [], happenedAt(log), log.values["heat"]);
}

/** The same of something that happened at this moment, with this heat where it is known, after these logs, newest first. */
export function againAt(practice: Practice, logs: readonly RecordView[], at: number, heat?: Value): Again {
  const within = (days: number): number => logs.filter((one) => at - happenedAt(one) <= days * DAY_MS).length;
  const order = (practice.vocabularies["heat"]?.options ?? []).map((option) => option.code);
  const before = order.indexOf(logs[0]?.values["heat"] as string);
  return {
    times: logs.length + 1,
    again_14: within(14) >= 1,
    again_30: within(30) >= 2,
    hotter: before >= 0 && order.indexOf(heat as string) > before,
  };
}

/** “Yes, same matter”: the author's own thread with this log in it. Another's thread is left alone. */
export function toThread(log: RecordView, earlier: Earlier, title: string): NewChange {
  const own = earlier.thread?.mine ? earlier.thread : undefined;
  return link(
    own,
    [...[...earlier.logs].reverse(), log].map((one) => one.id),
    title,
  );
}

/** The logs of a thread that this phone holds and may show, oldest first. */
export function listEvents(practice: Practice, thread: RecordView, records: readonly RecordView[]): RecordView[] {
  const ids = logsIn(thread);
  const shown = records.filter((one) => ids.includes(one.id) && isLog(one) && !isWithdrawn(one, records));
  return shown.filter((one) => !isMasked(practice, one, records)).sort((a, b) => happenedAt(a) - happenedAt(b));
}

export interface Helped {
  actions: string[];
  /** Promises and space plans. */
  agreed: string[];
  fixed: string[];
  /** Their own words. */
  worked: string[];
}

/** What helped, as far as this phone holds it; null where it holds nothing of it. */
export function findHelped(log: RecordView, records: readonly RecordView[]): Helped | null {
  const below = listBelow(log.id, records);
  const texts = (kind: string, field: string): string[] =>
    below.filter((one) => one.kind === kind && typeof one.values[field] === "string").map((one) => one.values[field] as string);
  const fixes = below.filter((one) => one.kind === "fix" && one.values["done"] === "yes");
  const helped = {
    actions: listOf(log, "actions"),
    agreed: [...texts("promise", "what"), ...below.filter((one) => one.kind === "plan").flatMap((one) => listOf(one, "lines"))],
    fixed: fixes.map((one) => String(one.values["what"])),
    worked: texts("check_in", "worked"),
  };
  return Object.values(helped).some((lines) => lines.length > 0) ? helped : null;
}

/** Every log of the last 60 days that may be linked, newest first. */
function listStanding(practice: Practice, records: readonly RecordView[], now: number): RecordView[] {
  return records
    .filter((one) => isLog(one) && now - happenedAt(one) <= BACK_MS && !isWithdrawn(one, records))
    .filter((one) => !isMasked(practice, one, records))
    .sort((a, b) => happenedAt(b) - happenedAt(a));
}

/** The same two people, or one of them at the same place about the same thing. */
function isAlike(log: RecordView, other: RecordView, records: readonly RecordView[]): boolean {
  const known = handlesOf(other, records);
  const shared = [...handlesOf(log, records)].filter((handle) => known.has(handle)).length;
  const sameType = listOf(log, "types").some((type) => listOf(other, "types").includes(type));
  return shared >= 2 || (shared === 1 && sameType && log.values["place"] === other.values["place"]);
}
