import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecordView } from "../contract";
import type { Values } from "../core/types";
import { offerOf, stepsOf, wayOf } from "../practice/offer";
import { createTalk, type Talk } from "../practice/talk";
import { practice } from "./vectors";

const LOG = "01a207fd-c00a-7c48-9759-000000000001";
const KNOWN: Values = { safe_now: "yes", types: ["queue_turn"], heat: "h1" };
const STOPS = (practice.vocabularies["flag"]?.options ?? []).filter((option) => option["stop"]).map((option) => option.code);
/** Every place where a flag can be set, and the field it stands in there. */
const PLACES: [kind: string, field: string][] = [
  ["conflict", "flags"],
  ["view", "flags"],
  ["check_in", "flags"],
  ["talk", "flags"],
  ["escalation", "why"],
];

let count = 0;
const talkOf = (known: Values = KNOWN): Talk => createTalk(() => `id-${(count += 1)}`, LOG, known, [], 0);

function record(kind: string, values: Values, more: Partial<RecordView> = {}): RecordView {
  return {
    id: kind === "conflict" ? LOG : `${kind}-1`, kind, parent: null, root: LOG, mine: false, by: "Ben", made: 0, values,
    masked: false, care: null, state: null, safeAt: null, mend: null, history: [], ...more,
  }; // prettier-ignore
}

test("there are thirteen stop flags", () => assert.equal(STOPS.length, 13));

for (const flag of STOPS) {
  for (const [kind, field] of PLACES) {
    test(`${flag} in a ${kind} takes joint talk and its steps away`, () => {
      const offer = offerOf(practice, talkOf(), [record(kind, { [field]: [flag] })]);
      assert.equal(offer.joint, false);
      const open = new Set(stepsOf(offer).map((step) => step.code));
      for (const gone of ["s3", "s5", "s7", "s8"]) assert.ok(!open.has(gone), gone);
      for (const mode of [undefined, "together", "shuttle", "one_person"]) {
        assert.deepEqual(wayOf(offer, mode), ["s1", "s2", "fit", "s4", "s9", "s10"]);
      }
    });
  }
  test(`${flag} set in the talk itself counts at once`, () => {
    const talk = talkOf();
    assert.equal(offerOf(practice, { ...talk, values: { flags: [flag] } }, []).joint, false);
  });
  test(`${flag} cleared by a supervisor by name gives it back`, () => {
    const offer = offerOf(practice, talkOf(), [record("conflict", { flags: [flag], cleared: [flag] })]);
    assert.equal(offer.joint, true);
  });
}

test("a line of care is enough, without its reason", () => {
  const care = { code: "separate", line: { en: "", fr: "" } };
  assert.equal(offerOf(practice, talkOf(), [record("conflict", {}, { care })]).joint, false);
});

test("a Separate-first type keeps people apart", () => {
  for (const type of ["racism_discrimination", "relationship_partner", "boundary_consent"]) {
    assert.equal(offerOf(practice, talkOf({ ...KNOWN, types: [type] }), []).joint, false, type);
  }
});

test("another matter's flag changes nothing here", () => {
  const other = record("conflict", { flags: ["weapon_seen"] }, { id: "other", root: "other" });
  assert.equal(offerOf(practice, talkOf(), [other]).joint, true);
});

test("an open route at little heat opens each beat's first step, and the check that a talk needs", () => {
  const offer = offerOf(practice, talkOf(), []);
  assert.deepEqual(wayOf(offer, "together"), ["s1", "fit", "s6", "s3", "s7", "s9"]);
  const careful = offerOf(practice, talkOf({ ...KNOWN, types: ["debt_borrowing"] }), []);
  assert.equal(careful.careful, true);
  assert.deepEqual(wayOf(careful, "together"), ["s1", "s2", "fit", "s6", "s3", "s5", "s7", "s4", "s8", "s9", "s10"]);
});
