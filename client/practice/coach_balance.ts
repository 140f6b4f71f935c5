/** The balance check (PRACTICE 4.3, 14): whether two people got the same care from the writer's pen. */
import type { Language } from "../contract";
import { findHints, findNames, isSerious, type Context } from "./coach_hints";
import { readText } from "./coach_text";

/** What was written of one person; `feelings` are those they named. */
export interface Side {
  text: string;
  feelings: readonly string[];
}

export type Uneven = "length" | "verbs" | "feelings" | "hints";

const DOUBT = "ASY"; // a verb that believes one and not the other
const TIMES = 2;
const FEWEST_WORDS = 12; // of the longer side: two short lines are never uneven
const BOTH = new Set(["both", "deux"]);
const GOES_ON = new Set(["he", "she", "they", "il", "elle", "iel"]);

/** In which ways two sides differ; none is what one hopes for. */
export function compareSides([one, other]: readonly [Side, Side], context: Context): Uneven[] {
  const uneven: Uneven[] = [];
  const [mine, theirs] = [findHits(one.text, context), findHits(other.text, context)];
  const [words, others] = [countWords(one.text, context), countWords(other.text, context)];
  const [short, long] = [Math.min(words, others), Math.max(words, others)];
  if (long >= FEWEST_WORDS && long > TIMES * short) uneven.push("length");
  if (mine.includes(DOUBT) !== theirs.includes(DOUBT)) uneven.push("verbs");
  if ((one.feelings.length === 0) !== (other.feelings.length === 0)) uneven.push("feelings");
  if ((mine.length === 0) !== (theirs.length === 0)) uneven.push("hints");
  return uneven;
}

/** The same of one text about two people. Not where harm is flagged: facts aren't weighed against each other there. */
export function findUneven(text: string, names: readonly string[], context: Context): Uneven[] {
  const [one, other] = names;
  if (one === undefined || other === undefined || names.length > 2 || isSerious(context)) return [];
  return compareSides(toSides(text, [one, other], context.language), context);
}

/** One text cut into what it says of each of two people: a sentence is of everybody that it names. */
export function toSides(text: string, names: readonly [string, string], language: Language): [Side, Side] {
  const read = readText(text, language);
  const named = names.map((name) => findNames(read, listOf(name)));
  const sides: [string[], string[]] = [[], []];
  let last: number[] = [];
  for (let sentence = 0; sentence < read.languages.length; sentence += 1) {
    const words = read.words.filter((word) => word.sentence === sentence);
    let of = [0, 1].filter((i) => words.some((word) => named[i]?.has(word) || BOTH.has(word.text)));
    if (of.length === 0 && GOES_ON.has(words[0]?.text ?? "")) of = last;
    const said = text.slice(words[0]?.start, words.at(-1)?.end);
    for (const i of of) sides[i]?.push(said);
    last = of;
  }
  return sides.map((said) => ({ text: said.join(". "), feelings: [] })) as unknown as [Side, Side];
}

const lists = new Map<string, readonly string[]>();

/** The same list for the same name: the index of a list is built once. */
function listOf(name: string): readonly string[] {
  const list = lists.get(name) ?? [name];
  lists.set(name, list);
  return list;
}

/** The categories of the hits. */
function findHits(text: string, context: Context): string[] {
  return findHints(text, context)
    .map(({ category }) => category)
    .filter((category) => category !== "ASK");
}

function countWords(text: string, { language }: Context): number {
  return readText(text, language).words.length;
}
