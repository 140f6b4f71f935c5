/** The content of the ten steps, typed: what to say, which lines may be chosen, which are offered first. */
import librariesJson from "../../peerpwa/practice/libraries.json";
import clocksJson from "../../peerpwa/practice/clocks.json";
import picksJson from "../../peerpwa/practice/picks.json";
import stepsJson from "../../peerpwa/practice/steps.json";
import triggersJson from "../../peerpwa/practice/triggers.json";
import { isOffered, withOwn } from "../core/own";
import type { Option, Pair } from "../core/types";
import type { Clocks } from "./clocks";
import type { Triggers } from "./levels";
import { rowsHere } from "./own";

export type Beat = "listen" | "rules" | "turns" | "way_forward" | "close";

/** Something that doesn't fit, what to say or do then, and where that leads. */
export interface Alternative {
  code: string;
  label: Pair;
  line: Pair;
  act?: string;
}

export interface Step {
  code: string;
  beat: Beat | null;
  name: Pair;
  show: Pair;
  say: Pair[];
  not_fit: Alternative[];
  asks: string[];
  needs_joint?: boolean;
}

export type Library = "ground_rules" | "common_goals" | "options" | "space_plans" | "aftercare";

export const STEPS = stepsJson as unknown as Step[];
export const CLOCKS = clocksJson as unknown as Clocks;
export const TRIGGERS = triggersJson as unknown as Triggers;
export const LIBRARIES = librariesJson as unknown as Record<string, { options: Option[] }>;
export const PICKS = picksJson as unknown as Record<string, string[]>;

export function stepOf(code: string): Step | undefined {
  return STEPS.find((step) => step.code === code);
}

/** A library as the centre has it, what is closed too. */
function libraryHere(library: Library): Option[] {
  return withOwn(LIBRARIES[library]?.options ?? [], rowsHere(library));
}

/**
 * All lines of a library that are offered: the centre's first, then those that fit this matter best. `separate`: people
 * are not brought together.
 */
export function linesOf(library: Library, types: readonly string[], separate: boolean): Option[] {
  const lines = libraryHere(library).filter(isOffered);
  const ours = lines.filter((line) => line["tile"] !== undefined);
  const named = separate ? PICKS["separate"] : types.flatMap((type) => PICKS[type] ?? []);
  const wanted = [...(named ?? []), ...(separate ? [] : (PICKS["any"] ?? []))];
  const first = wanted.map((code) => lines.find((line) => line.code === code)).filter((line) => line !== undefined);
  return [...new Set([...ours, ...first, ...lines])];
}

/** A line by its code, or undefined where the text is somebody's own. */
export function lineOf(library: Library, code: string): Option | undefined {
  return libraryHere(library).find((line) => line.code === code);
}
