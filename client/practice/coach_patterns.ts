/**
 * All patterns as one index over their first words, so that a text is gone through once whatever their number.
 * A pattern is written as people read it: “abuse* drugs” matches whole words, in any case, with or without accents.
 */
import { toBare, type Word } from "./coach_text";

export interface Pattern<Of> {
  text: string;
  of: Of;
  /** A plain -s may follow every word (French), or the last alone. */
  plural: "each" | "last" | "none";
}

export interface Found<Of> {
  pattern: Pattern<Of>;
  /** Indexes of its first and last word. */
  from: number;
  to: number;
}

type Fits = (word: string) => boolean;
type Compiled<Of> = { pattern: Pattern<Of>; fits: Fits[] };

const STEM = 3;
const SHORTEST_PLURAL = 3; // “only a” never becomes “only as”

export class Index<Of> {
  private readonly firsts = new Map<string, Compiled<Of>[]>();
  private readonly stems = new Map<string, Compiled<Of>[]>();

  constructor(patterns: Iterable<Pattern<Of>>) {
    for (const pattern of patterns) {
      const parts = toParts(pattern.text);
      const plural = (i: number): boolean => pattern.plural === "each" || (pattern.plural === "last" && i === parts.length - 1);
      const compiled = { pattern, fits: parts.map((part, i) => toFits(part, plural(i))) };
      const [first = ""] = parts;
      if (first.endsWith("*")) for (const key of new Set([first, toBare(first)])) add(this.stems, key.slice(0, STEM), compiled);
      else for (const key of toForms(first, plural(0))) add(this.firsts, key, compiled);
    }
  }

  /** Everything that matches, in the order of the text. */
  find(words: readonly Word[]): Found<Of>[] {
    const found: Found<Of>[] = [];
    words.forEach((word, from) => {
      const near = this.stems.get(word.text.slice(0, STEM));
      for (const candidates of [this.firsts.get(word.text), near]) {
        for (const { pattern, fits } of candidates ?? []) {
          if (matches(words, from, fits)) found.push({ pattern, from, to: from + fits.length - 1 });
        }
      }
    });
    return found;
  }
}

/** Of two that share a word the longer stays: “will never change” is no “never”, “high-functioning” is not “is high”. */
export function withoutHidden<Of>(found: readonly Found<Of>[]): Found<Of>[] {
  return found.filter((one) => !found.some((other) => hides(other, one)));
}

function hides<Of>(other: Found<Of>, one: Found<Of>): boolean {
  if (other.from > one.to || other.to < one.from) return false;
  const longer = other.to - other.from - (one.to - one.from) || other.pattern.text.length - one.pattern.text.length;
  return longer > 0;
}

function matches(words: readonly Word[], from: number, fits: readonly Fits[]): boolean {
  return fits.every((fit, i) => {
    const word = words[from + i];
    return word !== undefined && (i === 0 || word.joined) && fit(word.text);
  });
}

/** The words of a list, as one question: whole words, `stem*`, `*tail`. */
export function toList(items: readonly string[]): Fits {
  const whole = new Set(items.flatMap((item) => [item, toBare(item)]));
  const stems = items.filter((item) => item.endsWith("*")).map((item) => item.slice(0, -1));
  const tails = items.filter((item) => item.startsWith("*")).map((item) => item.slice(1));
  return (word) => whole.has(word) || stems.some((stem) => word.startsWith(stem)) || tails.some((tail) => word.endsWith(tail));
}

function toParts(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+\*?/gu) ?? [];
}

function toFits(part: string, plural: boolean): Fits {
  if (part.endsWith("*")) return toList([part, `${toBare(part.slice(0, -1))}*`]);
  const forms = new Set(toForms(part, plural));
  return (word) => forms.has(word);
}

function toForms(part: string, plural: boolean): string[] {
  const forms = [...new Set([part, toBare(part)])];
  return plural && part.length >= SHORTEST_PLURAL ? [...forms, ...forms.map((form) => `${form}s`)] : forms;
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const held = map.get(key);
  if (held) held.push(value);
  else map.set(key, [value]);
}
