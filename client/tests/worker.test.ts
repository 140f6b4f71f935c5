import assert from "node:assert/strict";
import { test } from "node:test";
import { Book, type Entry } from "../core/book";
import { without } from "../core/taken";
import type { Change } from "../core/types";
import { audienceOf, listByAudience } from "../practice/audiences";
import { isWrittenLater, listWords, mayChange } from "../practice/corrections";
import { heatRange, isMasked, listViews } from "../practice/matters";
import { shiftEnd } from "../practice/shift";
import { practice, loadPractice } from "./vectors";
import { log, record } from "./records";

const NOW = 1_795_430_400_000;
const HOUR = 3_600_000;
const LOG = "01a207fd-c00a-7c48-9759-000000000001";

const change = (n: number, set: Change["set"], more: Partial<Change> = {}): Change => ({
  id: `01a207fd-c00a-7c48-9759-00000000000${n}`,
  record: LOG,
  kind: "conflict",
  stamp: `${new Date(NOW + n).toISOString()}-0000-9f3c0a17b2d4e685`,
  form: "quick_log@1",
  set,
  ...more,
});
const taking = (n: number): Change => {
  const id = change(n, {}).id;
  return change(n, { reason: "asked", field: "saw" }, { record: id, kind: "withdrawal", parent: LOG, form: "withdrawal@1" });
};
const came = (one: Change): Entry => ({ e: "change", order: one.stamp, account: "ama", by: "Ama", root: LOG, change: one });

test("words taken out are gone from answers, history and what is kept, whatever comes first", () => {
  const entries = [came(change(1, { heat: "h1", saw: "a name" })), came(taking(2))];
  for (const order of [entries, [...entries].reverse()]) {
    const book = new Book();
    for (const entry of order) book.apply(entry);
    assert.doesNotMatch(JSON.stringify([book.records(NOW), book.toEntries(), book.clean(entries)]), /a name/);
    assert.equal(book.records(NOW).find((one) => one.id === LOG)?.values["heat"], "h1");
  }
});

test("what is written after the taking out stays", () => {
  const book = new Book();
  for (const one of [change(1, { saw: "a name" }), taking(2), change(3, { saw: "plain words" })]) book.save(one, "Ama");
  assert.equal(book.records(NOW).find((one) => one.id === LOG)?.values["saw"], "plain words");
});

test("a draft and a talk lose the words of that record and of no other", () => {
  const talk = { id: "talk", conflict: LOG, known: { saw: "x", heat: "h1" }, people: [{ id: "a", values: { saw: "kept" } }] };
  const saved = { [LOG]: { saw: "x" }, a: { saw: "kept" } };
  const draft = { id: "d", record: LOG, values: { saw: "x", place: "yard" }, talk: { ...talk, saved } };
  const left = without(draft, LOG, "saw");
  assert.deepEqual(left.values, { place: "yard" });
  assert.deepEqual(left.talk.known, { heat: "h1" });
  assert.deepEqual(left.talk.saved, { [LOG]: {}, a: { saw: "kept" } });
  assert.deepEqual(left.talk.people, talk.people);
});

test("an author changes a log for 24 hours, and mends a refused one at any time", () => {
  const own = log({ made: NOW });
  assert.ok(mayChange(own, NOW + 24 * HOUR - 1));
  assert.ok(!mayChange(own, NOW + 24 * HOUR));
  assert.ok(mayChange({ ...own, mend: { code: "bad_answer", field: "heat", sentence: "" } }, NOW + 99 * HOUR));
  assert.ok(!mayChange({ ...own, mend: { code: "after_a_day", field: "heat", sentence: "" } }, NOW + 99 * HOUR));
  assert.ok(!mayChange({ ...own, mine: false }, NOW));
});

test("more than an hour after it happened is written later", () => {
  assert.ok(!isWrittenLater(NOW + HOUR, NOW));
  assert.ok(isWrittenLater(NOW + HOUR + 1, NOW));
});

test("only one's own typed words can be taken out", () => {
  const tree = [
    log({ values: { saw: "x", heat: "h1", people: ["Heron"] } }),
    record({ kind: "view", mine: false, values: { saw: "theirs" } }),
  ];
  assert.deepEqual(
    listWords(practice, tree).map((one) => one.question.field),
    ["people", "saw"],
  );
});

test("two views give a range, never a mean; one that was taken back counts for nothing", () => {
  const mine = log({ id: LOG, values: { heat: "h1" } });
  const hot = record({ id: "v1", kind: "view", parent: LOG, values: { heat: "h3" } });
  const cold = record({ id: "v2", kind: "view", parent: LOG, mine: false, values: { heat: "h0" } });
  const gone = record({ kind: "withdrawal", parent: "v2", mine: false, values: { reason: "mistake" } });
  const views = listViews(mine, [mine, hot, cold, gone]);
  assert.deepEqual(views, [hot]);
  assert.deepEqual(heatRange(practice, [mine, ...views]), ["h1", "h3"]);
  assert.deepEqual(heatRange(practice, [mine]), ["h1"]);
});

test("a stop flag masks at once, also one in a second view, until it is cleared by name", () => {
  const mine = log({ id: LOG });
  const view = record({ kind: "view", parent: LOG, values: { flags: ["injury"] } });
  assert.ok(!isMasked(practice, mine, [mine]));
  assert.ok(isMasked(practice, mine, [mine, view]));
  assert.ok(!isMasked(practice, log({ id: LOG, values: { cleared: ["injury"] } }), [view]));
  assert.ok(isMasked(practice, log({ values: { types: ["racism_discrimination"] } }), []));
});

test("“end of shift” is the end of the part of the day", () => {
  const at = (hour: number): number => new Date(2026, 10, 23, hour, 20).getTime();
  assert.equal(shiftEnd(practice, at(9)), new Date(2026, 10, 23, 11).getTime());
  assert.equal(shiftEnd(practice, at(17)), new Date(2026, 10, 23, 22).getTime());
  assert.equal(shiftEnd(practice, at(23)), new Date(2026, 10, 24, 6).getTime());
});

test("the page of who sees what says of each question what its letters say", () => {
  const kinds = loadPractice<Record<string, { makers: string[] }>>("kinds.json");
  const form = practice.form("quick_log@1");
  const groups = listByAudience(form, kinds);
  const names = (of: keyof typeof groups): string[] => groups[of].map((question) => question.field);
  assert.deepEqual(names("me"), ["worker_ok"]);
  assert.deepEqual(names("listed"), ["concerns"]);
  assert.ok(names("floor").includes("people") && names("supervisor").includes("saw"));
  assert.equal(Object.values(groups).flat().length, form.questions.length);
  assert.equal(audienceOf({ sees: ["N"] }), "counts");
  const escalation = practice.form("escalation@1");
  assert.ok(!listByAudience(escalation, kinds).supervisor.some((question) => question.kind === "limit"));
});
