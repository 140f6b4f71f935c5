import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../core/check";
import { Clock, orderOf, parse } from "../core/clock";
import { fold } from "../core/fold";
import { Ids, isId } from "../core/ids";
import { defaultFor, evaluate } from "../core/rules";
import type { Change, Rule, Value, Values } from "../core/types";
import { loadVectors, practice } from "./vectors";

interface FormVector {
  why: string;
  form: string;
  kind: string;
  making: boolean;
  values: Values;
  faults: [string, string][];
}

for (const name of ["quick_log", "guided_talk", "check_in", "escalation", "handover", "view"]) {
  for (const vector of loadVectors<FormVector[]>(`forms/${name}`)) {
    test(`answers of ${name}: ${vector.why}`, () => {
      const found = check(practice, practice.form(vector.form), vector.kind, vector.values, vector.making);
      assert.deepEqual(
        found.map((fault) => [fault.field, fault.code]),
        vector.faults,
      );
    });
  }
}

for (const vector of loadVectors<{ why: string; form: string; field: string; values: Values; default: Value }[]>("defaults")) {
  test(`defaults: ${vector.why}`, () => {
    const form = practice.form(vector.form);
    const question = practice.question(form, vector.field);
    assert.ok(question);
    assert.equal(defaultFor(practice, form, question, vector.values), vector.default);
  });
}

for (const vector of loadVectors<{ why: string; form: string; rule: Rule; values: Values; holds: boolean }[]>("rules")) {
  test(`rules: ${vector.why}`, () => {
    assert.equal(evaluate(practice, practice.form(vector.form), vector.rule, vector.values), vector.holds);
  });
}

interface Stamps {
  sorted: string[];
  order_of: { why: string; stamp: string; received: number; order: string }[];
  make: { why: string; node: string; steps: { now: number; see?: string; stamp?: string; times?: number }[] }[];
  bad: string[];
}

const stamps = loadVectors<Stamps>("stamps");

test("stamps sort as text", () => {
  assert.deepEqual([...stamps.sorted].sort(), stamps.sorted);
});

for (const vector of stamps.order_of) {
  test(`order: ${vector.why}`, () => assert.equal(orderOf(vector.stamp, vector.received), vector.order));
}

for (const vector of stamps.make) {
  test(`clock: ${vector.why}`, () => {
    const clock = new Clock(vector.node);
    for (const { now, see, stamp, times } of vector.steps) {
      if (see) clock.see(see, now);
      else {
        let made = "";
        for (let i = 0; i < (times ?? 1); i += 1) made = clock.make(now);
        assert.equal(made, stamp);
      }
    }
  });
}

for (const text of stamps.bad) {
  test(`no stamp: ${JSON.stringify(text)}`, () => assert.equal(parse(text), null));
}

interface FoldVector {
  why: string;
  changes: { id: string; stamp: string; order?: string; set: Values }[];
  fold: Values;
}

for (const vector of loadVectors<FoldVector[]>("fold")) {
  test(`fold: ${vector.why}`, () => {
    for (const turned of [vector.changes, [...vector.changes].reverse(), [...vector.changes, ...vector.changes]]) {
      const held = turned.map((one) => ({
        change: { ...one, record: one.id, kind: "conflict", form: "quick_log@1" } as Change,
        order: one.order ?? one.stamp,
        by: "Ama",
      }));
      assert.deepEqual(fold(held), vector.fold);
    }
  });
}

test("ids grow, whatever the clock does", () => {
  let seed = 7;
  const ids = new Ids((length) => Uint8Array.from({ length }, () => (seed = (seed * 31 + 11) % 256)));
  const made = [5, 5, 5, 3, 9, 9, 1].map((now) => ids.make(1_795_430_400_000 + now));
  assert.deepEqual([...made].sort(), made);
  assert.equal(new Set(made).size, made.length);
  assert.ok(made.every(isId));
});

const known = loadVectors<{ good: string[]; bad: unknown[]; sorted: string[] }>("ids");

test("ids are told from what isn't one, and sort as text", () => {
  for (const id of known.good) assert.ok(isId(id), id);
  for (const id of known.bad) assert.ok(!isId(id), JSON.stringify(id));
  assert.deepEqual([...known.sorted].sort(), known.sorted);
});

test("an id tells the time of its making", () => {
  const made = new Ids((length) => new Uint8Array(length)).make(1_795_430_400_010);
  assert.equal(Number.parseInt(made.replaceAll("-", "").slice(0, 12), 16), 1_795_430_400_010);
});
