/** When a hit is none (PRACTICE 4.3): what stands around it, who is speaking, which flags are set. */
import type { Language } from "../contract";
import { coach, LANGUAGES, toPhrases, toWords, type Condition, type Entry } from "./coach_data";
import { toList, type Found } from "./coach_patterns";
import { isCommon, type Text, type Word } from "./coach_text";

export interface Rule {
  language: Language;
  entry: Entry;
}

export interface Around {
  text: Text;
  flags: ReadonlySet<string>;
  /** Words that are a name of this centre's list. */
  names: ReadonlySet<Word>;
}

type Hit = Found<Rule>;
type Asks = (word: Word, names: ReadonlySet<Word>) => boolean;

const REACH = 4;
const SPEECH_REACH = 6;
const SUBJECT_REACH = 4;
const WRITER = new Set(["i", "we", "je", "j", "nous"]);

/** Whether its own conditions, or those of its category, drop it. */
export function isDropped(hit: Hit, around: Around): boolean {
  const { entry } = hit.pattern.of;
  const quiet = coach.quiet.filter(({ categories }) => toWords(categories).includes(entry.category));
  const speaksOf = ({ of }: Condition): boolean => of === undefined || toPhrases(of).includes(hit.pattern.text);
  if ([...(entry.unless ?? []), ...quiet].some((condition) => speaksOf(condition) && holds(condition, hit, around))) return true;
  return (entry.only ?? []).some((condition) => speaksOf(condition) && !holds(condition, hit, around));
}

/** Whether it is somebody's own account: “Heron said he always …”. It needs quotes then, not another word. */
export function isReported(hit: Hit, around: Around): boolean {
  const { entry, language } = hit.pattern.of;
  if (!entry.own && !coach.reported.includes(entry.category)) return false;
  const { words } = around.text;
  const isSpeech = listOf(language, "@speech");
  return walk(words, hit.from, -1, SPEECH_REACH).some((word) => isSpeech(word, around.names) && hasSubject(word, language, around));
}

/** A person in front of a verb of speech who isn't the writer. */
function hasSubject(verb: Word, language: Language, { text, names }: Around): boolean {
  const isPerson = listOf(language, "@person");
  const before = walk(text.words, text.words.indexOf(verb), -1, SUBJECT_REACH);
  const found = before.find((word) => isPerson(word, names) || WRITER.has(word.text));
  return found !== undefined && !WRITER.has(found.text);
}

/** Whether somebody is named beside a quote: a person with a verb of speech. */
export function isSpeakerNamed(start: number, end: number, around: Around): boolean {
  const { words } = around.text;
  const beside = [
    ...words.filter((word) => word.end <= start).slice(-SPEECH_REACH),
    ...words.filter((word) => word.start >= end).slice(0, SPEECH_REACH),
  ];
  return LANGUAGES.some((language) =>
    ["@person", "@speech"].every((list) => beside.some((word) => listOf(language, list)(word, around.names))),
  );
}

function holds({ last, next, before, after, near, anywhere, reach, quote, flag }: Condition, hit: Hit, around: Around): boolean {
  const { words, quotes } = around.text;
  const asks = (list: string): ((word: Word) => boolean) => {
    const asked = listOf(hit.pattern.of.language, list);
    return (word) => asked(word, around.names);
  };
  const stands = (list: string | undefined, from: number, step: number, within: number, joined: boolean): boolean =>
    list !== undefined && walk(words, from, step, within, joined).some(asks(list));
  return (
    toWords(flag).some((one) => around.flags.has(one)) ||
    (quote === true && quotes.some(({ start }) => start >= (words[hit.to] as Word).end)) ||
    (anywhere !== undefined && words.some(asks(anywhere))) ||
    stands(last, hit.from, -1, reach ?? 1, true) ||
    stands(next, hit.to, 1, reach ?? 1, true) ||
    stands(before ?? near, hit.from, -1, reach ?? REACH, false) ||
    stands(after ?? near, hit.to, 1, reach ?? REACH, false)
  );
}

/** The words beside one, nearest first, within its sentence; `joined` stops at a comma. */
function walk(words: readonly Word[], from: number, step: number, reach: number, joined = false): Word[] {
  const found: Word[] = [];
  for (let n = 1; n <= reach; n += 1) {
    const at = from + n * step;
    const word = words[at];
    if (!word || word.sentence !== words[from]?.sentence) break;
    if (joined && !(step > 0 ? word : words[at + 1])?.joined) break;
    found.push(word);
  }
  return found;
}

const built = new Map<string, Asks>();

/** What a list asks of a word. It holds words, and names of lists: `@name` is a name, `@digit` a number in figures. */
function listOf(language: Language, list: string): Asks {
  const key = `${language} ${list}`;
  let asks = built.get(key);
  if (!asks) built.set(key, (asks = build(toWords(list), language)));
  return asks;
}

function build(items: string[], language: Language): Asks {
  const isPlain = toList(items.filter((item) => !item.startsWith("@")));
  const named = items
    .filter((item) => item.startsWith("@"))
    .map((item): Asks => {
      if (item === "@name") return (word, names) => names.has(word) || (word.capital && !isCommon(word.text));
      if (item === "@digit") return (word) => /^\d/.test(word.text);
      return listOf(language, coach.words[language][item.slice(1)] ?? "");
    });
  return (word, names) => isPlain(word.text) || named.some((asks) => asks(word, names));
}
