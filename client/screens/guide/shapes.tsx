/** People as shapes, in equal weight: circle and diamond first, then square, hexagon, drop, leaf (UX 1, 2). */
import { useContext } from "preact/hooks";
import { createContext } from "preact";
import type { Value } from "../../core/types";
import { isNamed, type Talk } from "../../practice/talk";
import { say } from "../../words";
import { said } from "./words";

const PATHS = [
  "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  "M12 1.2 22.8 12 12 22.8 1.2 12z",
  "M4 4h16v16H4z",
  "M12 2l9 5v10l-9 5-9-5V7z",
  "M12 2c4 6 7 8 7 12a7 7 0 0 1-14 0c0-4 3-6 7-12z",
  "M3 21C3 10 10 3 21 3c0 11-7 18-18 18z",
];

export const TalkContext = createContext<Talk | null>(null);

export function Shape({ index }: { index: number }) {
  return (
    <svg class={`shape shape-${index}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[index] ?? PATHS[2]} />
    </svg>
  );
}

/** The shape, and the name once there is one; before that a letter, for those who can't see shapes. */
export function Who({ index }: { index: number }) {
  const talk = useContext(TalkContext);
  const person = talk?.people[index];
  return (
    <span class={`who-is person-${index}`} aria-label={talk ? nameOf(talk, index) : undefined} role="img">
      <Shape index={index} /> <b>{letterOf(person?.values["handle"], index)}</b>
    </span>
  );
}

/** The name once there is one, else a letter. */
export function letterOf(handle: Value | undefined, index: number): string {
  return typeof handle === "string" && handle.trim() !== "" ? handle : ("ABCDEF"[index] ?? "");
}

export function nameOf(talk: Talk, index: number): string {
  const person = talk.people[index];
  return person && isNamed(person) ? String(person.values["handle"]) : `${say(said.person)} ${"ABCDEF"[index] ?? ""}`;
}
