/**
 * A guided talk as the phone holds it while it goes on: everything that was tapped, and which records it stands for.
 * Pure: the draft keeps it at every tap, leaving a step saves what is new (DESIGN 4).
 */
import type { NewChange } from "../contract";
import { differenceOf } from "../core/fold";
import type { Values } from "../core/types";

export const GUIDED_TALK = "guided_talk@1";

/** One person's part. They start as shapes, in the order in which they were listened to; a name may come at the end. */
export interface Person {
  id: string;
  values: Values;
  /** With this person, for the author's eyes alone. */
  ms: number;
}

/** A record that lives on of its own: an idea, a promise, the plan, a check-in that is due. */
export interface Part {
  id: string;
  kind: "option" | "promise" | "plan" | "follow_up" | "fix";
  /** Whose it is, where it is one person's: their index. */
  person: number | null;
  values: Values;
}

export interface Talk {
  id: string;
  /** The log that it stands below: saved already, or to be made at the end under this id. */
  conflict: string;
  /** What the log's draft knew or knows: safe, about, how hot; later place. */
  known: Values;
  /** When somebody last said whether everyone is safe. */
  safeAt: number;
  people: Person[];
  values: Values;
  parts: Part[];
  /** Answers for the author alone (A!), by field. */
  mine: Values;
  step: string;
  turn: number;
  /** What was saved of each record so far, by its id. */
  saved: Record<string, Values>;
}

interface Wanted {
  id: string;
  kind: string;
  parent: string;
  values: Values;
}

/** The records that this talk stands for now. A person of whom nothing is known yet is none. */
export function recordsOf(talk: Talk): Wanted[] {
  const { id, conflict, people, parts } = talk;
  const needed = new Set(parts.filter((part) => part.kind === "follow_up").map((part) => part.person));
  const parties = people.filter((person, i) => Object.keys(person.values).length > 0 || (needed.has(i) && isNamed(person)));
  const below = (part: Part): string => {
    if (part.kind !== "follow_up") return id;
    const person = people[part.person ?? -1];
    return person && isNamed(person) ? person.id : conflict; // no name kept: its author alone has it
  };
  return [
    { id, kind: "talk", parent: conflict, values: talk.values },
    ...parties.map((person) => ({ id: person.id, kind: "party", parent: id, values: person.values })),
    ...parts.map((part) => ({ id: part.id, kind: part.kind, parent: below(part), values: part.values })),
  ];
}

export function isNamed(person: Person): boolean {
  return typeof person.values["handle"] === "string";
}

/** What is new since the last save: records to make, fields to change, records taken out again. */
export function changesOf(talk: Talk): NewChange[] {
  const wanted = recordsOf(talk);
  const made = wanted.filter((one) => talk.saved[one.id] === undefined);
  const kept = wanted.filter((one) => talk.saved[one.id] !== undefined);
  const gone = Object.keys(talk.saved).filter((id) => !wanted.some((one) => one.id === id));
  return [
    ...made.map(({ id, kind, parent, values }) => ({ id, kind, form: formOf(kind), parent, values })),
    ...kept
      .map(({ id, kind, values }) => ({ record: id, kind, form: formOf(kind), values: differenceOf(talk.saved[id] ?? {}, values) }))
      .filter((one) => Object.keys(one.values).length > 0),
    ...gone.map((id) => ({ kind: "withdrawal", form: "withdrawal@1", parent: id, values: { reason: "mistake" } })),
  ];
}

/** The talk once these changes are in an envelope. */
export function withSaved(talk: Talk): Talk {
  return { ...talk, saved: Object.fromEntries(recordsOf(talk).map(({ id, values }) => [id, values])) };
}

function formOf(kind: string): string {
  return kind === "fix" ? "fix@1" : GUIDED_TALK;
}
