/** What stands under a text box: the coach's hints, and what looks private, as things to tap. Three at most. */
import type { Language } from "../../contract";
import type { Context, Hint, Private } from "../../practice/coach";
import { say } from "../../words";
import { ASKS, LOOKS_LIKE, WORDS } from "./words";

export type Coach = typeof import("../../practice/coach");

export interface Item {
  code: string;
  /** The words it is about; a question where it is about more than a few. */
  label: string;
  /** `why` and `other` are in this language, that of the sentence. */
  language: Language;
  why: string;
  other: string;
  /** In the reader's. */
  question: string;
  /** Where a slur stands whose letters may be hidden. */
  mask: { start: number; end: number } | null;
}

/** What is known around a text. `names`: of the two people it is about, when it is about two. */
export interface Around extends Context {
  known: readonly string[];
  names: readonly string[];
}

const MOST = 3;

export function toItems(coach: Coach, text: string, around: Around): Item[] {
  const looksPrivate = coach.findPrivate(text, around.known).find(({ kind }) => !around.muted?.has(kind));
  const hints = coach.findHints(text, around).map((hint) => toItem(hint, text));
  const kept = looksPrivate ? [...hints.slice(0, MOST - 1), toPrivate(looksPrivate, text)] : hints;
  const isUneven = !around.muted?.has("balance") && coach.findUneven(text, around.names, around).length > 0;
  return (isUneven ? [...kept, toQuestion("balance", say(ASKS.balance))] : kept).slice(0, MOST);
}

function toItem({ code, start, end, why, try: other, language, ask }: Hint, text: string): Item {
  const mask = ask === "slur" ? { start, end } : null;
  const label = ask === "speaker" ? say(ASKS.speaker) : text.slice(start, end);
  const keep = ask === "detail" && !why ? `${say(WORDS.keep)} ` : "";
  return { code, label, language, why, other, question: ask && ask !== "speaker" ? keep + say(ASKS[ask]) : "", mask };
}

function toPrivate({ kind, start, end }: Private, text: string): Item {
  return { ...toQuestion(kind, text.slice(start, end)), question: `${say(LOOKS_LIKE[kind])} ${say(WORDS.needThis)}` };
}

function toQuestion(code: string, label: string): Item {
  return { code, label, language: "en", why: "", other: "", question: "", mask: null };
}
