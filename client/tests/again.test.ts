import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecordView, Values } from "../contract";
import { findCameBack, levelWith, type CameBack } from "../practice/again";
import { findWorry } from "../practice/check_in";
import type { Clocks } from "../practice/clocks";
import type { Triggers } from "../practice/levels";
import { findMatter } from "../practice/matter";
import { loadPractice, practice } from "./vectors";
import { NOW, Shelf, ZONE } from "./views";

const triggers = loadPractice<Triggers>("triggers.json");
const clocks = loadPractice<Clocks>("clocks.json");
const WELL: Values = { reached: "reached", since: "better", safe_here: "yes", flags: ["none"], news: "no" };
const NUMBER = /\d/;

/** Logs of so many days ago in one thread, the newest of which has a check-in due with Heron. */
function matter(days: number[], more: Values = {}): { shelf: Shelf; log: RecordView; followUp: RecordView } {
  const shelf = new Shelf();
  const made = days.map((ago) => {
    const happened_at = new Date(NOW - ago * 86_400_000).toISOString();
    return shelf.add("conflict", { heat: "h1", types: ["noise"], place: "quiet_room", happened_at });
  });
  const log = made.at(-1) as RecordView;
  const party = shelf.add("party", { handle: "Heron" }, log);
  const followUp = shelf.add("follow_up", { due: "2026-11-24T10:40:00.000-05:00" }, party);
  shelf.add("thread", { title: "Noise · Quiet room", conflicts: made.map(({ id }) => ({ record: id })), ...more });
  return { shelf, log, followUp };
}

function worryOf({ shelf, followUp }: ReturnType<typeof matter>, more: Values): ReturnType<typeof findWorry> {
  const whole = findMatter(followUp.id, shelf.all);
  const around = { practice, clocks, triggers, matter: whole, records: shelf.all, day: "2026-11-24", attempts: [], now: NOW, zone: ZONE };
  return findWorry(around, { ...WELL, ...more });
}

const codes = (found: ReturnType<typeof findWorry>): string[] | undefined => found?.triggers.map((trigger) => trigger.code);

test("help asked in a matter that came back says which time it is, below the log or tied to it later", () => {
  const { shelf, log } = matter([20, 10, 1]);
  const below = shelf.add("escalation", {}, log);
  const tied = shelf.add("escalation", { about: log.id });
  for (const { id } of [below, tied]) {
    const again = findCameBack(practice, id, shelf.all, NOW) as CameBack;
    assert.deepEqual([again.times, again.again_14, again.again_30], [3, true, true]);
    const found = levelWith(practice, triggers, { why: ["worker_asks"] }, again);
    assert.equal(found.level, "this_shift");
    assert.deepEqual(
      found.triggers.map((one) => one.code),
      ["worker_asks", "third_time"],
    );
    assert.deepEqual(found.triggers[1]?.reason, ["Third time: Noise · Quiet room", "Troisième fois\u00a0: Noise · Quiet room"]);
  }
});

test("the thread by itself: the third time within 24 hours, the second is planned, and no number stands beside anybody", () => {
  for (const [days, level, reason] of [
    [[20, 10, 1], "within_24h", "Third time"],
    [[50, 20, 10, 1], "within_24h", "Again"],
    [[10, 1], "planned", "Second time"],
    [[50, 1], null, undefined],
  ] as [number[], string | null, string | undefined][]) {
    const { shelf, log } = matter(days);
    const found = levelWith(practice, triggers, {}, findCameBack(practice, log.id, shelf.all, NOW));
    assert.equal(found.level, level);
    const [text] = found.triggers[0]?.reason ?? [];
    assert.equal(text, reason && `${reason}: Noise · Quiet room`);
    assert.ok(!NUMBER.test(text ?? ""));
  }
});

test("hotter than the last time is said in words", () => {
  const { shelf, log } = matter([10, 1]);
  log.values["heat"] = "h2";
  const found = levelWith(practice, triggers, {}, findCameBack(practice, log.id, shelf.all, NOW));
  assert.equal(found.level, "within_24h");
  assert.equal(found.triggers[0]?.reason[0], "Second time, and hotter: Noise · Quiet room");
});

test("nothing is counted of what no worker confirmed, of a matter that is over, or of one that needs care", () => {
  const { shelf, log } = matter([10, 1], { closed: "yes" });
  assert.equal(findCameBack(practice, log.id, shelf.all, NOW), null);
  const careful = matter([20, 10, 1]);
  careful.log.values["flags"] = ["injury"];
  assert.equal(findCameBack(practice, careful.log.id, careful.shelf.all, NOW), null);
  assert.equal(findCameBack(practice, careful.log.id, careful.shelf.all, NOW, NOW), null, "news in it neither");
  const alone = new Shelf();
  assert.equal(findCameBack(practice, alone.ask("2026-11-24").log.id, alone.all, NOW), null);
});

test("a check-in that goes well tells nobody that its matter came back", () => {
  assert.equal(worryOf(matter([20, 10, 1]), {}), null);
  assert.equal(worryOf(matter([20, 10, 1]), { news: "small" }), null);
});

test("what a check-in tells anyway says which time it is", () => {
  const worse = worryOf(matter([20, 10, 1]), { since: "worse" });
  assert.equal(worse?.level, "this_shift");
  assert.ok(codes(worse)?.includes("third_time"));
  assert.equal(worse?.triggers.at(-1)?.reason[0], "Third time: Noise · Quiet room");
  assert.deepEqual(codes(worryOf(matter([20, 10, 1]), { next: "supervisor" })), ["worker_asks", "third_time"]);
});

test("something serious and new is one time more, and the third in 30 days tells by itself", () => {
  const third = worryOf(matter([10, 1]), { news: "serious" });
  assert.deepEqual([third?.level, codes(third)], ["within_24h", ["third_time"]]);
  assert.equal(third?.triggers[0]?.reason[0], "Third time: Noise · Quiet room");
  const shelf = new Shelf();
  const asked = shelf.ask("2026-11-24", { types: ["noise"], place: "quiet_room" });
  assert.equal(worryOf({ shelf, ...asked }, { news: "serious" }), null, "the second time");
  const told = worryOf({ shelf, ...asked }, { news: "serious", next: "supervisor" });
  assert.equal(told?.triggers.at(-1)?.reason[0], "Second time: Noise · Quiet room or rest area");
});
