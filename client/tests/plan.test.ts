import assert from "node:assert/strict";
import { test } from "node:test";
import type { NewChange, RecordView, Values } from "../contract";
import { check } from "../core/check";
import type { Clocks } from "../practice/clocks";
import { listDue } from "../practice/due";
import { findMatter } from "../practice/matter";
import { daysToChoose, dueOn, EVERY, listPlanned, toPlan, usualFor, type Planned } from "../practice/plan";
import { loadPractice, practice } from "./vectors";
import { NOW, Shelf, ZONE } from "./views";

const clocks = loadPractice<Clocks>("clocks.json");
const TUESDAY = "2026-11-25T12:00:00.000-05:00";
const others = { mine: false, by: "Ben" };

/** A log of yesterday on a phone that holds nothing else. */
function logged(values: Values = {}, more: Partial<RecordView> = {}): { shelf: Shelf; log: RecordView } {
  const shelf = new Shelf();
  const given = { heat: "h1", outcome: "cooled_down", happened_at: "2026-11-23T10:40:00.000-05:00", checkin_wish: "each", ...values };
  return { shelf, log: shelf.add("conflict", given, null, { made: NOW - 3_600_000, ...more }) };
}

const list = ({ shelf, log }: ReturnType<typeof logged>): Planned[] => listPlanned(log, shelf.all, listDue(shelf.all, "ama", NOW, ZONE));

/** What a tap makes for the person at this place. */
function tap(on: ReturnType<typeof logged>, at: number, answer: Values | null): NewChange[] {
  const people = list(on);
  const changes = toPlan(on.log, people, people[at] as Planned, answer, () => "party", NOW);
  for (const { form, kind, values, record } of changes) {
    assert.deepEqual(check(practice, practice.form(form), kind, values, record === undefined), [], kind);
  }
  return changes;
}

const read = (changes: NewChange[]): unknown[] => changes.map(({ kind, parent, record, values }) => [kind, parent ?? record, values]);

test("everybody whom the log names is there, in the order of their names there", () => {
  const on = logged({ people: ["Heron", "Cedar"] });
  assert.deepEqual(list(on).map((one) => one.handle), ["Heron", "Cedar"]); // prettier-ignore
  const talk = on.shelf.add("talk", {}, on.log);
  on.shelf.add("party", { handle: "cedar " }, talk);
  on.shelf.add("party", { handle: "Finch" }, talk);
  on.shelf.add("party", {}, talk);
  assert.deepEqual(list(on).map((one) => one.handle), ["Heron", "Cedar", "Finch"]); // prettier-ignore
});

test("one tap plans: the person's part and the check-in below it in one save", () => {
  const on = logged({ people: ["Heron", "Cedar"] });
  assert.deepEqual(read(tap(on, 1, { due: TUESDAY })), [
    ["party", on.log.id, { handle: "Cedar" }],
    ["follow_up", "party", { due: TUESDAY }],
  ]);
});

test("without a name it stands below the log, and is not there on a co-worker's phone", () => {
  const on = logged();
  assert.deepEqual(read(tap(on, 0, { due: TUESDAY })), [["follow_up", on.log.id, { due: TUESDAY }]]);
  assert.deepEqual(list(logged({}, others)), []);
});

test("a person's part from the talk is used again; one's own before a co-worker's", () => {
  const on = logged({ people: ["Cedar"] });
  const talk = on.shelf.add("talk", {}, on.log);
  const mine = on.shelf.add("party", { handle: "Cedar" }, talk);
  on.shelf.add("party", { handle: "Cedar" }, on.log, others);
  assert.deepEqual(read(tap(on, 0, { due: TUESDAY })), [["follow_up", mine.id, { due: TUESDAY }]]);
});

test("what stands already: another day changes it, a second tap takes it back, no thanks has no day", () => {
  const on = logged({ people: ["Heron"], people_count: "1" });
  const party = on.shelf.add("party", { handle: "Heron" }, on.log);
  const due = on.shelf.add("follow_up", { due: TUESDAY, how: "phone" }, party);
  const later = "2026-12-01T12:00:00.000-05:00";
  assert.deepEqual(read(tap(on, 0, { due: later, how: "phone" })), [["follow_up", due.id, { due: later }]]);
  assert.deepEqual(read(tap(on, 0, null)), [["withdrawal", due.id, { reason: "mistake" }]]);
  assert.deepEqual(read(tap(on, 0, { how: "declined" })), [
    ["follow_up", due.id, { due: null, how: "declined" }],
    ["conflict", on.log.id, { checkin_wish: "declined" }],
  ]);
  due.values = { how: "declined" };
  on.log.values["checkin_wish"] = "declined";
  assert.deepEqual(list(on).map((one) => [one.line, one.own?.id]), [[undefined, due.id]]); // prettier-ignore
  assert.deepEqual(read(tap(on, 0, { due: TUESDAY })), [
    ["follow_up", due.id, { how: null, due: TUESDAY }],
    ["conflict", on.log.id, { checkin_wish: "each" }],
  ]);
});

test("a co-worker's, and one that was tried already, stay as they are; one that is done can be planned anew", () => {
  const on = logged({ people: ["Heron"] });
  const party = on.shelf.add("party", { handle: "Heron" }, on.log);
  const due = on.shelf.add("follow_up", { due: TUESDAY }, party, others);
  assert.deepEqual(list(on).map((one) => [one.line?.day, one.own]), [["2026-11-25", undefined]]); // prettier-ignore
  due.mine = true;
  assert.equal(list(on)[0]?.own, due);
  on.shelf.add("check_in", { reached: "not_found", next: "check_again", next_on: "2026-11-26" }, party);
  assert.deepEqual(list(on).map((one) => [one.line?.day, one.own]), [["2026-11-26", undefined]]); // prettier-ignore
  on.shelf.add("check_in", { reached: "reached", next: "close" }, party);
  assert.deepEqual(read(tap(on, 0, { due: TUESDAY })), [["follow_up", party.id, { due: TUESDAY }]]);
});

for (const [why, values, wish] of [
  ["nothing was offered before, one of two", { checkin_wish: "not_offered" }, "one"],
  ["nobody said how many", { checkin_wish: "not_offered", people: ["Heron"], people_count: "2" }, "one"],
  ["the only one", { checkin_wish: "not_offered", people: ["Heron"], people_count: "1" }, "each"],
  ["each was wanted, the other comes next", { checkin_wish: "each" }, undefined],
  ["one was wanted", { checkin_wish: "one" }, undefined],
] as [string, Values, string | undefined][]) {
  test(`QL-09 says what is planned: ${why}`, () => {
    const on = logged({ people: ["Heron", "Cedar"], ...values });
    assert.equal(tap(on, 0, { due: TUESDAY }).find((one) => one.kind === "conflict")?.values["checkin_wish"], wish);
  });
}

test("after a day the log's own answer stands, and never is a co-worker's log changed", () => {
  for (const more of [{ made: NOW - 25 * 3_600_000 }, others]) {
    const on = logged({ people: ["Heron"], checkin_wish: "not_offered" }, more);
    assert.deepEqual(tap(on, 0, { due: TUESDAY }).map((one) => one.kind), ["party", "follow_up"]); // prettier-ignore
  }
});

test("days are those of the clocks, at their hour; others at noon; none that has passed", () => {
  const { shelf, log } = logged({ heat: "h2" });
  const usual = usualFor(practice, clocks, findMatter(log.id, shelf.all), NOW, ZONE);
  assert.deepEqual(usual.days.map(({ day }) => day), ["2026-11-24", "2026-11-30"]); // prettier-ignore
  assert.equal(Date.parse(dueOn("2026-11-30", usual, NOW)), Date.parse("2026-11-30T10:40:00-05:00"));
  assert.match(dueOn("2026-11-26", usual, NOW), /^2026-11-26T12:00:00/);
  const calm = logged({ heat: "h0", outcome: "agreement", checkin_wish: "declined" }, {});
  assert.equal(usualFor(practice, clocks, findMatter(calm.log.id, calm.shelf.all), NOW + 30 * 86_400_000, ZONE).days.length, 0);
});

test("days to choose from stand once each and in order", () => {
  assert.deepEqual(daysToChoose("2026-11-24", [1, 7], ["2026-11-25", undefined, "2026-11-28"]), ["2026-11-25", "2026-11-28", "2026-12-01"]);
  assert.equal(daysToChoose("2026-11-24", EVERY, []).length, 14);
});
