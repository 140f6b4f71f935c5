import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask, Draft, OnCall } from "../contract";
import type { Known as Held } from "../core/book";
import { findSame, newFor, toKnown, toTie } from "../practice/ask";
import { factsOfAsk, learnedAt, levelToSet, nearMatter } from "../practice/asked";
import { levelOf, type Triggers } from "../practice/levels";
import { placeOf } from "../screens/logs";
import { nextToCall, toCall, toTried, type Tried } from "../screens/ask/told";
import type { Saved } from "../vault/database";
import { toAsks } from "../views";
import { record } from "./records";
import { loadPractice, practice } from "./vectors";

const NOW = 1_795_430_400_000;
const MINUTE = 60_000;
const LEVELS = ["now", "within_1h", "this_shift", "within_24h", "planned"];

const draft = (more: Partial<Draft> = {}): Draft => ({
  id: "draft",
  form: "quick_log@1",
  values: {},
  screen: "safe",
  started: NOW,
  touched: NOW,
  record: null,
  ...more,
});
const ask = (more: Partial<Ask> = {}): Ask => ({
  record: "ask",
  asked: NOW,
  state: "sent",
  taken: null,
  by: null,
  locked: false,
  ...more,
});
const request = (values = {}, more = {}) => record({ id: "ask", kind: "escalation", values, ...more });

test("from a draft goes along what was tapped, and the draft is tied later", () => {
  const values = { place: "yard", safe_now: "no", flags: ["weapon_seen"], actions: ["got_coworker"], heat: "h3" };
  const known = toKnown(["log", "draft"], [draft({ values })], []);
  const { learned_at: learned, ...others } = known.values;
  assert.deepEqual(others, { place: "yard", safe_now: "no", actions: ["got_coworker"], why: ["weapon_seen"] });
  assert.equal(Date.parse(String(learned)), NOW, "the time runs from when it was begun, not from the tap");
  assert.equal(known.draft?.id, "draft");
  assert.deepEqual(toTie({ ...draft(), ask: "ask" }, "log")[0]?.values, { about: "log" });
  assert.deepEqual(toTie(draft(), "log"), []);
});

test("from a saved log the request stands below it; from home nothing is known", () => {
  const log = record({ id: "log", values: { place: "yard", flags: ["none"] } });
  assert.deepEqual(toKnown(["record", "log"], [], [log]), { values: { place: "yard" }, about: "log" });
  assert.deepEqual(toKnown([], [draft()], [log]), { values: {} });
});

test("from a talk whose log isn't saved yet the request names the log that it will be", () => {
  const talk = { id: "talk", conflict: "log-to-be", known: { place: "line" }, values: {} } as unknown as NonNullable<Draft["talk"]>;
  const known = toKnown(["guide", "talk"], [draft({ id: "talk", talk })], []);
  const { learned_at: _, ...others } = known.values;
  assert.deepEqual({ ...known, values: others }, { values: { place: "line", about: "log-to-be" } });
});

test("whether everyone is safe is taken from the fit check, which was asked later than the first question", () => {
  const talk = { id: "talk", conflict: "log", known: { safe_now: "not_sure" }, values: { fit: ["safe_now", "able_now"] } };
  const at = draft({ id: "talk", ask: "ask", talk: talk as unknown as NonNullable<Draft["talk"]> });
  assert.equal(toKnown(["guide", "talk"], [at], []).values["safe_now"], "yes");
  assert.equal(factsOfAsk(request(), [at], [])["safe_now"], "yes");
  assert.equal(factsOfAsk(request({ safe_now: "no" }), [at], [])["safe_now"], "no");
});

test("whether everyone is safe is taken from the fit check, which was asked later than the first question", () => {
  const talk = { id: "talk", conflict: "log", known: { safe_now: "not_sure" }, values: { fit: ["safe_now", "able_now"] } };
  const at = draft({ id: "talk", ask: "ask", talk: talk as unknown as NonNullable<Draft["talk"]> });
  assert.equal(toKnown(["guide", "talk"], [at], []).values["safe_now"], "yes");
  assert.equal(factsOfAsk(request(), [at], [])["safe_now"], "yes");
  assert.equal(factsOfAsk(request({ safe_now: "no" }), [at], [])["safe_now"], "no");
});

test("a concern about a worker goes along with a name, never before", () => {
  const flags = ["staff_conduct", "discrimination"];
  const without = toKnown(["log", "draft"], [draft({ values: { flags } })], []);
  assert.deepEqual(without.values["why"], ["discrimination"]);
  const named = toKnown(["log", "draft"], [draft({ values: { flags, concerns: ["sol"] } })], []);
  assert.deepEqual([named.values["why"], named.values["concerns"]], [flags, ["sol"]]);
});

test("asking again is the same request for half an hour, until somebody has it", () => {
  const home = { values: {} };
  const find = (one: Ask, at = NOW + MINUTE) => findSame([one], home, [], [], at)?.record;
  assert.equal(find(ask()), "ask");
  assert.equal(find(ask(), NOW + 30 * MINUTE), undefined);
  assert.equal(find(ask({ state: "taken" })), undefined);
});

test("another matter is another request; the same matter is the same one though somebody has it", () => {
  const here = draft({ ask: "ask" });
  const other = draft({ id: "other" });
  const drafts = [here, other];
  const find = (from: Draft, state: Ask["state"]) => findSame([ask({ state })], { values: {}, draft: from }, drafts, [], NOW)?.record;
  assert.equal(find(here, "sent"), "ask");
  assert.equal(find(here, "taken"), "ask");
  assert.equal(find(other, "sent"), undefined);
  const tied = request({ about: "log" });
  assert.equal(findSame([ask()], { values: {}, about: "log" }, [], [tied], NOW)?.record, "ask");
  assert.equal(findSame([ask()], { values: {}, about: "log-2" }, [], [tied], NOW), undefined);
});

test("asking again adds what the request doesn't say yet, and replaces nothing", () => {
  const held = request({ place: "yard", why: ["worker_asks"] });
  const known = { values: { place: "line", safe_now: "no", why: ["weapon_seen"] }, about: "log" };
  assert.deepEqual(newFor(held, known), { about: "log", safe_now: "no", why: ["worker_asks", "weapon_seen"] });
  assert.deepEqual(newFor(held, { values: {} }), {});
});

test("what its author did within half an hour is what a locked phone's request was about: a draft, else a log of theirs", () => {
  const old = draft({ id: "old", touched: NOW - 31 * MINUTE });
  const near = draft({ id: "near", touched: NOW - 2 * MINUTE });
  const asked = draft({ id: "asked", touched: NOW, ask: "another" });
  const log = record({ id: "log", made: NOW - 5 * MINUTE });
  const others = [record({ mine: false }), record({ made: NOW - 31 * MINUTE }), record({ kind: "handover" })];
  const back = record({ kind: "withdrawal", parent: "log" });
  assert.deepEqual(nearMatter(NOW, [old, near, asked], [log]), ["log", "near"]);
  assert.deepEqual(nearMatter(NOW, [old, asked], [...others, log]), ["record", "log"]);
  assert.equal(nearMatter(NOW, [old, asked], others), null);
  assert.equal(nearMatter(NOW, [], [log, back]), null);
});

test("every flag of the matter counts for how soon, those of an unsaved draft too", () => {
  const triggers = loadPractice<Triggers>("triggers.json");
  const level = (drafts: Draft[], records = [request()]) =>
    levelOf(practice, triggers, factsOfAsk(records[0] as (typeof records)[0], drafts, records)).level;
  assert.equal(level([]), "this_shift");
  assert.equal(level([draft({ ask: "ask", values: { flags: ["weapon_seen"] } })]), "now");
  assert.equal(level([draft({ values: { flags: ["weapon_seen"] } })]), "this_shift");
  const tied = request({ about: "log" });
  assert.equal(level([], [tied, record({ id: "log", values: { heat: "h3" } })]), "within_1h");
  assert.equal(
    level([], [tied, record({ id: "log" }), record({ kind: "talk", parent: "log", values: { flags: ["medical_overdose"] } })]),
    "now",
  );
});

test("how soon is worked out, raised by what is learnt, and never lowered", () => {
  const line = (value: string) => ({ change: "c", field: "level", value, by: "Ama", at: NOW, superseded: false });
  const at = (level: string, own = level) => request({ level }, { history: [line(own)] });
  assert.equal(levelToSet(LEVELS, request(), "this_shift"), "this_shift");
  assert.equal(levelToSet(LEVELS, at("this_shift"), "now"), "now");
  assert.equal(levelToSet(LEVELS, at("now"), "this_shift"), null);
  assert.equal(levelToSet(LEVELS, at("within_24h", "now"), "now"), null, "a supervisor lowered it");
  assert.equal(levelToSet(LEVELS, request({}, { mine: false }), "now"), null);
});

test("the time runs from when it was learnt of", () => {
  assert.equal(learnedAt(request({ learned_at: "2026-11-23T10:40:00.000-05:00" })), Date.parse("2026-11-23T15:40:00Z"));
  assert.equal(learnedAt(request({}, { made: NOW })), NOW);
});

const row = (label: string) => ({ label, number: "555 0100" });
const ON_CALL: OnCall = {
  duty: [row("Sol, duty phone"), row("Night desk")],
  second_contact: [row("Bea"), row("Board")],
  emergency: [],
  crisis: [],
  law: [],
  desk: "",
};
const names = (rows: { label: string }[]) => rows.map(({ label }) => label);

test("duty first, then the second contact; about a worker the second contact, and never whoever it concerns", () => {
  assert.deepEqual(names(toCall(ON_CALL, false)), ["Sol, duty phone", "Night desk", "Bea", "Board"]);
  assert.deepEqual(names(toCall(ON_CALL, true, ["Sol"])), ["Bea", "Board"]);
  assert.deepEqual(names(toCall(ON_CALL, true, ["Bea"])), ["Board"]);
  assert.deepEqual(names(toCall({ ...ON_CALL, second_contact: [row("Bea")] }, true, ["bea", "Sol"])), ["Night desk"]);
  assert.deepEqual(toCall(null, true), []);
});

test("the next name is the first who wasn't tried, then whoever was tried longest ago", () => {
  const tried = (...roles: string[]): Tried[] => roles.map((role, at) => ({ ask: "ask", role, at, reached: false, written: true }));
  const rows = ["Sol", "Bea", "Board"].map(row);
  assert.equal(nextToCall(rows, [])?.label, "Sol");
  assert.equal(nextToCall(rows, tried("Bea"))?.label, "Sol");
  assert.equal(nextToCall(rows, tried("Sol", "Bea"))?.label, "Board");
  assert.equal(nextToCall(rows, tried("Sol", "Bea", "Board", "Sol"))?.label, "Bea");
  assert.equal(nextToCall([], tried("Sol")), undefined);
});

test("a notice that the server sent is nobody's try: it doesn't say whether they were reached", () => {
  const told = (values = {}) =>
    record({ kind: "told", parent: "ask", values: { role: "Sol", told_at: "2026-11-23T05:40-05:00", ...values } });
  const tried = toTried("ask", [told({ reached: "no" }), told(), told({ reached: "yes" }), record({ kind: "told", parent: "other" })]);
  assert.deepEqual(
    tried.map(({ reached }) => reached),
    [false, true],
  );
});

const saved = (more: Partial<Saved> = {}): Saved =>
  ({ id: "e", envelope: {}, body: null, receipt: null, ask: { record: "ask", asked: NOW, taken: null }, ...more }) as Saved;
const held = (more: object): Held => ({ ...record(more), changes: ["ask"] }) as unknown as Held;

test("asked from a locked phone waits for its author's word: one more change of theirs", () => {
  const bare = { id: "ask" } as NonNullable<Saved["bare"]>;
  const made = held({ id: "ask", kind: "escalation" });
  assert.equal(toAsks([saved({ bare })], [made])[0]?.locked, true);
  assert.equal(toAsks([saved({ bare })], [])[0]?.locked, true);
  assert.equal(toAsks([saved({ bare })], [{ ...made, changes: ["ask", "mine"] }])[0]?.locked, false);
  assert.equal(toAsks([saved()], [made])[0]?.locked, false);
});

test("a request that was closed waits for nobody, though nobody said that they have it", () => {
  const closing = (values: object) => held({ id: "c", kind: "closing", parent: "ask", by: "Sol", values });
  assert.deepEqual(
    toAsks([saved()], [closing({})]).map(({ state, by }) => [state, by]),
    [["taken", "Sol"]],
  );
  assert.equal(toAsks([saved()], [closing({ why: ["worker_asks"] })])[0]?.state, "not_sent");
});

test("only its author's whole withdrawal calls a request off, and a locked phone knows it too", () => {
  const count = (more: object) =>
    toAsks([saved()], [held({ kind: "withdrawal", parent: "ask", values: { reason: "mistake" }, ...more })]).length;
  assert.equal(count({}), 0);
  assert.equal(count({ mine: false }), 1);
  assert.equal(count({ values: { reason: "asked", field: "saw" } }), 1);
  assert.equal(count({ kind: "note", values: { text: "…", sort: "not_mine" } }), 0, "somebody else's");
  assert.equal(count({ kind: "note", values: { text: "…", sort: "addendum" } }), 1);
  assert.deepEqual(toAsks([saved({ ask: { record: "ask", asked: NOW, taken: null, off: true } })], []), []);
});

test("what is added later is gone on with at its request", () => {
  assert.equal(placeOf(draft({ form: "escalation@1", record: "ask" })), "ask/ask");
  assert.equal(placeOf(draft()), "log/draft");
});
