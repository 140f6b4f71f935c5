/** What a check-in is a part of: the log with all that stands below it here, and what the clocks ask of that. */
import type { RecordView } from "../contract";
import type { Values } from "../core/types";
import { happenedAt, isWithdrawn } from "../screens/logs";

export interface Matter {
  /** The log; missing where this phone doesn't hold it any more. */
  log: RecordView | undefined;
  /** All of it, the log too, the oldest first, what was taken back left out. */
  parts: RecordView[];
}

const AGREED = new Set<unknown>(["agreement", "partial"]);

export function findMatter(id: string, records: readonly RecordView[]): Matter {
  const byId = new Map(records.map((one) => [one.id, one]));
  const top = topOf(id, byId);
  const parts = records.filter((one) => topOf(one.id, byId) === top && !isWithdrawn(one, records));
  const log = parts.find((one) => one.id === top && one.kind === "conflict");
  return { log, parts: parts.sort((a, b) => a.made - b.made || (a.id < b.id ? -1 : 1)) };
}

/** What this phone knows of the facts of clocks.json; what it doesn't know is left out. */
export function factsOf({ log, parts }: Matter): { facts: Values; at: number | null; endsOn: string | undefined } {
  const plans = parts.filter((one) => one.kind === "plan").map((one) => one.values["ends_on"]);
  const endsOn = (plans.filter((day) => typeof day === "string") as string[]).sort().at(-1);
  const { heat, types, safe_now, checkin_wish } = log?.values ?? {};
  const known: Record<string, Values[string] | undefined> = {
    heat,
    types,
    safe_now,
    checkin_wish,
    outcome: outcomeOf({ log, parts }),
    flags: [...new Set(parts.flatMap((one) => (one.values["flags"] ?? []) as string[]))],
    has_plan: endsOn !== undefined,
    referral: parts.some((one) => one.kind === "referral"),
  };
  const facts = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as Values;
  return { facts, at: log ? happenedAt(log) : null, endsOn };
}

/** Whether something was agreed that may suit or not. Space alone is no agreement (PRACTICE FU-10, SC05). */
export function hasAgreement(matter: Matter): boolean {
  return matter.parts.some((one) => one.kind === "promise") || AGREED.has(outcomeOf(matter));
}

export function hasPlan(matter: Matter): boolean {
  return matter.parts.some((one) => one.kind === "plan");
}

/** The request for help in this matter that nobody closed. Several: one's own first. */
export function findOpenRequest({ parts }: Matter): RecordView | undefined {
  const closed = new Set(parts.filter(isEnd).map((one) => one.parent));
  const open = parts.filter((one) => one.kind === "escalation" && !closed.has(one.id));
  return open.find((one) => one.mine) ?? open[0];
}

/** A closing ends a request by its reason. Whose request it is learns of it then, and only that it is there. */
function isEnd({ kind, values }: RecordView): boolean {
  return kind === "closing" && (values["why"] === undefined || values["reason"] !== undefined);
}

function outcomeOf({ log, parts }: Matter): Values[string] | undefined {
  const talk = parts.findLast((one) => one.kind === "talk" && one.values["outcome"] !== undefined);
  return (talk ?? log)?.values["outcome"];
}

/** The topmost id above; a request that was tied to a log later belongs to it. */
function topOf(id: string, byId: Map<string, RecordView>): string {
  const passed = new Set<string>();
  let at = id;
  while (!passed.has(at)) {
    passed.add(at);
    const record = byId.get(at);
    const above = record?.parent ?? (record?.kind === "escalation" ? record.values["about"] : null);
    if (typeof above !== "string") break;
    at = above;
  }
  return at;
}
