/**
 * A text as the coach reads it: words with their places, the sentence each stands in, the language of each sentence,
 * and what is somebody else's: in quotes, or after “said:”. Knows no pattern.
 */
import type { Language } from "../contract";
import { coach, LANGUAGES, toWords } from "./coach_data";

export interface Word {
  /** In small letters; the 's of “he's” reads as “is”, and starts where “he” does. */
  text: string;
  start: number;
  end: number;
  sentence: number;
  capital: boolean;
  /** Only a blank, a hyphen or an apostrophe stands between it and the word before. */
  joined: boolean;
  quoted: boolean;
}

export interface Quote {
  start: number;
  end: number;
}

export interface Text {
  words: Word[];
  quotes: Quote[];
  languages: Language[][];
}

const WORD = /[\p{L}\p{N}]+/gu;
const JOINT = /^[\s\-‐‑'’]+$/u;
const ENDS = /[!?…\n]|\.(?=[\s"”»)])/u;
const SHORT = new Set(["mme", "dr", "st", "ste", "ext", "approx", "env", "vs"]); // a single letter ends none either: “a.m.”
const PRONOUN = new Set(["he", "she", "it", "who", "that", "there", "what"]);
const ACCENT = /[àâçèéêëîïôùûœ]/;
const CLOSERS: Record<string, string> = { '"': '"', "“": "”", "«": "»" };
const THEIR_WORDS = /\b(?:in (?:their|his|her) (?:own )?words|dans (?:ses|leurs) (?:propres )?mots)\b/giu;
const COMMON = { en: new Set(toWords(coach.words.en["common"])), fr: new Set(toWords(coach.words.fr["common"])) };
const SPEECH = new Set(LANGUAGES.flatMap((language) => toWords(coach.words[language]["speech"])));

/** The last texts that were read: one look asks for a text and its two sides several times. In memory alone. */
const READ = 3;
const lately: { text: string; read: Omit<Text, "languages"> }[] = [];

export function readText(text: string, fallback: Language): Text {
  const known = lately.find((one) => one.text === text);
  const read = known?.read ?? readWords(text);
  if (!known) {
    lately.push({ text, read });
    if (lately.length > READ) lately.shift();
  }
  return { ...read, languages: findLanguages(read.words, fallback) };
}

function readWords(text: string): Omit<Text, "languages"> {
  const quotes = findQuotes(text);
  const words = findWords(text, quotes);
  for (const { start, end } of findSpoken(text, words)) {
    for (const word of words) if (word.start >= start && word.end <= end) word.quoted = true;
  }
  return { words, quotes };
}

/** A small word of either language: its capital says only that a sentence begins. */
export function isCommon(word: string): boolean {
  return COMMON.en.has(word) || COMMON.fr.has(word);
}

/** Without accents, as many people type. */
export function toBare(word: string): string {
  return ACCENT.test(word) ? word.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe") : word;
}

function findWords(text: string, quotes: readonly Quote[]): Word[] {
  const words: Word[] = [];
  let sentence = 0;
  let before: Word | undefined;
  let at = 0;
  for (const { 0: found, index: start } of text.matchAll(WORD)) {
    const gap = text.slice(before?.end ?? 0, start);
    const ended = before === undefined || (ENDS.test(gap) && !isShort(before.text, gap));
    if (ended && before) sentence += 1;
    while (at < quotes.length && (quotes[at] as Quote).end <= start) at += 1;
    const quote = quotes[at];
    const small = found.toLowerCase();
    const is = small === "s" && /^['’]$/.test(gap) && before !== undefined && PRONOUN.has(before.text);
    before = {
      text: is ? "is" : small,
      start: is ? (before as Word).start : start,
      end: start + found.length,
      sentence,
      capital: found[0] !== small[0],
      joined: !ended && JOINT.test(gap),
      quoted: quote !== undefined && quote.start <= start,
    };
    words.push(before);
  }
  return words;
}

function isShort(word: string, gap: string): boolean {
  return gap.startsWith(".") && !gap.includes("\n") && (SHORT.has(word) || word.length === 1);
}

/** From left to right. A quote that nobody closed runs to the end of its line; a single one must be closed. */
function findQuotes(text: string): Quote[] {
  const quotes: Quote[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i] as string;
    const closer = CLOSERS[sign];
    const end = closer ? findEnd(text, i, closer) : sign === "'" || sign === "‘" ? findSingle(text, i) : null;
    if (end === null) continue;
    quotes.push({ start: i, end });
    i = end - 1;
  }
  return quotes;
}

/** Where the quote that opens at `from` ends. Guillemets may stand in guillemets. */
function findEnd(text: string, from: number, closer: string): number {
  const opener = text[from] as string;
  let depth = 0;
  for (let i = from + 1; i < text.length; i += 1) {
    const sign = text[i];
    if (sign === "\n") return i;
    if (sign === opener && opener !== closer) depth += 1;
    else if (sign === closer || (opener !== "«" && (sign === '"' || sign === "”"))) {
      if (depth === 0) return i + 1;
      depth -= 1;
    }
  }
  return text.length;
}

/** A single sign is most often an apostrophe: it opens before a word and closes after one, on its line. */
function findSingle(text: string, from: number): number | null {
  if (/[\p{L}\p{N}]/u.test(text[from - 1] ?? "") || !/\S/.test(text[from + 1] ?? "")) return null;
  for (let i = from + 2; i < text.length && text[i] !== "\n"; i += 1) {
    if ((text[i] === "'" || text[i] === "’") && /\S/.test(text[i - 1] ?? "") && !/[\p{L}\p{N}]/u.test(text[i + 1] ?? "")) return i + 1;
  }
  return null;
}

/** What follows “said:” or “in their words”, to the end of its line. */
function findSpoken(text: string, words: readonly Word[]): Quote[] {
  const starts = [...text.matchAll(THEIR_WORDS)].map((found) => found.index + found[0].length);
  words.forEach((word, i) => {
    if (SPEECH.has(word.text) && /^\s*:/.test(text.slice(word.end, words[i + 1]?.start))) starts.push(word.end);
  });
  return starts.map((start) => ({ start, end: text.indexOf("\n", start) < 0 ? text.length : text.indexOf("\n", start) }));
}

/** Of each sentence, by its small words outside quotes; both where it mixes them, or where nothing tells. */
function findLanguages(words: readonly Word[], fallback: Language): Language[][] {
  const counts: Record<Language, number>[] = [];
  for (const { text, sentence, quoted } of words) {
    const count = (counts[sentence] ??= { en: 0, fr: 0 });
    if (quoted) continue;
    if (COMMON.en.has(text)) count.en += 1;
    if (COMMON.fr.has(text) || ACCENT.test(text)) count.fr += 1;
  }
  const other: Language = fallback === "en" ? "fr" : "en";
  return counts.map(({ en, fr }) => {
    if (en === fr || Math.min(en, fr) > 1) return [fallback, other];
    return en > fr ? ["en"] : ["fr"];
  });
}
