import assert from "node:assert/strict";
import { test } from "node:test";
import type { Values } from "../core/types";
import { findFaultyField, nextScreen, screenBefore, withAnswer, withDefaults } from "../practice/flow";
import { practice } from "./vectors";

const form = practice.form("quick_log@1");
const STARTED = 1_795_430_400_000;
const TAPS: [string, string, Values[string]][] = [
  ["safe", "safe_now", "yes"],
  ["heat", "heat", "h1"],
  ["about", "types", ["space_seat"]],
  ["where", "place", "main_room"],
  ["ended", "outcome", "agreement"],
];

function walk(taps: typeof TAPS): { screens: string[]; values: Values } {
  let values: Values = {};
  let at = "safe";
  const screens = [at];
  for (const [, field, value] of taps) {
    values = withAnswer(practice, form, values, field, value);
    at = nextScreen(practice, form, values, at);
    screens.push(at);
  }
  return { screens, values };
}

test("the common case is five screens of one question, then look and save", () => {
  assert.deepEqual(walk(TAPS).screens, ["safe", "heat", "about", "where", "ended", "look"]);
});

test("flags are a sixth screen where their rule asks for them", () => {
  const hot = TAPS.map((tap): (typeof TAPS)[number] => (tap[1] === "heat" ? ["heat", "heat", "h2"] : tap));
  assert.deepEqual(walk(hot).screens, ["safe", "heat", "about", "where", "ended", "flags"]);
  const calm = withAnswer(practice, form, { ...walk(hot).values, flags: ["staff_conduct"], concerns: ["x"] }, "flags", ["none"]);
  assert.equal(calm["concerns"], undefined, "what is asked no more is dropped");
  assert.equal(nextScreen(practice, form, calm, "flags"), "look");
});

test("whoever changes one answer from look and save comes back to it", () => {
  const { values } = walk(TAPS);
  assert.equal(nextScreen(practice, form, withAnswer(practice, form, values, "place", "washroom"), "where"), "look");
  assert.equal(nextScreen(practice, form, withAnswer(practice, form, values, "heat", "h3"), "heat"), "flags");
  assert.equal(screenBefore(practice, form, values, "look"), "ended");
  assert.equal(screenBefore(practice, form, values, "safe"), null);
});

test("defaults are filled in at the save, and what is saved has no fault", () => {
  const whole = withDefaults(practice, form, walk(TAPS).values, STARTED);
  assert.equal(findFaultyField(practice, form, "conflict", whole, true), null);
  assert.equal(whole["people_count"], "2");
  assert.equal(whole["checkin_wish"], "not_offered");
  assert.equal(whole["tell_next"], "no");
  assert.equal(Date.parse(whole["happened_at"] as string), STARTED);
  assert.equal(whole["safety_line"], undefined);
});
