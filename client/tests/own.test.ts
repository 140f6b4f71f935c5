import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../core/check";
import { Practice } from "../core/definitions";
import { isOffered, settingsOf, withOwn, type Row } from "../core/own";
import { ownQuestions } from "../core/own_questions";
import type { Option, Values } from "../core/types";
import type { Clocks, Situation } from "../practice/clocks";
import { own } from "../practice/own";
import { clocksHere, countsHere, withDays } from "../practice/own_days";
import { linesOf, lineOf } from "../practice/content";
import { loadPractice, loadVectors, practice } from "./vectors";

interface OwnVectors {
  options: Option[];
  lists: { why: string; rows: Row[]; first: string[]; more: string[]; words: Record<string, string[]> }[];
  settings: { why: string; records: { id: string; made: number; values: Values }[]; values: Values }[];
  questions: { why: string; rows: Row[]; questions: unknown[] }[];
  asked: Row[];
  answers: { why: string; set: Values; faults: unknown[] }[];
  days: { why: string; rows: { code: string; days: string }[]; days: Record<string, Situation["check_ins"]> }[];
}

const vectors = loadVectors<OwnVectors>("own");
const clocks = loadPractice<Clocks>("clocks.json");

for (const vector of vectors.lists) {
  test(`own list: ${vector.why}`, () => {
    const all = withOwn(vectors.options, vector.rows);
    const found = all.filter(isOffered);
    const placed = found.filter((one) => one["tile"] !== undefined).sort((a, b) => Number(a["tile"]) - Number(b["tile"]));
    assert.deepEqual(
      placed.map(({ code }) => code),
      vector.first,
    );
    assert.deepEqual(
      found.filter((one) => one["tile"] === undefined).map(({ code }) => code),
      vector.more,
    );
    for (const [code, words] of Object.entries(vector.words)) assert.deepEqual(all.find((one) => one.code === code)?.label, words);
  });
}

for (const vector of vectors.settings) {
  test(`settings: ${vector.why}`, () => {
    assert.deepEqual(settingsOf(vector.records.map((one) => ({ ...one, kind: "setting" }))), vector.values);
  });
}

for (const vector of vectors.days) {
  test(`own days: ${vector.why}`, () => {
    const found = new Map(withDays(clocks.situations, vector.rows).map((one) => [one.code, one.check_ins]));
    for (const [code, days] of Object.entries(vector.days)) assert.deepEqual(found.get(code), days);
  });
}

test("a closed place is offered no more and keeps its words; opened again, all is as it was", () => {
  const here = new Practice({ place: { options: [...(practice.vocabularies["place"]?.options ?? [])] } }, {});
  const question = { options: "place" } as never;
  const before = here.optionsOf(question);
  assert.ok(before.length > 0 && before.every((option) => !option["own"]));
  here.takeOwn({ places: [{ code: "washroom", en: "Old washroom", shown: "closed" }] });
  assert.ok(!here.optionsOf(question).some(({ code }) => code === "washroom"));
  assert.deepEqual(here.option(["place"], "washroom")?.label, ["Old washroom", "Old washroom"]);
  here.add({}, {});
  assert.deepEqual(here.option(["place"], "washroom")?.label, ["Old washroom", "Old washroom"], "what loads later changes nothing");
  here.takeOwn({});
  assert.deepEqual(here.optionsOf(question), before);
});

test("lines of the centre's own come first, and what a code says is known", () => {
  const usual = linesOf("ground_rules", [], false);
  own.value = {
    ground_rules: [
      { code: "GR_own_1", en: "Shoes off.", fr: "Sans souliers.", shown: "first" },
      { code: "GR3", shown: "closed" },
    ],
  };
  const lines = linesOf("ground_rules", [], false).map(({ code }) => code);
  assert.equal(lines[0], "GR_own_1");
  assert.ok(!lines.includes("GR3"));
  assert.equal(lineOf("ground_rules", "GR_own_1")?.label[1], "Sans souliers.");
  assert.ok(lineOf("ground_rules", "GR3"));
  own.value = { open_days: ["mon", "sun"] };
  assert.deepEqual(clocksHere().openDays, [1, 7]);
  assert.deepEqual(countsHere([1, 2, 7], "2026-11-24"), [5, 12], "from a Tuesday: the next Sunday twice, and the one after");
  own.value = {};
  assert.deepEqual(linesOf("ground_rules", [], false), usual);
});

for (const vector of vectors.questions) {
  test(`own questions: ${vector.why}`, () => {
    const found = ownQuestions("conflict", vector.rows, "").map(({ question, options }) => ({
      field: question.field,
      sees: question.sees,
      type: question.type,
      label: question.label,
      asked: !question.retired,
      answers: options.map((one) => [one.code, one.label, isOffered(one)]),
    }));
    assert.deepEqual(found, vector.questions);
  });
}

for (const vector of vectors.answers) {
  test(`answers to own questions: ${vector.why}`, () => {
    const here = new Practice(practice.vocabularies, practice.forms);
    here.takeOwn({ check_in_questions: vectors.asked as unknown as Values[string] });
    const faults = check(here, here.form("check_in@1"), "check_in", vector.set, false);
    assert.deepEqual(
      faults.map(({ field, code }) => [field, code]),
      vector.faults,
    );
  });
}

test("own questions stand among what may be added, each with its answers; a closed one is read and not asked", () => {
  const here = new Practice(practice.vocabularies, practice.forms);
  const usual = here.form("quick_log@1").chips ?? [];
  here.takeOwn({ log_questions: vectors.asked as unknown as Values[string] });
  const form = here.form("quick_log@1");
  assert.deepEqual(form.chips, [...usual, "own_floor_one_1", "own_lead_text_1"]);
  const closed = here.question(form, "own_floor_many_1")!;
  assert.deepEqual(
    here.optionsOf(closed).map(({ code }) => code),
    ["a", "c"],
  );
  here.add({}, {});
  assert.equal(here.form("quick_log@1").questions.length, form.questions.length, "what loads later adds none twice");
  here.takeOwn({});
  assert.deepEqual(here.form("quick_log@1").chips, usual);
});
