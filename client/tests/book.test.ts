import assert from "node:assert/strict";
import { test } from "node:test";
import { Book, type Entry, type OwnChange, type Projection } from "../core/book";
import { mend } from "../core/mend";
import type { Change } from "../core/types";
import { toAsks, toViews, type Log } from "../views";
import type { Saved } from "../vault/database";

const NOW = 1_795_430_400_000;
const LOG = "01a207fd-c00a-7c48-9759-000000000001";

const change = (id: string, set: Change["set"], at = 0): Change => ({
  id,
  record: LOG,
  kind: "conflict",
  stamp: `${new Date(NOW + at).toISOString()}-0000-9f3c0a17b2d4e685`,
  form: "quick_log@1",
  set,
});

const projection = (more: Partial<Projection>): Projection => ({
  e: "record", id: LOG, kind: "conflict", parent: null, root: LOG, account: "ben", by: "Ben", made: NOW,
  set: { place: "main_room" }, masked: false, care: null, until: null, ...more,
}); // prettier-ignore

const received = (one: Change): OwnChange => ({ e: "change", order: one.stamp, account: "ama", by: "Ama", root: LOG, change: one });

test("a projection takes the place of the one before; its time ends it, signal or not", () => {
  const book = new Book();
  book.apply(projection({ set: { heat: "h1" } }));
  book.apply(projection({ set: { place: "washroom" }, until: NOW + 10 }));
  assert.deepEqual(book.records(NOW)[0]?.values, { place: "washroom" });
  assert.deepEqual(book.records(NOW + 10), []);
});

test("a refresh drops what was received of the tree, never what was saved here", () => {
  const book = new Book();
  const mine = change(LOG, { heat: "h1" });
  book.save(mine, "Ama");
  book.apply(received(change("01a207fd-c00a-7c48-9759-000000000002", { heat: "h2" }, 5)));
  book.apply(projection({ id: "01a207fd-c00a-7c48-9759-000000000009", kind: "reply", parent: LOG }));
  book.apply({ e: "refresh", record: LOG });
  const [record] = book.records(NOW);
  assert.deepEqual(record?.values, { heat: "h1" });
  assert.equal(book.records(NOW).length, 1);
});

test("what a supervisor set stands over the author's, and the history is the author's own", () => {
  const book = new Book();
  book.save(change(LOG, { heat: "h1", place: "main_room" }), "Ama");
  book.save(change("01a207fd-c00a-7c48-9759-000000000002", { heat: "h0" }, 5), "Ama");
  book.apply(projection({ account: "ama", set: { cleared: ["injury"] } }));
  const [record] = book.records(NOW);
  assert.deepEqual(record?.values, { heat: "h0", place: "main_room", cleared: ["injury"] });
  assert.deepEqual(
    record?.history.map((line) => [line.field, line.value, line.superseded]),
    [
      ["heat", "h0", false],
      ["heat", "h1", true],
      ["place", "main_room", false],
    ],
  );
});

test("any order and any repeats end the same", () => {
  const entries: Entry[] = [
    received(change(LOG, { heat: "h1" })),
    received(change("01a207fd-c00a-7c48-9759-000000000002", { heat: "h2" }, 5)),
  ];
  const turned = [entries, [...entries].reverse(), [...entries, ...entries]].map((order) => {
    const book = new Book();
    for (const entry of order) book.apply(entry);
    return JSON.stringify(book.records(NOW));
  });
  assert.equal(new Set(turned).size, 1);
});

test("looked at after every step or at the end alone, it tells the same", () => {
  const taken = { ...change("01a207fd-c00a-7c48-9759-000000000007", { field: "saw" }, 30), kind: "withdrawal", parent: LOG };
  const steps: ((book: Book) => void)[] = [
    (book) => book.save(change(LOG, { heat: "h1", saw: "Words." }), "Ama"),
    (book) => book.apply(projection({ account: "ama", set: { cleared: ["injury"] } })),
    (book) => book.apply(received(change(LOG, { heat: "h1", saw: "Words." }, 7))),
    (book) => book.apply(received(change("01a207fd-c00a-7c48-9759-000000000002", { heat: "h2" }, 5))),
    (book) => book.save({ ...taken, record: taken.id }, "Ama"),
    (book) => book.apply({ e: "refresh", record: LOG }),
    (book) => book.apply(projection({ id: "01a207fd-c00a-7c48-9759-000000000009", kind: "reply", parent: LOG })),
    (book) => book.apply({ e: "start" }),
  ];
  const looked = new Book();
  const seen = steps.map((step) => {
    step(looked);
    return looked.records(NOW);
  });
  seen.forEach((records, done) => {
    const fresh = new Book();
    for (const step of steps.slice(0, done + 1)) step(fresh);
    assert.deepEqual(records, fresh.records(NOW));
  });
  const told = new Set(seen.map((records) => JSON.stringify(records)));
  assert.equal(told.size, steps.length - 1, "each step tells something new, but for starting anew after a refresh of all there is");
});

test("a book that was kept in one piece is the same book", () => {
  const book = new Book();
  book.apply(received(change(LOG, { heat: "h1" })));
  book.apply(projection({ id: "01a207fd-c00a-7c48-9759-000000000009" }));
  const again = new Book();
  for (const entry of book.toEntries()) again.apply(entry);
  assert.deepEqual(again.records(NOW), book.records(NOW));
});

const saved = (verdict: string | null, ask: Saved["ask"] = null): Saved => ({
  id: "envelope",
  envelope: { id: "envelope", key: "", signer: "", sealed: "", sig: "" },
  body: null,
  receipt: verdict === null ? null : { verdict: verdict as "accepted", at: NOW },
  ask,
});

for (const [verdict, flying, state] of [
  [null, false, "saved"],
  [null, true, "on_its_way"],
  ["accepted", false, "safe"],
  ["known", false, "safe"],
  ["quarantined", false, "held"],
  ["refused", false, "attention"],
] as const) {
  test(`the state of ${verdict ?? "no receipt"}${flying ? ", in flight" : ""} is ${state}`, () => {
    const book = new Book();
    book.save(change(LOG, { heat: "h1" }), "Ama");
    const log: Log = {
      saves: new Map([["envelope", saved(verdict)]]),
      envelopeOf: new Map([[LOG, "envelope"]]),
      flying: new Set(flying ? ["envelope"] : []),
      mends: new Map(),
    };
    assert.equal(toViews(book.records(NOW), log)[0]?.state, state);
  });
}

test("a log isn't safe while something below it waits, and another one is", () => {
  const [talk, other] = ["2", "3"].map((end) => LOG.replace(/1$/, end)) as [string, string];
  const book = new Book();
  book.save(change(LOG, { heat: "h1" }), "Ama");
  book.save({ ...change(LOG, { mode: "together" }), id: talk, record: talk, kind: "talk", parent: LOG }, "Ama");
  book.save({ ...change(LOG, { heat: "h0" }), id: other, record: other }, "Ama");
  const log: Log = {
    saves: new Map([
      ["first", saved("accepted")],
      ["last", saved(null)],
    ]),
    envelopeOf: new Map([
      [LOG, "first"],
      [talk, "last"],
      [other, "first"],
    ]),
    flying: new Set(),
    mends: new Map(),
  };
  const states = new Map(toViews(book.records(NOW), log).map(({ id, state }) => [id, state]));
  assert.deepEqual(
    [LOG, talk, other].map((id) => states.get(id)),
    ["saved", "saved", "safe"],
  );
});

test("what was refused after a day needs nothing more once its correction is asked for", () => {
  const book = new Book();
  book.save(change(LOG, { heat: "h1" }), "Ama");
  const log: Log = {
    saves: new Map([
      [
        "01a207fd-c00a-7c48-9759-000000000001",
        { ...saved("refused"), id: LOG, receipt: { verdict: "refused", at: NOW, code: "after_a_day" } },
      ],
    ]),
    envelopeOf: new Map([[LOG, LOG]]),
    flying: new Set(),
    mends: new Map(),
  };
  assert.equal(toViews(book.records(NOW), log)[0]?.mend?.code, "after_a_day");
  const note = { ...change("01a207fd-c00a-7c48-9759-000000000002", { sort: "correction" }, 5), kind: "note", parent: LOG };
  book.save({ ...note, record: note.id, set: { sort: "addendum" } }, "Ama");
  assert.equal(toViews(book.records(NOW), log).find((one) => one.id === LOG)?.state, "attention");
  book.save({ ...note, id: LOG.replace(/1$/, "3"), record: LOG.replace(/1$/, "3") }, "Ama");
  assert.deepEqual(
    toViews(book.records(NOW), log)
      .map((one) => [one.id === LOG, one.mend])
      .filter(([mine]) => mine),
    [[true, null]],
  );
});

test("a request for help is NOT SENT until the receipt, sent until a human has it", () => {
  const ask = { record: LOG, asked: NOW, taken: null };
  const answer = { kind: "acknowledgement", parent: LOG, by: "Sol", made: NOW + 5 };
  assert.equal(toAsks([saved(null, ask)], [])[0]?.state, "not_sent");
  assert.equal(toAsks([saved("refused", ask)], [])[0]?.state, "not_sent");
  assert.equal(toAsks([saved("accepted", ask)], [])[0]?.state, "sent");
  const taken = toAsks([saved("accepted", ask)], [answer as never])[0];
  assert.deepEqual([taken?.state, taken?.by, taken?.taken], ["taken", "Sol", NOW + 5]);
});

test("what the centre says to forget leaves the book; what it left of it comes by the feed", () => {
  const book = new Book();
  const later = "01a207fd-c00a-7c48-9759-000000000002";
  book.save(change(LOG, { heat: "h1", saw: "a name" }), "Ama");
  book.save(change(later, { place: "main_room" }, 5), "Ama");
  assert.match(JSON.stringify(book.records(NOW)), /a name/);
  book.apply({ e: "refresh", record: LOG });
  book.apply(received(change(LOG, { heat: "h1" })));
  assert.deepEqual(book.listTaken(), [{ record: LOG, field: "saw" }]);
  assert.deepEqual(book.listTaken(), []);
  assert.deepEqual(book.forget([LOG]), []);
  book.apply({ e: "refresh", record: LOG });
  assert.deepEqual(book.records(NOW), []);
  book.apply(received(change(LOG, { heat: "h1" })));
  assert.deepEqual(book.records(NOW)[0]?.values, { heat: "h1", place: "main_room" });
});

test("a record of which the centre left nothing is named when it is forgotten", () => {
  const book = new Book();
  book.save(change(LOG, { heat: "h1" }), "Ama");
  assert.equal(book.records(NOW).length, 1);
  assert.deepEqual(book.forget([LOG]), [LOG]);
  assert.deepEqual(book.records(NOW), []);
});

test("words that their author took out here are no news, and what is written after them stays", () => {
  const book = new Book();
  const asked = { ...change("01a207fd-c00a-7c48-9759-000000000002", { reason: "asked", field: "saw" }, 5), kind: "withdrawal" };
  book.save(change(LOG, { heat: "h1", saw: "a name" }), "Ama");
  book.save({ ...asked, record: asked.id, parent: LOG, form: "withdrawal@1" }, "Ama");
  book.apply(received(change(LOG, { heat: "h1" })));
  assert.deepEqual(book.listTaken(), []);
});

test("what the centre never takes stands in the history as not taken, and what stood before stands", () => {
  const book = new Book();
  const late = change("01a207fd-c00a-7c48-9759-000000000002", { place: "washroom" }, 5);
  book.save(change(LOG, { place: "main_room" }), "Ama");
  book.save(late, "Ama");
  assert.equal(book.records(NOW)[0]?.values["place"], "washroom");
  book.leaveOut([late.id]);
  const [record] = book.records(NOW);
  assert.equal(record?.values["place"], "main_room");
  assert.deepEqual(
    record?.history.map((line) => [line.value, line.superseded, line.refused]),
    [
      ["washroom", false, true],
      ["main_room", false, false],
    ],
  );
  book.leaveOut([]);
  assert.equal(book.records(NOW)[0]?.values["place"], "washroom");
});

test("a refused save that is mended has other answers under the same ids, and nothing of it was taken out", () => {
  const making = change(LOG, { place: "main_room", saw: "too long" });
  const more = change("01a207fd-c00a-7c48-9759-000000000002", { heat: "h1" }, 5);
  const tie: Change = { ...change("01a207fd-c00a-7c48-9759-000000000003", { about: LOG }, 6), record: "ask", kind: "escalation" };
  const stamp = change(LOG, {}, 60).stamp;
  const whole = { place: "main_room", heat: "h2" };
  const anew = mend([making, more, tie], { record: LOG, whole, values: { saw: null, heat: "h2" } }, stamp);
  assert.deepEqual(anew, [{ ...making, stamp, set: whole }, tie]);
  assert.deepEqual(mend([more, tie], { record: LOG, whole, values: { heat: "h2" } }, stamp), [
    { ...more, stamp, set: { heat: "h2" } },
    tie,
  ]);
  const book = new Book();
  for (const one of [making, more, tie]) book.save(one, "Ama");
  book.forget([more.id]);
  for (const one of anew) book.save(one, "Ama");
  assert.deepEqual(book.records(NOW).find(({ id }) => id === LOG)?.values, whole);
  assert.deepEqual(book.listTaken(), []);
});
