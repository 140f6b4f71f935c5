import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecordView, Values } from "../contract";
import { toReferral, withoutOthers } from "../practice/referral";
import { complaintLines } from "../screens/cards/lines";
import { log, record } from "./records";

const LOG = log({ id: "log", values: { people: ["Heron", "Cedar"], place: "yard", types: ["noise"], saw: "Cedar shouted." } });
const ask = (values: Values): RecordView => record({ id: "ask", kind: "escalation", parent: "log", values });
const parts = [
  { who: "Cedar", part: "actions_reported" },
  { who: "Heron", part: "affected" },
];

test("other people's names are said otherwise, in any letters, and only as whole words", () => {
  assert.equal(withoutOthers("CEDAR told Heron. Cedarwood.", ["Cedar"], "another person"), "Another person told Heron. Cedarwood.");
  assert.equal(withoutOthers("Big Mike and Mike.", ["Mike", "Big Mike"], "X"), "X and X.");
  assert.equal(withoutOthers("What? (a+b)", ["(a+b)"], "X"), "What? X");
  assert.equal(withoutOthers("Nobody.", [], "X"), "Nobody.");
});

test("the page holds the facts without the other's name, and the affected person's own wishes", () => {
  const source = ask({ parts, saw: "Cedar pushed Heron's bag.", wishes: ["it_stops"], wish_text: "Cedar should stay away." });
  const page = toReferral(source, "Heron", [LOG, source], "another person");
  assert.deepEqual(page.people, ["Heron", "Cedar"]);
  assert.deepEqual(page.facts, ["Another person pushed Heron's bag."]);
  assert.deepEqual(page.wishes, ["it_stops"]);
  assert.deepEqual(page.words, ["[another person] should stay away."]);
  assert.deepEqual([page.place, page.types, page.agreed], ["yard", ["noise"], false]);
});

test("nobody gets another's wishes or words on their page", () => {
  const quotes = [
    { who: "Heron", words: "I am scared." },
    { who: "Cedar", words: "It was mine." },
  ];
  const source = ask({ parts, quotes, wishes: ["it_stops"], wish_text: "Leave me alone." });
  const page = toReferral(source, "cedar", [LOG, source], "X");
  assert.deepEqual(page.wishes, []);
  assert.deepEqual(page.words, ["It was mine."]);
});

test("one person's part in a talk is their page alone", () => {
  const talk = record({ id: "talk", kind: "talk", parent: "log" });
  const mine = record({
    id: "p",
    kind: "party",
    parent: "talk",
    values: { handle: "Heron", words: "Cedar and I need quiet.", needs: ["rest"] },
  });
  const other = record({ kind: "party", parent: "talk", values: { handle: "Cedar", words: "Not my fault.", needs: ["respect"] } });
  const page = toReferral(mine, "Heron", [LOG, talk, mine, other], "another person");
  assert.deepEqual(page.people, ["Heron"]);
  assert.deepEqual(page.facts, ["Another person shouted."]);
  assert.deepEqual(page.words, ["[another person] and I need quiet."]);
  assert.deepEqual(page.needs, ["rest"]);
});

test("consent stands as it was written; without handles the wishes are the person's", () => {
  const source = ask({ share_basis: "consent", wishes: ["space"] });
  const page = toReferral(source, null, [source], "X");
  assert.ok(page.agreed);
  assert.deepEqual([page.people, page.wishes], [[], ["space"]]);
});

test("the complaint card says to whom with the centre's own numbers, and how where it has none", () => {
  assert.match(complaintLines({ second_contact: [{ label: "Bea", number: "555 0143" }] }, "en").join(), /or Bea 555\u00a00143/);
  assert.match(complaintLines(null, "fr").join(), /Demandez qui reçoit les plaintes/);
});
