import assert from "node:assert/strict";
import { test } from "node:test";
import { cut, Gathered } from "../practice/frames";
import { toBase64url } from "../vault/bytes";
import { makeReceiver, openPaper, sealPaper, type Receiver } from "../vault/paper";

const SESSION = "Ab_-1234";
const TEXT = Array.from({ length: 900 }, (_, n) => "abcXYZ019_-"[(n * 7) % 11]).join("");
const SHEET = { id: "h", by: "Ama", made: 5, values: { mood: "busy", good: "Œufs 🍳" } };
const OTHER = { is: "other" };
const part = (have: number): object => ({ is: "part", have, of: 5 });

const gather = (receiver: Receiver, frames: string[]): string => {
  const gathered = new Gathered(receiver.session);
  const last = frames.map((frame) => gathered.take(frame)).at(-1);
  return last?.is === "whole" ? last.text : "";
};

test("a text comes whole out of its frames, in any order and seen twice", () => {
  const frames = cut(SESSION, TEXT);
  assert.equal(frames.length, 5);
  const gathered = new Gathered(SESSION);
  const seen = [3, 1, 1, 4, 3, 0].map((n) => gathered.take(frames[n] ?? ""));
  assert.deepEqual(seen, [part(1), part(2), part(2), part(3), part(3), part(4)]);
  assert.deepEqual(gathered.take(frames[2] ?? ""), { is: "whole", text: TEXT });
});

test("frames for another phone and any other code are known as such, and cost nothing of what was read", () => {
  const gathered = new Gathered(SESSION);
  const frames = cut(SESSION, TEXT);
  const others = [
    ...cut("otherone", TEXT),
    "",
    "https://example.org",
    "<script>alert(1)</script>",
    "x".repeat(7_000),
    `GR1.${"A".repeat(43)}`,
    `G1.${SESSION}.00000000.5.2.x`,
    `G1.${SESSION}.00000000.0.0.x`,
    `G1.${SESSION}.00000000.0.1.${"x".repeat(221)}`,
  ];
  frames.slice(0, 4).forEach((frame) => gathered.take(frame));
  for (const read of others) assert.deepEqual(gathered.take(read), OTHER, read);
  assert.deepEqual(gathered.take(frames[4] ?? ""), { is: "whole", text: TEXT });
});

test("a text that is begun beside it takes nothing from the first", () => {
  const gathered = new Gathered(SESSION);
  const [first = "", ...rest] = cut(SESSION, TEXT);
  rest.forEach((frame) => gathered.take(frame));
  assert.deepEqual(gathered.take(cut(SESSION, `${TEXT}x`)[0] ?? ""), part(1));
  assert.deepEqual(gathered.take(first), { is: "whole", text: TEXT });
});

test("a frame that was read wrong is never taken for the text; the next round makes it whole", () => {
  const gathered = new Gathered(SESSION);
  const [first = "", ...rest] = cut(SESSION, TEXT);
  const wrong = `${first.slice(0, -1)}${first.endsWith("a") ? "b" : "a"}`;
  const seen = [wrong, ...rest].map((read) => gathered.take(read));
  assert.deepEqual(seen.at(-1), { is: "torn" });
  const again = [first, ...rest].map((read) => gathered.take(read));
  assert.deepEqual(again.at(-1), { is: "whole", text: TEXT });
});

test("a paper opens on the phone that showed the code, and on no other", async () => {
  const receiver = await makeReceiver();
  const frames = (await sealPaper(receiver.code, SHEET)) ?? [];
  const text = gather(receiver, frames);
  assert.deepEqual(await openPaper(receiver, text), SHEET);
  assert.equal(await openPaper(await makeReceiver(), text), null);
  assert.ok(!frames.join("").includes("Ama"));
});

test("a code that isn't a receiver's, or holds no key, seals nothing", async () => {
  for (const code of ["https://example.org", "", `GR1.${"A".repeat(43)}`, `GR1.${"A".repeat(44)}`])
    assert.equal(await sealPaper(code, SHEET), null, code);
});

test("the longest sheet goes over whole; one that unpacks without end is none", async () => {
  const receiver = await makeReceiver();
  const noise = (length: number): string => toBase64url(crypto.getRandomValues(new Uint8Array(length))).slice(0, length);
  const row = (): Record<string, string> => ({ about: noise(36), line: noise(200), verbs: noise(80), text: noise(100) });
  const long = { ...SHEET, values: { items: Array.from({ length: 30 }, row), plans: Array.from({ length: 30 }, row) } };
  const frames = (await sealPaper(receiver.code, long)) ?? [];
  assert.ok(frames.length > 99);
  assert.deepEqual(await openPaper(receiver, gather(receiver, frames)), long);
  const endless = (await sealPaper(receiver.code, { ...SHEET, by: " ".repeat(300_000) })) ?? [];
  assert.equal(await openPaper(receiver, gather(receiver, endless)), null);
});
