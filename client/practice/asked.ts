/** How soon a request for help must be answered, and what one that a locked phone made was about. Pure. */
import type { Draft, RecordView } from "../contract";
import type { Values } from "../core/types";
import { isLog, isWithdrawn } from "../screens/logs";
import { flagsOf, toCodes, toldIn } from "./ask";

const NEAR_MS = 30 * 60_000;

/** Where its author was within half an hour of it, as an address: at a draft, else at a log of their own. */
export function nearMatter(asked: number, drafts: readonly Draft[], records: readonly RecordView[]): string[] | null {
  const isNear = (at: number): boolean => Math.abs(asked - at) < NEAR_MS;
  const [draft] = drafts.filter((one) => !one.ask && isNear(one.touched)).sort((a, b) => b.touched - a.touched);
  if (draft) return ["log", draft.id];
  const logs = records.filter((one) => isLog(one) && one.mine && isNear(one.made) && !isWithdrawn(one, records));
  const [log] = logs.sort((a, b) => b.made - a.made);
  return log ? ["record", log.id] : null;
}

/** What this phone knows of the facts of triggers.json: of the request, of the draft that it came from, of its matter. */
export function factsOfAsk(record: RecordView, drafts: readonly Draft[], records: readonly RecordView[]): Values {
  const draft = drafts.find((one) => one.ask === record.id || (one.talk && one.talk.conflict === record.values["about"]));
  const id = record.parent ?? record.values["about"];
  const matter = records.filter((one) => one.id === id || (typeof id === "string" && (one.root === id || one.parent === id)));
  const above = matter.find((one) => one.id === id);
  const why = [...toCodes(record.values["why"]), "worker_asks"];
  const named = [...matter.map((one) => one.values["flags"]), draft?.values["flags"], draft?.talk?.values["flags"], why];
  return { ...above?.values, ...toldIn(draft), ...draft?.values, ...record.values, why, flags: flagsOf(named) };
}

/** The level to save, or null: worked out where there is none, raised by what is learnt, never lowered, never over a supervisor's. */
export function levelToSet(order: readonly string[], record: RecordView, worked: string | null): string | null {
  const standing = record.values["level"];
  if (!record.mine || worked === null || typeof standing !== "string") return record.mine ? worked : null;
  const own = record.history.find((line) => line.field === "level" && !line.superseded);
  const isOwn = own?.value === standing;
  return isOwn && order.indexOf(worked) < order.indexOf(standing) ? worked : null;
}

/** When it was learnt of: how soon is counted from here. */
export function learnedAt(record: RecordView): number {
  const said = record.values["learned_at"];
  return typeof said === "string" ? Date.parse(said) : record.made;
}
