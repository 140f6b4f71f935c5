/**
 * What a request for help takes along without asking anything: what the screen that was just left knew; whether asking
 * again is the same request; how soon it must be answered. Pure.
 */
import type { Ask, Draft, NewChange, RecordView } from "../contract";
import { differenceOf } from "../core/fold";
import type { Values } from "../core/types";
import { toLocalTime } from "../screens/logs";

export const ESCALATION = "escalation@1";
const SAME_MS = 30 * 60_000;
const NEAR_MS = 30 * 60_000;
/** Sent along only once it is said whom it concerns: until then whoever reads the request may be the one. */
const ABOUT_STAFF = "staff_conduct";

export interface Known {
  values: Values;
  /** The saved record that it is about, if there is one. */
  about?: string;
  /** The draft that it was asked from, to be tied to what becomes of it. */
  draft?: Draft;
}

/** `from`: the address that was left. */
export function toKnown(from: readonly string[], drafts: readonly Draft[], records: readonly RecordView[]): Known {
  const [place = "", id = ""] = from;
  const draft = drafts.find((one) => one.id === id || (id !== "" && one.about === id));
  const aboutId = draft?.talk?.conflict ?? draft?.record ?? draft?.about ?? (place === "record" || place === "saved" ? id : "");
  const about = records.find((one) => one.id === aboutId && (one.kind === "conflict" || one.kind === "check_in"));
  const facts: Values = { ...about?.values, ...toldIn(draft), ...draft?.values };
  const flags = flagsOf([facts["flags"], draft?.talk?.values["flags"]]);
  const why = flags.filter((flag) => flag !== ABOUT_STAFF || isGiven(facts["concerns"]));
  const values: Values = {};
  for (const field of ["place", "safe_now", "actions", "concerns"]) {
    const fact = facts[field];
    if (fact !== undefined && isGiven(fact)) values[field] = fact;
  }
  if (why.length > 0) values["why"] = why;
  const learned = facts["happened_at"] ?? facts["done_at"] ?? (draft && toLocalTime(draft.talk?.safeAt ?? draft.started));
  if (learned) values["learned_at"] = learned; // deadlines run from when it happened, not from the tap (PRACTICE ER-01a)
  if (about) return { values, about: about.id };
  if (draft?.talk) return { values: { ...values, about: draft.talk.conflict } }; // its log comes later, under this id
  return draft ? { values, draft } : { values };
}

/** The request that asking from here means again; none where it is another matter, or was long ago. */
export function findSame(
  asks: readonly Ask[],
  known: Known,
  drafts: readonly Draft[],
  records: readonly RecordView[],
  now: number,
): Ask | undefined {
  const here = known.about ?? known.values["about"] ?? known.draft?.id;
  return asks.find((ask) => {
    if (isOld(ask, now)) return false;
    const matter = matterOf(ask, drafts, records);
    return here && matter ? here === matter : ask.state !== "taken";
  });
}

export function isOld(ask: Ask, now: number): boolean {
  return now - ask.asked >= SAME_MS;
}

function matterOf(ask: Ask, drafts: readonly Draft[], records: readonly RecordView[]): unknown {
  const record = records.find((one) => one.id === ask.record);
  return record?.parent ?? record?.values["about"] ?? drafts.find((draft) => draft.ask === ask.record)?.id;
}

/** What the request doesn't say yet. Nothing that its author said is replaced; reasons are added to. */
export function newFor(record: RecordView, known: Known): Values {
  const why = [...new Set([...toCodes(record.values["why"]), ...toCodes(known.values["why"])])];
  const about = record.parent ? undefined : known.about;
  const all: Values = { ...known.values, ...(about && { about }), ...record.values, ...(why.length > 0 && { why }) };
  return differenceOf(record.values, all);
}

/** A request that was made from this draft is tied to the record that became of it, in the same save. */
export function toTie(draft: Draft, about: string): NewChange[] {
  return draft.ask ? [{ kind: "escalation", form: ESCALATION, record: draft.ask, values: { about } }] : [];
}

/** The draft that was being written when somebody asked from the locked phone. */
export function nearDraft(drafts: readonly Draft[], asked: number): Draft | undefined {
  const near = drafts.filter((draft) => !draft.ask && Math.abs(asked - draft.touched) < NEAR_MS);
  return near.sort((a, b) => b.touched - a.touched)[0];
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

/** What a talk began with; its fit check is the later answer to whether everyone is safe. */
function toldIn(draft: Draft | undefined): Values {
  const { known, values } = draft?.talk ?? {};
  return { ...known, ...(toCodes(values?.["fit"]).includes("safe_now") && { safe_now: "yes" }) };
}

function flagsOf(lists: readonly unknown[]): string[] {
  return [...new Set(lists.flatMap(toCodes))].filter((flag) => flag !== "none");
}

function toCodes(value: unknown): string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
