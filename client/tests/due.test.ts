import assert from "node:assert/strict";
import { test } from "node:test";
import type { Values } from "../core/types";
import { countTries, isNameless, listDue, type Due } from "../practice/due";
import { NOW, Shelf, ZONE } from "./views";

const list = (shelf: Shelf, me = "ama"): Due[] => listDue(shelf.all, me, NOW, ZONE);
const others = { mine: false, by: "Ben" };

for (const [day, when] of [
  ["2026-11-23", "owed"],
  ["2026-11-24", "today"],
  ["2026-11-25", "later"],
] as const) {
  test(`due on ${day} is ${when} on the 24th`, () => {
    const shelf = new Shelf();
    shelf.ask(day);
    const [line] = list(shelf);
    assert.deepEqual(
      [line?.when, line?.about?.values["handle"], isNameless(line?.about), line?.attempts.length],
      [when, "Heron", false, 0],
    );
  });
}

test("the due day ends in the centre's zone, not in the phone's", () => {
  const shelf = new Shelf();
  const { party } = shelf.ask("2026-11-30");
  shelf.all = shelf.all.slice(0, -1);
  shelf.add("follow_up", { due: "2026-11-25T04:30:00.000+00:00" }, party); // 23:30 on the 24th in Toronto
  assert.equal(list(shelf)[0]?.when, "today");
});

test("what is late stays: a year on it is still owed", () => {
  const shelf = new Shelf();
  shelf.ask("2025-11-24");
  assert.equal(list(shelf)[0]?.when, "owed");
});

for (const [why, attempts, stands] of [
  ["reached ends it", [{ reached: "reached", next: "check_again", next_on: "2026-11-27" }], null],
  ["declined ends it", [{ reached: "declined", next: "close" }], null],
  ["who comes no more isn't asked any more", [{ reached: "moved_on", next: "close" }], null],
  ["once not found, it is due again on the next date", [{ reached: "not_found", next: "check_again", next_on: "2026-11-27" }], "later"],
  ["not found twice ends it", [{ reached: "not_found", next: "check_again", next_on: "2026-11-23" }, { reached: "not_found", next: "supervisor" }], null],
  ["not found, closed at once", [{ reached: "not_found", next: "close" }], null],
  ["twice not found, and a third try is wanted", [{ reached: "not_found", next: "check_again", next_on: "2026-11-23" }, { reached: "not_found", next: "check_again", next_on: "2026-11-26" }], "later"],
  ["not safe to ask doesn't end it, however often", [1, 2, 3].map(() => ({ reached: "not_safe_to_ask", next: "check_again", next_on: "2026-11-24" })), "today"],
  ["not safe to ask without a date stays owed", [{ reached: "not_safe_to_ask", next: "supervisor" }], "owed"],
  ["another's attempt that says its next step alone: closed", [{ next: "close" }], null],
  ["another's attempt that says its next step alone: again", [{ next: "check_again", next_on: "2026-11-24" }], "today"],
  ["another's attempt that says its next step alone: the supervisor has it", [{ next: "supervisor" }], null],
] as [string, Values[], string | null][]) {
  test(why, () => {
    const shelf = new Shelf();
    const { party } = shelf.ask("2026-11-23");
    for (const values of attempts) shelf.add("check_in", values, party, values["reached"] ? {} : others);
    assert.equal(list(shelf)[0]?.when ?? null, stands);
    if (stands) assert.equal(list(shelf)[0]?.attempts.length, attempts.length);
  });
} // prettier-ignore

test("an attempt before it was asked for ends nothing", () => {
  const shelf = new Shelf();
  const { party, followUp } = shelf.ask("2026-11-24");
  shelf.add("check_in", { reached: "reached", next: "close" }, party, { made: followUp.made - 1 });
  assert.equal(list(shelf).length, 1);
});

test("a check-in asked for anew after an attempt takes the older one's place", () => {
  const shelf = new Shelf();
  const { party } = shelf.ask("2026-11-23");
  shelf.add("check_in", { next: "check_again", next_on: "2026-11-30" }, party, others);
  const next = shelf.add("follow_up", { due: "2026-11-30T12:00:00.000-05:00" }, party, others);
  assert.deepEqual(
    list(shelf).map((line) => [line.followUp.id, line.when, line.attempts.length]),
    [[next.id, "later", 0]],
  );
});

test("one line a person: asked for several times at once, the earliest day counts", () => {
  const shelf = new Shelf();
  const { party } = shelf.ask("2026-11-24");
  shelf.add("follow_up", { due: "2026-11-30T12:00:00.000-05:00" }, party);
  assert.deepEqual(list(shelf).map((line) => line.day), ["2026-11-24"]); // prettier-ignore
});

test("where no name was kept it is there for its author alone", () => {
  const shelf = new Shelf();
  const log = shelf.add("conflict", {});
  shelf.add("follow_up", { due: "2026-11-24T10:40:00.000-05:00" }, log);
  assert.deepEqual(list(shelf).map((line) => [isNameless(line.about), line.when]), [[true, "today"]]); // prettier-ignore
  const bens = new Shelf();
  const other = bens.add("conflict", {}, null, others);
  bens.add("follow_up", { due: "2026-11-24T10:40:00.000-05:00" }, other, others);
  assert.deepEqual(list(bens), []);
});

test("a projection without its person is still owed", () => {
  const shelf = new Shelf();
  const { party } = shelf.ask("2026-11-24", {}, others);
  shelf.all = shelf.all.filter((one) => one !== party);
  assert.deepEqual(list(shelf).map((line) => [line.about, isNameless(line.about)]), [[undefined, false]]); // prettier-ignore
});

test("assigned to a co-worker or taken over by one, it is another's; whoever takes it last has it", () => {
  const shelf = new Shelf();
  const { followUp } = shelf.ask("2026-11-24");
  assert.equal(list(shelf)[0]?.others, false);
  followUp.values["assigned"] = ["ben"];
  assert.equal(list(shelf)[0]?.others, true);
  assert.equal(list(shelf, "ben")[0]?.others, false);
  shelf.add("taking", {}, followUp);
  assert.equal(list(shelf)[0]?.others, false);
  shelf.add("taking", {}, followUp, others);
  assert.deepEqual([list(shelf)[0]?.others, list(shelf)[0]?.taken?.by], [true, "Ben"]);
});

for (const what of ["follow_up", "party", "check_in"] as const) {
  test(`a ${what} that was taken back counts no more`, () => {
    const shelf = new Shelf();
    const { party, followUp } = shelf.ask("2026-11-24");
    const done = what === "check_in" ? shelf.add("check_in", { reached: "reached", next: "close" }, party) : null;
    shelf.add("withdrawal", { reason: "mistake" }, done ?? (what === "party" ? party : followUp));
    assert.equal(list(shelf).length, done ? 1 : 0);
  });
}

test("declined from the start is never due", () => {
  const shelf = new Shelf();
  const { party } = shelf.ask("2026-11-24");
  shelf.all = shelf.all.slice(0, -1);
  shelf.add("follow_up", { how: "declined" }, party);
  assert.deepEqual(list(shelf), []);
});

test("the earliest day comes first", () => {
  const shelf = new Shelf();
  for (const day of ["2026-11-26", "2026-11-20", "2026-11-24"]) shelf.ask(day);
  assert.deepEqual(list(shelf).map((line) => line.when), ["owed", "today", "later"]); // prettier-ignore
});

test("a try of another's whose answer isn't known here counts as one", () => {
  const shelf = new Shelf();
  const attempts = [shelf.add("check_in", { next: "check_again" }), shelf.add("check_in", { reached: "not_safe_to_ask" })];
  assert.equal(countTries(attempts), 1);
});
