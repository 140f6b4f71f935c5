/** The names by which people are known here, as far as this phone may hold them: 14 days, and open check-ins (PRACTICE 0.14). */
import type { RecordView } from "../contract";
import type { Pair } from "../core/types";
import { happenedAt, isLog, isWithdrawn } from "../screens/logs";
import { alike, listOf } from "./matters";

const HELD_MS = 14 * 86_400_000;
const LEAST = 2;
const MOST = 6;
const STILL_DUE = new Set(["not_found", "not_safe_to_ask"]);
const FULL_NAME = /^\p{Lu}[\p{L}'’-]+\s+\p{Lu}[\p{L}'’-]+/u;

/** Each handle once, by its letters: no order tells how often somebody is named. */
export function listHandles(records: readonly RecordView[], now: number): string[] {
  const standing = records.filter((one) => !one.masked && !isWithdrawn(one, records));
  const isFresh = (one: RecordView): boolean => now - (isLog(one) ? happenedAt(one) : one.made) <= HELD_MS;
  const found = standing.flatMap((one): unknown[] => {
    if (isLog(one)) return isFresh(one) ? listOf(one, "people") : [];
    if (one.kind === "party") return isFresh(one) || openCheckIns(one, standing).length > 0 ? [one.values["handle"]] : [];
    return one.kind === "person" && isInForce(one.values["ends_on"], now) ? [one.values["handle"]] : [];
  });
  const once = new Map(found.filter((handle) => typeof handle === "string").map((handle) => [alike(handle), handle]));
  return [...once.values()].sort((a, b) => a.localeCompare(b));
}

/** Handles of which a word begins with these letters; none for fewer than two. */
export function search(handles: readonly string[], typed: string): string[] {
  const wanted = alike(typed);
  if ([...wanted].length < LEAST) return [];
  return handles.filter((handle) => ` ${alike(handle)}`.includes(` ${wanted}`)).slice(0, MOST);
}

/** A handle that is here already and differs by a letter at most: perhaps the same person. */
export function findTwin(handles: readonly string[], typed: string): string | undefined {
  const wanted = alike(typed);
  if ([...wanted].length < LEAST) return undefined;
  return handles.find((handle) => alike(handle) === wanted) ?? handles.find((handle) => isNear(alike(handle), wanted));
}

/** Whether it looks like a first and a family name. */
export function looksLegal(typed: string): boolean {
  return FULL_NAME.test(typed.trim());
}

/** A word that nobody here goes by at the moment, in either language; `chance` is from 0 to below 1. */
export function offerWord(words: readonly Pair[], handles: readonly string[], chance: number): Pair | undefined {
  const used = new Set(handles.map(alike));
  const free = words.filter((pair) => !pair.some((word) => used.has(alike(word))));
  return free[Math.floor(chance * free.length)];
}

/** Whether a last day (YYYY-MM-DD) hasn't passed yet where this phone is. */
export function isInForce(endsOn: unknown, now: number): boolean {
  return typeof endsOn === "string" && endsOn >= toDay(now);
}

/** The local day, YYYY-MM-DD. */
export function toDay(ms: number): string {
  return new Date(ms).toLocaleDateString("en-CA");
}

/** The cards of what helps a person that are in force: one of each who wrote one, never mixed. */
export function listCards(handle: string, records: readonly RecordView[], now: number): RecordView[] {
  const isTheirs = (one: RecordView): boolean => one.kind === "person" && alike(String(one.values["handle"] ?? "")) === alike(handle);
  return records.filter((one) => isTheirs(one) && isInForce(one.values["ends_on"], now) && !isWithdrawn(one, records));
}

/** Check-ins that are due with a person. */
export function listDue(handle: string, records: readonly RecordView[]): RecordView[] {
  const standing = records.filter((one) => !isWithdrawn(one, records));
  const parties = standing.filter((one) => one.kind === "party" && alike(String(one.values["handle"] ?? "")) === alike(handle));
  return parties.flatMap((party) => openCheckIns(party, standing));
}

/** No attempt since, or only ones that found nobody. */
export function openCheckIns(party: RecordView, records: readonly RecordView[]): RecordView[] {
  const below = records.filter((one) => one.parent === party.id);
  return below.filter((due) => {
    const since = below.filter((one) => one.kind === "check_in" && one.made > due.made);
    return due.kind === "follow_up" && since.every((one) => STILL_DUE.has(String(one.values["reached"])));
  });
}

/** One letter more, less or other; of short names only the very same is near. */
function isNear(one: string, other: string): boolean {
  const [long, short] = one.length >= other.length ? [one, other] : [other, one];
  if (short.length < 4 || long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && long[at] === short[at]) at += 1;
  return long.slice(at + 1) === short.slice(long.length === short.length ? at + 1 : at);
}
