/** The coach's data as it stands in peerpwa/practice/coach.json (docs/practice-data.md tells how an entry is written). */
import data from "../../peerpwa/practice/coach.json";
import type { Language } from "../contract";

/**
 * When a hit is dropped (`unless`) or kept (`only`). `of` speaks of these patterns alone; the others say where which
 * words stand: words and `@lists` between blanks.
 */
export interface Condition {
  of?: string;
  last?: string;
  next?: string;
  before?: string;
  after?: string;
  near?: string;
  anywhere?: string;
  reach?: number;
  quote?: true;
  flag?: string;
}

/** Patterns stand between “ / ”. */
export interface Entry {
  code: string;
  category: string;
  find: string;
  why: string;
  try: string;
  /** Right in the mouth of the person concerned: reported, it is only asked to be quoted. */
  own?: true;
  /** Patterns that are words of the other language too: only where the sentence is surely of this one. */
  unmixed?: string;
  slur?: string;
  only?: Condition[];
  unless?: Condition[];
}

type Both<Shape> = Record<Language, Shape>;

interface Data {
  order: string[];
  who: string[];
  reported: string[];
  serious: string[];
  insults: { categories: string[]; types: string[] };
  quiet: (Condition & { categories: string })[];
  words: Both<Record<string, string>>;
  safe: Both<string[]>;
  own: Both<string[]>;
  entries: Both<Entry[]>;
}

export const coach = data as unknown as Data;
export const LANGUAGES: readonly Language[] = ["en", "fr"];

export function toWords(text: string | undefined): string[] {
  return text?.split(" ") ?? [];
}

export function toPhrases(text: string | undefined): string[] {
  return text?.split(" / ") ?? [];
}
