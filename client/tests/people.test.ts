import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecordView } from "../contract";
import { check } from "../core/check";
import type { Pair } from "../core/types";
import { findTwin, listCards, listDue, listHandles, looksLegal, offerWord, search } from "../practice/people";
import { log, record } from "./records";
import { practice } from "./vectors";

const DAY = 86_400_000;
const NOW = 1_795_430_400_000;
const named = (days: number, people: string[], more: Partial<RecordView> = {}): RecordView =>
  log({ made: NOW - days * DAY, values: { people }, ...more });
const party = (id: string, handle: string, days: number): RecordView =>
  record({ id, kind: "party", parent: "talk", made: NOW - days * DAY, values: { handle } });
const due = (parent: string, days: number): RecordView => record({ kind: "follow_up", parent, made: NOW - days * DAY });
const attempt = (parent: string, reached: string): RecordView => record({ kind: "check_in", parent, made: NOW, values: { reached } });

test("names are of the last 14 days and of open check-ins, each once, by their letters", () => {
  const records = [
    named(1, ["Heron", "cedar"]),
    named(14, ["heron ", "Alder"]),
    named(15, ["Wren"]),
    party("p", "Otter", 40),
    due("p", 39),
  ];
  assert.deepEqual(listHandles(records, NOW), ["Alder", "cedar", "heron ", "Otter"]);
  assert.deepEqual(listHandles([party("q", "Tern", 40)], NOW), []);
});

test("a check-in that reached nobody stays open, one that reached them closes it", () => {
  const open = [party("p", "Otter", 40), due("p", 39), attempt("p", "not_found")];
  assert.deepEqual(listHandles(open, NOW), ["Otter"]);
  assert.equal(listDue("OTTER", open).length, 1);
  assert.deepEqual(listHandles([...open, attempt("p", "reached")], NOW), []);
});

test("nothing masked and nothing taken back is searched", () => {
  const gone = record({ kind: "withdrawal", parent: "gone", values: { reason: "mistake" } });
  assert.deepEqual(listHandles([named(1, ["Heron"], { masked: true }), named(1, ["Cedar"], { id: "gone" }), gone], NOW), []);
});

test("fewer than two letters find nothing; two find the beginnings of words, accents or not", () => {
  const handles = ["Épinette", "Old Heron", "Heron", "Cedar"];
  assert.deepEqual(search(handles, "h"), []);
  assert.deepEqual(search(handles, " h "), []);
  assert.deepEqual(search(handles, "he"), ["Old Heron", "Heron"]);
  assert.deepEqual(search(handles, "ep"), ["Épinette"]);
  assert.deepEqual(search(handles, "ar"), []);
});

test("a name that is here already is noticed, and one letter beside it", () => {
  const handles = ["Heron", "Elm"];
  assert.equal(findTwin(handles, " HERON"), "Heron");
  assert.equal(findTwin(handles, "Herons"), "Heron");
  assert.equal(findTwin(handles, "Hern"), "Heron");
  assert.equal(findTwin(handles, "Herun"), "Heron");
  assert.equal(findTwin(handles, "Cedar"), undefined);
  assert.equal(findTwin(handles, "Elk"), undefined, "of short names only the very same");
});

test("two capitalised words look like a full name; one, or a nickname, don't", () => {
  for (const name of ["Mary Smith", "Jean-Marc Côté", "Ana O'Neil"]) assert.ok(looksLegal(name), name);
  for (const name of ["Heron", "Big mike", "the twins", "M", "Mary S"]) assert.ok(!looksLegal(name), name);
});

test("the word on offer is one that nobody goes by, in either language", () => {
  const words: Pair[] = [
    ["Heron", "Héron"],
    ["Cedar", "Cèdre"],
    ["Finch", "Pinson"],
  ];
  assert.deepEqual(offerWord(words, ["heron", "Cedre"], 0.99), ["Finch", "Pinson"]);
  assert.deepEqual(offerWord(words, [], 0), ["Heron", "Héron"]);
  assert.equal(offerWord(words, ["Heron", "Cedar", "Finch"], 0.5), undefined);
});

test("a card ends by itself, and is shared only with a yes", () => {
  const card = (ends_on: string): RecordView => record({ kind: "person", values: { handle: "Heron", helps: "Tea", ends_on } });
  assert.equal(listCards("heron", [card("2099-01-01")], NOW).length, 1);
  assert.equal(listCards("heron", [card("2020-01-01")], NOW).length, 0);
  assert.equal(listCards("cedar", [card("2099-01-01")], NOW).length, 0);
  const form = practice.form("person@1");
  const helps = { handle: "Heron", helps: "Tea", ends_on: "2099-01-01" };
  assert.deepEqual(check(practice, form, "person", helps, true), [{ field: "helps", code: "not_shown" }]);
  assert.deepEqual(check(practice, form, "person", { ...helps, shared: "yes" }, true), []);
});
