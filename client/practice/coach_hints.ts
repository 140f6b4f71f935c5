/** Where another word would be fairer, and what is only asked: PRACTICE 4.3's rules in their order of harm. */
import type { Language } from "../contract";
import { coach, LANGUAGES, toPhrases } from "./coach_data";
import { Index, withoutHidden, type Found, type Pattern } from "./coach_patterns";
import { isDropped, isReported, isSpeakerNamed, type Around, type Rule } from "./coach_rules";
import { readText, type Text, type Word } from "./coach_text";

/** What is asked in place of another word, or beside it. */
export type Ask = "detail" | "quote" | "speaker" | "slur";

/** `why` and `try` are in the language of the sentence; they are empty where only `ask` is asked. */
export interface Hint {
  code: string;
  category: string;
  start: number;
  end: number;
  language: Language;
  why: string;
  try: string;
  ask: Ask | null;
}

export interface Context {
  /** The reader's: for a text that tells of no language. */
  language: Language;
  flags?: readonly string[];
  types?: readonly string[];
  /** Names that people go by at this centre. */
  handles?: readonly string[];
  /** What this centre says without harm, beside our own list. */
  safe?: readonly string[];
  /** Codes that this author wants to hear nothing of. */
  muted?: ReadonlySet<string>;
}

const MOST_HINTS = 3;
const ASKS = "ASK";
const LONG_QUOTE = 25;
const OWN_REACH = 4;

type Mark = "safe" | "own";

const rules = new Index<Rule>(
  LANGUAGES.flatMap((language) => coach.entries[language].flatMap((entry) => toPatterns(language, { language, entry }))),
);
const marks = new Index<Mark>(
  LANGUAGES.flatMap((language) =>
    (["safe", "own"] as const).flatMap((mark) => coach[mark][language].map((text) => ({ text, of: mark, plural: "each" as const }))),
  ),
);

/** At most three, the most harmful first; one of a kind. */
export function findHints(text: string, context: Context): Hint[] {
  const read = readText(text, context.language);
  const flags = new Set(context.flags ?? []);
  const around: Around = { text: read, flags, names: findNames(read, context.handles ?? []) };
  const serious = isSerious(context);
  const hints = [...findHits(around, context, serious), ...findLongQuotes(around)];
  const wanted = hints.filter((hint, i) => !context.muted?.has(hint.code) && hints.findIndex(({ code }) => code === hint.code) === i);
  return wanted.sort((a, b) => rankOf(a, serious) - rankOf(b, serious) || a.start - b.start).slice(0, MOST_HINTS);
}

/** Whether a flag is set before which no word may be softened. */
export function isSerious({ flags = [] }: Context): boolean {
  return flags.some((flag) => coach.serious.includes(flag));
}

function findHits(around: Around, context: Context, serious: boolean): Hint[] {
  const { words, languages } = around.text;
  const quiet = findQuiet(around, context.safe ?? []);
  const found = rules.find(words).filter((hit) => isOfItsSentence(hit, languages[(words[hit.from] as Word).sentence] ?? []));
  const seen = new Set<number>();
  const hints: Hint[] = [];
  for (const hit of withoutHidden(found)) {
    const span = words.slice(hit.from, hit.to + 1);
    if (span.some((word) => quiet.has(word)) || seen.has(hit.from) || isDropped(hit, around)) continue;
    if (span.some((word) => word.quoted)) {
      if (asksForFlag(hit, around, context)) hints.push(toAsk("slur", span, hit));
    } else {
      seen.add(hit.from);
      hints.push(isReported(hit, around) ? toAsk("quote", span, hit) : toHint(hit, span, serious));
    }
  }
  return hints;
}

/** A quoted slur, or where the log is about racism any quoted insult, while the flag isn't set. */
function asksForFlag({ pattern }: Found<Rule>, { flags }: Around, context: Context): boolean {
  if (flags.has("discrimination")) return false;
  const { entry } = pattern.of;
  const suggested = (context.types ?? []).some((type) => coach.insults.types.includes(type));
  return toPhrases(entry.slur).includes(pattern.text) || (suggested && coach.insults.categories.includes(entry.category));
}

/** With a serious flag it only asks for detail, unless the hint is about who somebody is and not about what was done. */
function toHint({ pattern }: Found<Rule>, span: Word[], serious: boolean): Hint {
  const { language, entry } = pattern.of;
  const { code, category, why } = entry;
  const detail = serious && !coach.who.includes(category);
  const place = toPlace(span);
  if (!detail) return { code, category, ...place, language, why, try: entry.try, ask: null };
  return { code, category, ...place, language, why: category === "MIN" ? why : "", try: "", ask: "detail" };
}

function toAsk(ask: Ask, span: Word[], { pattern }: Found<Rule>): Hint {
  return { code: ask, category: ASKS, ...toPlace(span), language: pattern.of.language, why: "", try: "", ask };
}

function toPlace(span: Word[]): { start: number; end: number } {
  return { start: (span[0] as Word).start, end: (span.at(-1) as Word).end };
}

/** A long quote without a speaker. */
function findLongQuotes(around: Around): Hint[] {
  const { words, quotes } = around.text;
  return quotes
    .filter(({ start, end }) => words.filter((word) => word.start >= start && word.end <= end).length > LONG_QUOTE)
    .filter(({ start, end }) => !isSpeakerNamed(start, end, around))
    .map(({ start, end }) => ({ code: "speaker", category: ASKS, start, end, language: "en", why: "", try: "", ask: "speaker" }));
}

/** Shrinking harm comes before all else where a serious flag is set; what is only asked comes last. */
function rankOf({ category }: Hint, serious: boolean): number {
  if (serious && category === "MIN") return -1;
  const rank = coach.order.indexOf(category);
  return rank < 0 ? coach.order.length : rank;
}

/** Words that some languages share are flagged only where the sentence is surely of the pattern's own. */
function isOfItsSentence({ pattern }: Found<Rule>, languages: readonly Language[]): boolean {
  const { language, entry } = pattern.of;
  if (!languages.includes(language)) return false;
  return languages.length === 1 || !toPhrases(entry.unmixed).includes(pattern.text);
}

/** Words in a safe phrase, in a name, or by which somebody names themself. */
function findQuiet({ text, names }: Around, safe: readonly string[]): Set<Word> {
  const quiet = new Set(names);
  for (const { pattern, from, to } of [...marks.find(text.words), ...indexOf(safe).find(text.words)]) {
    const reach = pattern.of === "own" ? to + OWN_REACH : to;
    const { sentence } = text.words[to] as Word;
    for (const word of text.words.slice(from, reach + 1)) if (word.sentence === sentence) quiet.add(word);
  }
  return quiet;
}

export function findNames({ words }: Text, handles: readonly string[]): Set<Word> {
  return new Set(
    indexOf(handles)
      .find(words)
      .flatMap(({ from, to }) => words.slice(from, to + 1)),
  );
}

const indexes = new WeakMap<readonly string[], Index<Mark>>();

/** Of the centre's own phrases or names; built once a list. */
function indexOf(texts: readonly string[]): Index<Mark> {
  let index = indexes.get(texts);
  if (!index) indexes.set(texts, (index = new Index(texts.map((text) => ({ text, of: "safe", plural: "none" })))));
  return index;
}

function toPatterns(language: Language, of: Rule): Pattern<Rule>[] {
  return toPhrases(of.entry.find).map((text) => ({ text, of, plural: language === "fr" ? "each" : "last" }));
}
