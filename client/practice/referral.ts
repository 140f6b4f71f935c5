/**
 * One page for somebody outside (PRACTICE 0.22): the facts, the person's own words and wishes, and nothing else. No
 * other person's handle is on it, and nothing that another person wished for.
 */
import type { RecordView } from "../contract";
import { alike, listBelow, listOf } from "./matters";

export interface Referral {
  /** Whose page it could be; the person affected first. */
  people: string[];
  /** Where and what about: codes of `place` and `conflict_type`. */
  log: RecordView | null;
  place: string;
  types: string[];
  facts: string[];
  words: string[];
  /** Codes of `affected_wish` and `need`. */
  wishes: string[];
  needs: string[];
  /** Whether the person said yes to sharing: as it stands in the request for help. */
  agreed: boolean;
}

/** What the page for `person` holds; `others` is said in the place of other people's handles. */
export function toReferral(source: RecordView, person: string | null, records: readonly RecordView[], others: string): Referral {
  const log = findLog(source, records);
  const tree = [...new Set([...(log ? [log, ...listBelow(log.id, records)] : []), source])];
  const parties = tree.filter((one) => one.kind === "party");
  const parts = rowsOf(source, "parts").filter((row) => row["who"]);
  const affected = parts.filter((row) => row["part"] === "affected" || row["part"] === "both").map((row) => row["who"] as string);
  const handles = [
    ...(source.kind === "party" ? textsOf([source], "handle") : []),
    ...affected,
    ...parts.map((row) => row["who"] as string),
    ...textsOf(parties, "handle"),
    ...(log ? listOf(log, "people") : []),
  ];
  const people = [...new Map(handles.map((handle) => [alike(handle), handle])).values()];
  const isTheirs = (handle: unknown): boolean => person !== null && typeof handle === "string" && alike(handle) === alike(person);
  const named = people.filter((handle) => !isTheirs(handle));
  const hide = (text: string): string => withoutOthers(text, named, others);
  const hideInQuote = (text: string): string => withoutOthers(text, named, `[${others}]`); // what isn't their word is marked
  const theirs = parties.filter((one) => one === source || isTheirs(one.values["handle"]));
  const quotes = rowsOf(source, "quotes").filter((row) => isTheirs(row["who"]));
  const wished = parts.length > 0 ? affected.some(isTheirs) : people.length < 2;
  return {
    people: source.kind === "party" ? people.slice(0, 1) : people,
    log,
    place: String(source.values["place"] ?? log?.values["place"] ?? ""),
    types: log ? listOf(log, "types") : [],
    facts: textsOf([source], "saw").length > 0 ? textsOf([source], "saw").map(hide) : textsOf(log ? [log] : [], "saw").map(hide),
    words: [...textsOf(theirs, "words"), ...quotes.map((row) => row["words"] ?? ""), ...(wished ? textsOf([source], "wish_text") : [])].map(
      hideInQuote,
    ),
    wishes: wished ? listOf(source, "wishes") : [],
    needs: theirs.flatMap((one) => listOf(one, "needs")),
    agreed: source.values["share_basis"] === "consent",
  };
}

/** The text with each of these handles said otherwise, wherever it stands as a word of its own; a sentence begins with a capital. */
export function withoutOthers(text: string, handles: readonly string[], others: string): string {
  const longest = [...handles].filter((handle) => handle.trim()).sort((a, b) => b.length - a.length);
  if (longest.length === 0) return text;
  const named = longest.map((handle) => handle.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${named})(?![\\p{L}\\p{N}])`, "giu"), (_found, at: number) => {
    return at === 0 || /[.!?]\s+$/.test(text.slice(0, at)) ? others.charAt(0).toUpperCase() + others.slice(1) : others;
  });
}

/** The log that it stands below or was tied to. */
function findLog(source: RecordView, records: readonly RecordView[]): RecordView | null {
  const find = (id: unknown): RecordView | undefined => records.find((one) => one.id === id);
  let at: RecordView | undefined = find(source.parent) ?? find(source.values["about"]);
  for (let steps = 0; at && at.kind !== "conflict" && steps < 5; steps += 1) at = find(at.parent);
  return at?.kind === "conflict" ? at : null;
}

function textsOf(records: readonly RecordView[], field: string): string[] {
  return records.map((one) => one.values[field]).filter((value) => typeof value === "string");
}

function rowsOf(record: RecordView, field: string): Record<string, string>[] {
  const rows = record.values[field];
  return Array.isArray(rows) ? (rows as Record<string, string>[]) : [];
}
