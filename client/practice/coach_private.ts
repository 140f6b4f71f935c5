/** What a note seldom needs and could harm somebody (PRACTICE 1.6): asked softly, once, “Do we need this?”. */
import { isCommon, readText, type Word } from "./coach_text";

export interface Private {
  kind: "email" | "health_card" | "phone" | "birth" | "address" | "full_name";
  start: number;
  end: number;
}

const MONTH = "(?:jan|feb|fev|fév|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|aou|aoû|sep|oct|nov|dec|déc)\\p{L}*\\.?";
const STREET = toEither("street st avenue ave road rd drive boulevard blvd lane crescent cres court highway hwy");
const RUE = toEither("rue avenue av boulevard boul chemin ch rang montée allée");
const YEAR = "(?:19[2-9]\\d|20[01]\\d)"; // nobody was born in the years in which this is written
const BORN = "(?<!\\p{L})(?:born|birthday|dob|date of birth|née?|date de naissance|anniversaire)(?!\\p{L})[^\\d.\\n]{0,14}\\d[\\d /.-]*";
const KINDS: [Private["kind"], RegExp][] = [
  ["email", /[\w.+-]+@[\w-]+\.\w+/gu],
  ["health_card", /\b(?:\d{4}[ -]\d{3}[ -]\d{3}(?:[ -]?[A-Z]{2})?|[A-Z]{4} ?\d{4} ?\d{4}|\d{3}[ -]\d{3}[ -]\d{3})\b/gu],
  ["phone", /(?<![\d-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-]?)\d{3}[ .-]?\d{4}\b|(?<![\d-])\d{3}[.-]\d{4}\b/gu],
  ["birth", new RegExp(`${BORN}|\\b(?:${YEAR}([-/.])\\d{1,2}\\1\\d{1,2}|\\d{1,2}([-/.])\\d{1,2}\\2${YEAR})\\b`, "giu")],
  ["birth", new RegExp(`\\b\\d{1,2}(?:er|st|nd|rd|th)? ${MONTH},? ${YEAR}\\b|\\b${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? ${YEAR}\\b`, "giu")],
  [
    "address",
    new RegExp(
      `\\b\\d{1,5}[A-Za-z]?,? (?:(?:\\p{Lu}[\\p{L}'’-]+ ){1,3}${STREET}\\b|${RUE}\\.? (?:d[eu]s? (?:la )?|l['’])*\\p{Lu}[\\p{L}'’-]+)`,
      "gu",
    ),
  ],
  ["address", /\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b/gu],
];
/** Words with a capital that are no part of a person's name: places, services, days, beginnings of a sentence. */
const ORDINARY = new Set(
  (
    "street avenue road park centre center room desk hall house hospital clinic shelter church library school station square bridge team " +
    "services service crisis line program project outreach health mobile police court city rue salle parc hôpital clinique refuge église " +
    "école gare place équipe ligne monday tuesday wednesday thursday friday saturday sunday january february march april may june july " +
    "august september october november december indigenous first nations black native indian french english yesterday today later earlier " +
    "suddenly because while since between near outside inside told asked saw heard supervisor worker nurse doctor hier ensuite alors " +
    "pendant lorsque puis plus madame monsieur"
  ).split(" "),
);
const NAME = /^\p{Lu}\p{Ll}/u;

/** `known`: names that are no legal names, such as handles, colleagues, places and programs. */
export function findPrivate(text: string, known: readonly string[]): Private[] {
  const found: Private[] = [];
  const add = (kind: Private["kind"], start: number, end: number): void => {
    if (!found.some((other) => start < other.end && end > other.start)) found.push({ kind, start, end });
  };
  for (const [kind, pattern] of KINDS) for (const one of text.matchAll(pattern)) add(kind, one.index, one.index + one[0].length);
  for (const { start, end } of findFullNames(text, known)) add("full_name", start, end);
  return found.sort((a, b) => a.start - b.start);
}

/** Two or more words with a capital beside each other, none of them known or ordinary. */
function findFullNames(text: string, known: readonly string[]): { start: number; end: number }[] {
  const { words } = readText(text, "en");
  const ordinary = new Set(known.flatMap((name) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u)));
  const isName = ({ text: small, start, end }: Word): boolean =>
    NAME.test(text.slice(start, end)) && !isCommon(small) && !ordinary.has(small) && !ORDINARY.has(small);
  const runs: Word[][] = [];
  for (const word of words.filter(isName)) {
    const run = runs.at(-1);
    if (run && word.joined && words[words.indexOf(word) - 1] === run.at(-1)) run.push(word);
    else runs.push([word]);
  }
  return runs.filter((run) => run.length > 1).map((run) => ({ start: (run[0] as Word).start, end: (run.at(-1) as Word).end }));
}

/** Words of a street, with or without a capital. */
function toEither(words: string): string {
  const either = words.split(" ").map(([first = "", ...rest]) => `[${first}${first.toUpperCase()}]${rest.join("")}`);
  return `(?:${either.join("|")})`;
}
