import assert from "node:assert/strict";
import { test } from "node:test";
import {
  compareSides,
  findHints,
  findPrivate,
  findUneven,
  isQuietNow,
  toSides,
  withDismissal,
  type Hint,
  type Side,
} from "../practice/coach";
import { coach, LANGUAGES, toPhrases } from "../practice/coach_data";
import { Index } from "../practice/coach_patterns";
import { readText } from "../practice/coach_text";
import type { Language } from "../contract";
import { loadVectors } from "./vectors";

interface Sentence {
  why: string;
  text: string;
  language?: Language;
  flags?: string[];
  types?: string[];
  handles?: string[];
  safe?: string[];
  muted?: string[];
  /** Codes in their order; `asks` are the softer questions; PRACTICE's own sentences also name the categories. */
  hits: string[];
  asks?: string[];
  categories?: string[];
}

interface Vectors {
  acceptance: Sentence[];
  traps: Sentence[];
  hits: Sentence[];
  scenarios: Sentence[];
  entries: Record<string, string>;
  private: { text: string; known?: string[]; kinds: string[] }[];
  balance: { why: string; sides?: [Side, Side]; text?: string; names?: [string, string]; uneven: string[] }[];
}

const vectors = loadVectors<Vectors>("coach");
const all = LANGUAGES.flatMap((language) => coach.entries[language].map((entry) => ({ language, entry })));

function hintsOf({ text, language = "en", muted, ...context }: Sentence): Hint[] {
  return findHints(text, { ...context, language, muted: new Set(muted) });
}

for (const name of ["acceptance", "traps", "hits", "scenarios"] as const) {
  for (const sentence of vectors[name]) {
    test(`${name}: ${sentence.why}: ${sentence.text}`, () => {
      const hints = hintsOf(sentence);
      const hits = hints.filter(({ category }) => category !== "ASK");
      assert.deepEqual(
        hits.map(({ code }) => code),
        sentence.hits,
      );
      assert.deepEqual([...new Set(hints.map(({ ask }) => ask).filter(Boolean))], sentence.asks ?? []);
      if (sentence.categories)
        assert.deepEqual(
          hits.map(({ category }) => category),
          sentence.categories,
        );
    });
  }
}

test("every entry is hit by a sentence of its own, and by nothing else", () => {
  assert.deepEqual(Object.keys(vectors.entries).sort(), all.map(({ entry }) => entry.code).sort());
  for (const { entry } of all) {
    const flags = (entry.only ?? []).flatMap(({ flag }) => flag?.split(" ") ?? []);
    const hints = findHints(vectors.entries[entry.code] as string, { language: "en", flags });
    assert.deepEqual(
      hints.map(({ code }) => code),
      [entry.code],
    );
  }
});

test("every single pattern is found, in capitals, without accents and with typographic signs too", () => {
  for (const { language, entry } of all) {
    for (const text of toPhrases(entry.find)) {
      const index = new Index([{ text, of: null, plural: "none" }]);
      const typed = text.replaceAll("*", "");
      const bare = typed.normalize("NFD").replace(/\p{M}/gu, "");
      for (const way of [typed, typed.toUpperCase(), bare, typed.replaceAll("'", "’")]) {
        assert.equal(index.find(readText(`(${way})`, language).words).length, 1, `${entry.code}: ${way}`);
      }
    }
  }
});

test("a hint points at the words it is about, and speaks the language of its sentence", () => {
  const text = "Heron sat down. Elle est toujours agressive.";
  const [first] = hintsOf({ why: "", text, hits: [] });
  assert.equal(text.slice(first?.start, first?.end), "agressive");
  assert.deepEqual([first?.language, first?.why], ["fr", "Résume la personne"]);
});

test("with a serious flag nothing is offered that says less", () => {
  for (const { entry } of all) {
    const [flag = "injury"] = (entry.only ?? []).flatMap(({ flag }) => flag?.split(" ") ?? []);
    const hint = findHints(vectors.entries[entry.code] as string, { language: "en", flags: [flag] }).find(
      ({ code }) => code === entry.code,
    );
    if (hint && !coach.who.includes(entry.category)) assert.deepEqual([hint.ask, hint.try], ["detail", ""], entry.code);
  }
});

test("an unfinished text is read as calmly as a finished one", () => {
  for (const { text } of [...vectors.acceptance, ...vectors.traps, ...vectors.hits]) {
    for (let length = 0; length <= text.length; length += 1) assert.ok(findHints(text.slice(0, length), { language: "fr" }).length <= 3);
  }
});

for (const { text, known = [], kinds } of vectors.private) {
  test(`private: ${text}`, () => {
    assert.deepEqual(
      findPrivate(text, known).map(({ kind }) => kind),
      kinds,
    );
  });
}

test("nothing in the scenarios' own words looks private", () => {
  for (const { text, handles = [] } of vectors.scenarios) assert.deepEqual(findPrivate(text, handles), [], text);
});

for (const { why, sides, text, names, uneven } of vectors.balance) {
  test(`balance: ${why}`, () => {
    const both = sides ?? toSides(text as string, names as [string, string], "en");
    assert.deepEqual(compareSides(both, { language: "en" }), uneven);
    assert.deepEqual(compareSides([both[1], both[0]], { language: "en" }), uneven);
  });
}

test("two sides aren't weighed where harm is flagged, nor where it isn't about two", () => {
  const text = "Heron came in, sat down, waited for a long time, asked twice, and went out. Cedar left.";
  assert.deepEqual(findUneven(text, ["Heron", "Cedar"], { language: "en" }), ["length"]);
  assert.deepEqual(findUneven(text, ["Heron", "Cedar"], { language: "en", flags: ["injury"] }), []);
  assert.deepEqual(findUneven(text, ["Heron"], { language: "en" }), []);
  assert.deepEqual(findUneven(text, ["Heron", "Cedar", "Finch"], { language: "en" }), []);
});

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-11-23T10:40:00Z");

test("put aside twice it is quiet for thirty days, and then is heard again", () => {
  const once = withDismissal([], NOW);
  assert.ok(!isQuietNow(once, NOW));
  const twice = withDismissal(once, NOW + DAY_MS);
  assert.ok(isQuietNow(twice, NOW + DAY_MS));
  assert.ok(isQuietNow(twice, NOW + 30 * DAY_MS));
  assert.ok(!isQuietNow(twice, NOW + 31 * DAY_MS));
  assert.ok(!isQuietNow(withDismissal(twice, NOW + 40 * DAY_MS), NOW + 40 * DAY_MS), "it is counted anew");
});
