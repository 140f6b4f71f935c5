import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecordView, Values } from "../contract";
import { findMatter } from "../practice/matter";
import { linkNews } from "../practice/thread";
import { againOf, findEarlier, findHelped, listEvents, toThread } from "../practice/threads";
import { log, record } from "./records";
import { practice } from "./vectors";

const DAY = 86_400_000;
const NOW = 1_795_430_400_000;

/** A log of so many days ago. */
const ago = (id: string, days: number, values: Values, more: Partial<RecordView> = {}): RecordView =>
  log({
    id,
    made: NOW - days * DAY,
    values: { heat: "h1", types: ["noise"], place: "quiet_room", people: ["Heron", "Cedar"], ...values },
    ...more,
  });
const thread = (ids: string[], more: Partial<RecordView> = {}, values: Values = {}): RecordView =>
  record({ kind: "thread", values: { title: "Noise", conflicts: ids.map((id) => ({ record: id })), ...values }, ...more });
const today = ago("today", 0, {});
const found = (others: RecordView[], of: RecordView = today): string[] | null =>
  findEarlier(practice, of, [of, ...others], NOW)?.logs.map((one) => one.id) ?? null;

test("the same two people are the same matter, however their names are written; one alone is not", () => {
  assert.deepEqual(found([ago("a", 3, { people: ["heron ", "CEDAR"], place: "yard", types: ["debt"] })]), ["a"]);
  assert.equal(found([ago("a", 3, { people: ["Heron", "Finch"], place: "yard" })]), null);
  assert.equal(found([ago("a", 3, { people: [] })]), null, "without names nothing is offered");
});

test("one of them is enough at the same place about the same thing", () => {
  assert.deepEqual(found([ago("a", 3, { people: ["Heron"] })]), ["a"]);
  assert.equal(found([ago("a", 3, { people: ["Heron"], types: ["debt"] })]), null);
});

test("names of a talk's people count too", () => {
  const before = ago("a", 3, { people: [] });
  const talk = record({ id: "talk", kind: "talk", parent: "a" });
  const parties = ["Heron", "Cedar"].map((handle) => record({ kind: "party", parent: "talk", values: { handle } }));
  assert.deepEqual(found([before, talk, ...parties]), ["a"]);
});

test("only 60 days back, nothing taken back, nothing masked, nothing of a matter that is over", () => {
  assert.equal(found([ago("a", 61, {})]), null);
  assert.equal(found([ago("a", 3, {}), record({ kind: "withdrawal", parent: "a", values: { reason: "mistake" } })]), null);
  assert.equal(found([ago("a", 3, {}, { masked: true })]), null);
  assert.equal(found([ago("a", 3, { flags: ["injury"] })]), null);
  assert.equal(found([ago("a", 3, {})], ago("today", 0, { flags: ["injury"] })), null);
  assert.equal(found([ago("a", 3, {}), thread(["a"], {}, { closed: "yes" })]), null);
});

test("nothing is counted before a worker said yes; then it is the thread's own number", () => {
  const [a, b] = [ago("a", 10, {}), ago("b", 20, {})];
  const offered = findEarlier(practice, today, [today, a, b], NOW);
  assert.ok(offered && !offered.confirmed);
  assert.deepEqual(againOf(practice, today, offered), { times: 1, again_14: false, again_30: false, hotter: false });
  const said = findEarlier(practice, today, [today, a, b, thread(["a", "b", "today"])], NOW);
  assert.ok(said?.confirmed);
  assert.deepEqual(againOf(practice, today, said), { times: 3, again_14: true, again_30: true, hotter: false });
});

test("a second time after 14 days and a calmer one raise nothing; a hotter one does", () => {
  const again = (days: number, heat: string): ReturnType<typeof againOf> => {
    const before = ago("a", days, { heat });
    const earlier = findEarlier(practice, today, [today, before, thread(["a", "today"])], NOW);
    return againOf(practice, today, earlier as NonNullable<typeof earlier>);
  };
  assert.deepEqual(again(15, "h2"), { times: 2, again_14: false, again_30: false, hotter: false });
  assert.deepEqual(again(14, "h0"), { times: 2, again_14: true, again_30: false, hotter: true });
});

test("yes makes a thread without names, or adds to one's own; another's is left alone", () => {
  const a = ago("a", 3, {});
  const yes = (others: RecordView[]): ReturnType<typeof toThread> => {
    const earlier = findEarlier(practice, today, [today, a, ...others], NOW);
    return toThread(today, earlier as NonNullable<typeof earlier>, "Noise · Quiet room");
  };
  const rows = ["a", "today"].map((one) => ({ record: one }));
  assert.deepEqual(yes([]), { kind: "thread", form: "thread@1", values: { title: "Noise · Quiet room", conflicts: rows } });
  const own = thread(["old", "a"], { id: "own" });
  assert.deepEqual(yes([own]).record, "own");
  assert.deepEqual(yes([own]).values, { conflicts: [{ record: "old" }, ...rows] });
  assert.equal(yes([thread(["a"], { mine: false })]).record, undefined);
});

test("what helped is what this phone holds of that log; of nothing there is no card", () => {
  const before = ago("a", 3, { actions: ["talk_together"] });
  const talk = record({ id: "talk", kind: "talk", parent: "a" });
  const promise = record({ kind: "promise", parent: "talk", values: { what: "Headphones after nine" } });
  const done = record({ kind: "fix", parent: "a", values: { what: "A second plug", done: "yes" } });
  const open = record({ kind: "fix", parent: "a", values: { what: "A door", done: "no" } });
  assert.deepEqual(findHelped(before, [before, talk, promise, done, open]), {
    actions: ["talk_together"],
    agreed: ["Headphones after nine"],
    fixed: ["A second plug"],
    worked: [],
  });
  assert.equal(findHelped(today, [today]), null);
});

test("a matter shows its events in order, and none that became masked", () => {
  const [a, b] = [ago("a", 10, {}), ago("b", 20, {})];
  const matter = thread(["today", "a", "b"]);
  assert.deepEqual(
    listEvents(practice, matter, [today, a, b]).map((one) => one.id),
    ["b", "a", "today"],
  );
  assert.deepEqual(listEvents(practice, matter, [{ ...a, care: { code: "separate", line: { en: "", fr: "" } } }]), []);
});

test("news at a check-in is linked by its own save: a new thread, the author's own with more, an ended one open again", () => {
  const rows = (...ids: string[]) => ids.map((one) => ({ record: one }));
  const before = ago("before", 3, { people: [] });
  const news = (others: RecordView[]) => linkNews(practice, "news", "before", { types: ["debt"], place: "yard" }, [before, ...others]);
  assert.deepEqual(news([]), {
    kind: "thread",
    form: "thread@1",
    values: { title: "Noise · Quiet room or rest area", conflicts: rows("before", "news") },
  });
  const own = thread(["old", "before"], { id: "own" });
  assert.deepEqual(news([own]), { kind: "thread", form: "thread@1", record: "own", values: { conflicts: rows("old", "before", "news") } });
  const over = thread(["before"], { id: "over" }, { closed: "yes" });
  assert.deepEqual(news([over]).values, { conflicts: rows("before", "news"), closed: null });
  assert.equal(news([over, own]).record, "own");
  const others = [thread(["before"], { mine: false }), thread(["other"]), own, record({ kind: "withdrawal", parent: "own" })];
  assert.equal(news(others).record, undefined);
});

test("what was linked so is confirmed at once, without names and without a question", () => {
  const [before, news] = [ago("before", 3, { people: [] }), ago("news", 0, { people: [], types: ["debt"] })];
  const linked = record({ ...linkNews(practice, "news", "before", {}, [before]), id: "thread" });
  const earlier = findEarlier(practice, news, [before, news, linked], NOW);
  assert.ok(earlier?.confirmed);
  assert.deepEqual(earlier.logs.map((one) => one.id), ["before"]); // prettier-ignore
});

test("a check-in knows its log by name, also where only others' records below it are here", () => {
  const party = record({ id: "party", kind: "party", parent: "talk", root: "log", mine: false, by: "Ben" });
  const due = record({ id: "due", kind: "follow_up", parent: "party", root: "party" });
  assert.equal(findMatter("due", [party, due]).top, "log");
  assert.equal(findMatter("due", [due]).top, null);
  assert.equal(findMatter("own", [record({ id: "own" })]).top, "own");
});
