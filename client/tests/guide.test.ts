import assert from "node:assert/strict";
import { test } from "node:test";
import type { Values } from "../core/types";
import { checkIns, nextStep, openDaysSince, satisfied, settled, situationsOf, type Clocks } from "../practice/clocks";
import { levelOf, type Triggers } from "../practice/levels";
import { loadPractice, loadVectors, practice } from "./vectors";

interface ClockVectors {
  situations: { why: string; facts: Values; codes: string[] }[];
  due: { why: string; facts: Values; at: string; zone: string; open_days: number[]; ends_on?: string; due: string[] }[];
  satisfied: { why: string; values: Values; is: string }[];
  settled: { why: string; latest: Values[]; agreed: boolean; quiet_days: number; is: boolean }[];
  open_days_since: { why: string; at: string; now: string; zone: string; open_days: number[]; days: number }[];
  next: { why: string; values: Values; tries: number; has_plan: boolean; next: string }[];
}

const clocks = loadPractice<Clocks>("clocks.json");
const triggers = loadPractice<Triggers>("triggers.json");
const vectors = loadVectors<ClockVectors>("clocks");

for (const vector of vectors.situations) {
  test(`situations: ${vector.why}`, () => {
    const found = situationsOf(practice, clocks, vector.facts).map((situation) => situation.code);
    assert.deepEqual(found, vector.codes);
  });
}

for (const vector of vectors.due) {
  test(`due: ${vector.why}`, () => {
    const rows = situationsOf(practice, clocks, vector.facts);
    const due = checkIns(rows, Date.parse(vector.at), vector.zone, vector.open_days, vector.ends_on);
    assert.deepEqual(due, vector.due.map(Date.parse));
  });
}

for (const vector of vectors.satisfied) {
  test(`satisfied: ${vector.why}`, () => assert.equal(satisfied(practice, vector.values), vector.is));
}

for (const vector of vectors.settled) {
  test(`settled: ${vector.why}`, () => {
    assert.equal(settled(practice, vector.latest, vector.agreed, vector.quiet_days), vector.is);
  });
}

for (const vector of vectors.open_days_since) {
  test(`open days: ${vector.why}`, () => {
    const days = openDaysSince(Date.parse(vector.at), Date.parse(vector.now), vector.zone, vector.open_days);
    assert.equal(days, vector.days);
  });
}

for (const vector of vectors.next) {
  test(`next: ${vector.why}`, () => {
    assert.equal(nextStep(practice, vector.values, vector.tries, vector.has_plan), vector.next);
  });
}

for (const vector of loadVectors<{ why: string; facts: Values; level: string | null; triggers: string[] }[]>("levels")) {
  test(`levels: ${vector.why}`, () => {
    const found = levelOf(practice, triggers, vector.facts);
    assert.equal(found.level, vector.level);
    assert.deepEqual(
      found.triggers.map((trigger) => trigger.code),
      vector.triggers,
    );
  });
}
