import assert from "node:assert/strict";
import { test } from "node:test";
import type { NewChange, RecordView } from "../contract";
import { check } from "../core/check";
import type { Values } from "../core/types";
import { addDays, CHECK_IN, findWorry, toChanges, withNext, type Around } from "../practice/check_in";
import type { Clocks } from "../practice/clocks";
import { listDue } from "../practice/due";
import { nextScreen, screensOf, withAnswer } from "../practice/flow";
import type { Triggers } from "../practice/levels";
import { findMatter, findOpenRequest, hasAgreement } from "../practice/matter";
import { loadPractice, practice } from "./vectors";
import { NOW, Shelf, ZONE } from "./views";

const clocks = loadPractice<Clocks>("clocks.json");
const triggers = loadPractice<Triggers>("triggers.json");
const WELL: Values = {
  reached: "reached", private: "yes", since: "better", safe_here: "yes", ok_with_it: "yes", news: "no", flags: ["none"],
}; // prettier-ignore
const AT = "2026-11-24T15:00:00.000-05:00";
const others = { mine: false, by: "Ben" };

function around(shelf: Shelf, followUp: RecordView, attempts: RecordView[] = []): Around {
  const day = String(followUp.values["due"]).slice(0, 10);
  return { practice, clocks, triggers, matter: findMatter(followUp.id, shelf.all), day, attempts, now: NOW, zone: ZONE };
}

function save(shelf: Shelf, followUp: RecordView, given: Values): NewChange[] {
  const line = listDue(shelf.all, "ama", NOW, ZONE).find((one) => one.followUp === followUp);
  const with_ = around(shelf, followUp, line?.attempts);
  const values = withNext(given, with_);
  const worry = findWorry(with_, values);
  const open = findOpenRequest(with_.matter);
  const due = line ?? { followUp, assigned: [], taken: null };
  return toChanges({ id: "new", due, me: "ama", values, worry, open, reason: "Reason.", at: AT }, with_);
}

function checkAll(changes: NewChange[]): void {
  for (const { form, kind, values, record } of changes) {
    assert.deepEqual(check(practice, practice.form(form), kind, values, record === undefined), [], kind);
  }
}

test("the way through: one question a screen, the private place first", () => {
  const form = practice.form(CHECK_IN);
  const asked = (values: Values): string[] => screensOf(practice, form, values).map((screen) => screen.id);
  assert.deepEqual(asked(WELL), ["reached", "private", "since", "safe_here", "ok_with_it", "still_suits", "news", "flags"]);
  assert.deepEqual(asked({ reached: "not_found" }), ["reached", "flags"]);
  const apart = withAnswer(practice, form, WELL, "private", "no");
  assert.deepEqual(asked(apart), ["reached", "private", "news", "flags"]);
  assert.equal(apart["since"], undefined);
  assert.equal(nextScreen(practice, form, { reached: "reached" }, "reached"), "private");
});

test("FU-11 and FU-12 are never asked by a worker", () => {
  const fields = practice.form(CHECK_IN).questions.map((question) => question.field);
  assert.ok(!fields.some((field) => ["heard", "same_treatment"].includes(field)));
});

test("reached and well closes it, and nothing more is made", () => {
  const shelf = new Shelf();
  const { followUp, party } = shelf.ask("2026-11-24", { checkin_wish: "each" });
  const changes = save(shelf, followUp, WELL);
  checkAll(changes);
  assert.deepEqual(changes.map(({ kind, parent }) => [kind, parent]), [["check_in", party.id]]); // prettier-ignore
  assert.equal(changes[0]?.values["next"], "close");
});

test("after a heated one the second check-in is on day 7, asked for in the same envelope", () => {
  const shelf = new Shelf();
  const { followUp, party } = shelf.ask("2026-11-24", { heat: "h2" });
  const changes = save(shelf, followUp, WELL);
  checkAll(changes);
  assert.deepEqual(changes.map(({ kind, parent }) => [kind, parent]), [["check_in", party.id], ["follow_up", party.id]]); // prettier-ignore
  assert.equal(changes[0]?.values["next_on"], "2026-11-30");
  assert.equal(changes[1]?.values["due"], "2026-11-30T12:00:00.000-05:00");
  assert.equal(changes[1]?.values["assigned"], undefined);
});

test("done before its day, it isn't asked for on that day again", () => {
  const shelf = new Shelf();
  const { followUp } = shelf.ask("2026-11-25", { checkin_wish: "each", happened_at: "2026-11-24T10:40:00.000-05:00" });
  assert.equal(save(shelf, followUp, WELL)[0]?.values["next"], "close");
});

test("whoever took it over, or had it, does the next one too", () => {
  const shelf = new Shelf();
  const { followUp } = shelf.ask("2026-11-24", { heat: "h2" });
  followUp.values["assigned"] = ["ben"];
  shelf.add("taking", {}, followUp);
  assert.deepEqual(save(shelf, followUp, WELL)[1]?.values["assigned"], ["ama"]);
});

test("partly OK is asked again in some days; the worker's own choice stands", () => {
  const shelf = new Shelf();
  const { followUp } = shelf.ask("2026-11-24");
  const partly = { ...WELL, ok_with_it: "partly" };
  const next = (values: Values): unknown[] => {
    const { next, next_on } = withNext(values, around(shelf, followUp));
    return [next, next_on];
  };
  assert.deepEqual(next(partly), ["check_again", "2026-11-27"]);
  assert.deepEqual(next({ ...partly, next: "close" }), ["close", undefined]);
  assert.deepEqual(next({ ...partly, next: "restart_talk" }), ["restart_talk", "2026-11-25"]);
  assert.deepEqual(next({ ...partly, next_on: "2026-12-01" }), ["check_again", "2026-12-01"]);
});

test("no private place: it is asked again on the next day", () => {
  const shelf = new Shelf();
  const { followUp } = shelf.ask("2026-11-24", { heat: "h2" });
  const values = withNext({ reached: "reached", private: "no", news: "no", flags: ["none"] }, around(shelf, followUp));
  assert.deepEqual([values["next"], values["next_on"]], ["check_again", "2026-11-25"]);
});

test("not found: again tomorrow; the second time it closes, and no new one is asked for", () => {
  const shelf = new Shelf();
  const { followUp, party } = shelf.ask("2026-11-24", { heat: "h2" });
  const once = save(shelf, followUp, { reached: "not_found", flags: ["none"] });
  checkAll(once);
  assert.deepEqual(once.map((one) => one.kind), ["check_in"]); // prettier-ignore
  assert.deepEqual([once[0]?.values["next"], once[0]?.values["next_on"]], ["check_again", "2026-11-25"]);
  shelf.add("check_in", once[0]?.values ?? {}, party);
  const twice = save(shelf, followUp, { reached: "not_found", flags: ["none"] });
  checkAll(twice);
  assert.deepEqual(twice.map(({ kind, values }) => [kind, values["next"], values["next_on"]]), [["check_in", "close", undefined]]); // prettier-ignore
});

for (const [why, more, level, codes] of [
  ["worse", { since: "worse" }, "this_shift", undefined],
  ["not safe here", { safe_here: "no" }, "this_shift", undefined],
  ["a weapon", { flags: ["weapon_seen"] }, "now", ["weapon_seen"]],
  ["pressure for money", { flags: ["exploitation"] }, "this_shift", ["exploitation"]],
] as [string, Values, string, string[] | undefined][]) {
  test(`${why}: a request for help below the check-in, this soon: ${level}`, () => {
    const shelf = new Shelf();
    const { followUp } = shelf.ask("2026-11-24", { place: "washroom" });
    const changes = save(shelf, followUp, { ...WELL, ...more });
    checkAll(changes);
    const [checkIn, request] = changes;
    assert.equal(checkIn?.values["next"], "supervisor");
    assert.deepEqual([request?.kind, request?.parent], ["escalation", "new"]);
    const { level: soon, why: flags, place, saw, learned_at } = request?.values ?? {};
    assert.deepEqual([soon, flags, place, saw, learned_at], [level, codes, "washroom", "Reason.", AT]);
  });
}

test("an agreement that suits no more is never by itself a reason; nor are police that came", () => {
  const shelf = new Shelf();
  const { followUp } = shelf.ask("2026-11-24", { outcome: "agreement" });
  for (const more of [{ still_suits: "no" }, { flags: ["police_attended"] }, { ok_with_it: "no" }] as Values[]) {
    assert.equal(findWorry(around(shelf, followUp), { ...WELL, ...more }), null);
  }
  assert.equal(withNext({ ...WELL, still_suits: "no" }, around(shelf, followUp))["next"], "change_plan");
});

test("“Tell my supervisor”, chosen freely, tells them", () => {
  const shelf = new Shelf();
  const { followUp } = shelf.ask("2026-11-24");
  const [, request] = save(shelf, followUp, { ...WELL, next: "supervisor" });
  assert.deepEqual([request?.values["level"], request?.values["why"]], ["this_shift", ["worker_asks"]]);
});

test("a concern about a worker names them in the request too", () => {
  const shelf = new Shelf();
  const { followUp } = shelf.ask("2026-11-24");
  const changes = save(shelf, followUp, { ...WELL, flags: ["staff_conduct"], concerns: ["tess"] });
  checkAll(changes);
  assert.deepEqual(changes[1]?.values["concerns"], ["tess"]);
});

test("one's own open request is added to: never slower, nothing of it lost (SC04)", () => {
  const shelf = new Shelf();
  const { log, followUp } = shelf.ask("2026-11-24");
  const open = shelf.add("escalation", { level: "within_1h", why: ["dependent_adult"], saw: "At the desk." }, log);
  const changes = save(shelf, followUp, { ...WELL, flags: ["exploitation"] });
  checkAll(changes);
  assert.deepEqual([changes.length, changes[1]?.record, changes[1]?.parent], [2, open.id, undefined]);
  assert.deepEqual(changes[1]?.values, { why: ["dependent_adult", "exploitation"], saw: "At the desk.\nReason." });
  assert.equal(save(shelf, followUp, { ...WELL, flags: ["weapon_seen"] })[1]?.values["level"], "now");
});

test("a request that was asked from home and tied to the log later is the matter's too", () => {
  const shelf = new Shelf();
  const { log, followUp } = shelf.ask("2026-11-24");
  const open = shelf.add("escalation", { about: log.id });
  assert.equal(save(shelf, followUp, { ...WELL, safe_here: "no" })[1]?.record, open.id);
});

test("another's open request stays theirs: a note below it", () => {
  const shelf = new Shelf();
  const { log, followUp } = shelf.ask("2026-11-24");
  const open = shelf.add("escalation", {}, log, others);
  const changes = save(shelf, followUp, { ...WELL, safe_here: "no" });
  checkAll(changes);
  assert.deepEqual([changes[1]?.kind, changes[1]?.parent, changes[1]?.values["text"]], ["note", open.id, "Reason."]);
});

test("a closed request isn't open: a new one is made, and it reaches somebody", () => {
  const shelf = new Shelf();
  const { log, followUp } = shelf.ask("2026-11-24");
  const old = shelf.add("escalation", {}, log);
  shelf.add("closing", {}, old, others);
  assert.deepEqual(save(shelf, followUp, { ...WELL, safe_here: "no" })[1]?.parent, "new");
});

test("a closing that gives no reason yet leaves the request open", () => {
  const shelf = new Shelf();
  const { log, followUp } = shelf.ask("2026-11-24");
  const asked = shelf.add("escalation", {}, log);
  const closing = shelf.add("closing", { why: ["exploitation"] }, asked, others);
  assert.equal(findOpenRequest(findMatter(followUp.id, shelf.all))?.id, asked.id);
  closing.values["reason"] = "settled";
  assert.equal(findOpenRequest(findMatter(followUp.id, shelf.all)), undefined);
});

test("an agreement exists with a promise or an outcome that says so, not with a plan alone", () => {
  const shelf = new Shelf();
  const { log, followUp } = shelf.ask("2026-11-24");
  assert.equal(hasAgreement(findMatter(followUp.id, shelf.all)), false);
  const talk = shelf.add("talk", { outcome: "partial" }, log);
  shelf.add("plan", { lines: ["PS1"], ends_on: "2026-12-01" }, talk);
  assert.equal(hasAgreement(findMatter(followUp.id, shelf.all)), true);
  talk.values["outcome"] = "not_resolved";
  assert.equal(hasAgreement(findMatter(followUp.id, shelf.all)), false);
  shelf.add("promise", { what: "Asks first" }, talk);
  assert.equal(hasAgreement(findMatter(followUp.id, shelf.all)), true);
});

test("days are of the calendar, over the end of a month", () => {
  assert.equal(addDays("2026-11-30", 1), "2026-12-01");
});
