/**
 * A guided talk as the phone holds it while it goes on: everything that was tapped, and which records it stands for.
 * Pure: the draft keeps it at every tap, leaving a step saves what is new (DESIGN 4).
 */
import type { NewChange } from "../contract";
import { differenceOf } from "../core/fold";
import type { Value, Values } from "../core/types";

export const GUIDED_TALK = "guided_talk@1";
/** As long as one person's time counts at once. */
export const MOST_MS = 30 * 60_000;

/** One person's part. They start as shapes, in the order in which they were listened to; a name may come at the end. */
export interface Person {
  id: string;
  values: Values;
  /** With this person, for the author's eyes alone: on their page, and while it is their turn. */
  ms: number;
}

/** A record that lives on of its own: an idea, a promise, the plan, a check-in that is due. */
export interface Part {
  id: string;
  kind: "option" | "promise" | "plan" | "follow_up" | "fix";
  /** Whose it is, where it is one person's: their id. */
  person: string | null;
  /** What it came with: a fix with the centre's promise. */
  of?: string;
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
  /** When the person's page that is open was opened. */
  since?: number;
  turn: number;
  buzz?: boolean;
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
  const parties = people.filter((person) => Object.keys(person.values).length > 0);
  const below = (part: Part): string => {
    if (part.kind !== "follow_up") return id;
    const person = people.find((one) => one.id === part.person);
    return person && isNamed(person) ? person.id : conflict; // no name kept: its author alone has it
  };
  const valuesOf = (part: Part): Values => {
    const handle = part.kind === "promise" ? people.find((one) => one.id === part.person)?.values["handle"] : undefined;
    return handle === undefined ? part.values : { who: handle, ...part.values };
  };
  return [
    { id, kind: "talk", parent: conflict, values: talk.values },
    ...parties.map((person) => ({ id: person.id, kind: "party", parent: id, values: person.values })),
    ...parts.map((part) => ({ id: part.id, kind: part.kind, parent: below(part), values: valuesOf(part) })),
  ];
}

export function isNamed(person: Person): boolean {
  return typeof person.values["handle"] === "string";
}

/**
 * The talk as far as it may be saved while it goes on. A check-in waits for its person's name, which is typed at the
 * end: what a record stands below can't change any more, and below the log nobody but its author would learn of it.
 */
export function whatIsSure(talk: Talk): Talk {
  const waits = ({ id, kind, person }: Part): boolean =>
    kind === "follow_up" && talk.saved[id] === undefined && !talk.people.some((one) => one.id === person && isNamed(one));
  return { ...talk, parts: talk.parts.filter((part) => !waits(part)) };
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

/** A talk that begins: people as shapes, or by the names that the log has already. */
export function createTalk(newId: () => string, conflict: string, known: Values, handles: readonly string[], now: number): Talk {
  const named = handles.map((handle): Values => ({ handle }));
  const people = named.length > 1 ? named : [...named, {}, {}].slice(0, 2);
  return {
    id: newId(),
    conflict,
    known,
    safeAt: now,
    people: people.map((values) => ({ id: newId(), values, ms: 0 })),
    values: {},
    parts: [],
    mine: {},
    step: "s1",
    turn: 0,
    saved: {},
  };
}

/** Opens a step, or a screen that is none (`turn`, `end` …); the order of steps is kept, times never. */
export function withStep(before: Talk, step: string, now: number): Talk {
  const { since: _, ...talk } = withMinutes(before, now);
  const next = { ...talk, step, ...(step.startsWith("person:") && { since: now }) };
  const taken = (talk.values["steps"] as string[] | undefined) ?? [];
  if (!/^(s\d+|fit)$/.test(step) || step === "s0" || taken.includes(step)) return next;
  return { ...next, values: { ...talk.values, steps: [...taken, step] } };
}

/** Counted from the draft, so that neither the curtain nor a kill loses them; a phone that was forgotten counts no more. */
function withMinutes(talk: Talk, now: number): Talk {
  const { step, since } = talk;
  if (since === undefined) return talk;
  const passed = Math.max(0, Math.min(MOST_MS, now - since));
  const people = talk.people.map((person, i) => (step === `person:${i}` ? { ...person, ms: person.ms + passed } : person));
  return { ...talk, people };
}

/** The talk with this answer; null takes it back. */
export function withAnswer(talk: Talk, field: string, value: Value): Talk {
  return { ...talk, values: put(talk.values, field, value) };
}

/** The talk with this answer of one person. */
export function withPerson(talk: Talk, index: number, field: string, value: Value): Talk {
  const people = talk.people.map((person, i) => (i === index ? { ...person, values: put(person.values, field, value) } : person));
  return { ...talk, people };
}

/** The talk with one more record: an idea, a promise, a plan, a check-in; `of`: what it goes with. */
export function addPart(talk: Talk, id: string, kind: Part["kind"], person: string | null, values: Values, of?: string): Talk {
  return { ...talk, parts: [...talk.parts, { id, kind, person, values, ...(of && { of }) }] };
}

/** One person alone: the others leave the talk, unless something of theirs was tapped already. */
export function withOnly(talk: Talk, index: number): Talk {
  const tapped = (values: Values): boolean => Object.keys(values).some((field) => field !== "handle");
  return { ...talk, turn: 0, people: talk.people.filter((person, i) => i === index || tapped(person.values)) };
}

function put(values: Values, field: string, value: Value): Values {
  const next = { ...values };
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) delete next[field];
  else next[field] = value;
  return next;
}
