/**
 * Check-ins that are due, from whatever this phone holds of them: whole records of one's own, projections of others',
 * in which an attempt says its next step but not whether anybody was reached. What is owed stays until it is done.
 */
import type { RecordView } from "../contract";

/** “Day”: a day of the centre's zone, “2026-11-23”. */
export interface Due {
  /** The newest one asked for; an older one for the same person is done with it. */
  followUp: RecordView;
  /** The part of the person it is about; where no name was kept, the log. */
  about: RecordView | undefined;
  day: string;
  when: "owed" | "today" | "later";
  /** Whole attempts since it was asked for, the earliest first. */
  attempts: RecordView[];
  assigned: string[];
  /** Who took it over last. */
  taken: RecordView | null;
  /** Whether somebody else does it. */
  others: boolean;
}

/** Answers to “Did you reach them?” with which a check-in is done. */
export const DONE = new Set<unknown>(["reached", "declined", "moved_on"]);
const NOT_FOUND = "not_found";
const TRIES = 2;

/** One line a person, the earliest first. `me`: an account. */
export function listDue(records: readonly RecordView[], me: string, now: number, zone: string | undefined): Due[] {
  const gone = new Set(records.filter((one) => one.kind === "withdrawal").map((one) => `${one.parent} ${one.mine}`));
  const standing = records.filter((one) => !gone.has(`${one.id} ${one.mine}`)).sort(inOrder);
  const kindBelow = (kind: string, parent: string | null): RecordView[] =>
    standing.filter((one) => one.kind === kind && one.parent === parent);
  const parents = new Set(standing.filter((one) => one.kind === "follow_up").map((one) => one.parent));
  const today = dayOf(now, zone);
  const lines = [...parents].flatMap((parent): Due[] => {
    const about = records.find((one) => one.id === parent);
    const asked = kindBelow("follow_up", parent).filter((one) => one.mine || !isNameless(about));
    const tried = kindBelow("check_in", parent);
    const open = asked.filter((one) => typeof one.values["due"] === "string" && !isDone(one, tried, asked));
    const followUp = open.at(-1);
    if (!followUp || (about && gone.has(`${about.id} ${about.mine}`))) return [];
    const day = open.map((one) => dayFor(one, tried, zone)).sort()[0] as string;
    const taken = kindBelow("taking", followUp.id).at(-1) ?? null;
    const assigned = (followUp.values["assigned"] ?? []) as string[];
    return [
      {
        followUp,
        about,
        day,
        when: day < today ? "owed" : day > today ? "later" : "today",
        attempts: attemptsAfter(open[0] as RecordView, tried),
        assigned,
        taken,
        others: taken ? !taken.mine : assigned.length > 0 && !assigned.includes(me),
      },
    ];
  });
  return lines.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : inOrder(a.followUp, b.followUp)));
}

/** Where no name was kept it stands below the log, and is there for its author alone. */
export function isNameless(about: RecordView | undefined): boolean {
  return about?.kind === "conflict";
}

/** Attempts of which nobody here knows that they found the person: not found, as far as “two tries” goes. */
export function countTries(attempts: readonly RecordView[]): number {
  return attempts.filter(({ values }) => (values["reached"] ?? NOT_FOUND) === NOT_FOUND).length;
}

export function dayOf(ms: number, zone: string | undefined): string {
  return new Date(ms).toLocaleDateString("en-CA", { timeZone: zone });
}

function isDone(followUp: RecordView, tried: RecordView[], asked: RecordView[]): boolean {
  const after = attemptsAfter(followUp, tried);
  const [first] = after;
  const next = after.at(-1)?.values["next"];
  if (!first) return false;
  return (
    after.some(isLast) || (countTries(after) >= TRIES && next !== "check_again") || asked.some((one) => inOrder(one, first) > 0) // asked for anew after an attempt
  );
}

/** Whether an attempt ends it by itself. */
function isLast({ values }: RecordView): boolean {
  return DONE.has(values["reached"]) || values["next"] === "close" || (values["reached"] === undefined && values["next"] !== "check_again");
}

/** The day it was asked for, or the one that the last attempt put it off to. */
function dayFor(followUp: RecordView, tried: RecordView[], zone: string | undefined): string {
  const later = attemptsAfter(followUp, tried).findLast((one) => typeof one.values["next_on"] === "string");
  return (later?.values["next_on"] as string | undefined) ?? dayOf(Date.parse(followUp.values["due"] as string), zone);
}

function attemptsAfter(followUp: RecordView, tried: RecordView[]): RecordView[] {
  return tried.filter((one) => inOrder(one, followUp) > 0);
}

function inOrder(a: RecordView, b: RecordView): number {
  return a.made - b.made || (a.id < b.id ? -1 : 1);
}
