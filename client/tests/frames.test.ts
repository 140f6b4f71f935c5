import assert from "node:assert/strict";
import { test } from "node:test";
import { cut, Gathered } from "../practice/frames";
import { makeReceiver, openPaper, sealPaper } from "../vault/paper";

const SESSION = "Ab_-1234";
const TEXT = Array.from({ length: 900 }, (_, n) => "abcXYZ019_-"[(n * 7) % 11]).join("");

test("a text comes whole out of its frames, in any order and seen twice", () => {
  const frames = cut(SESSION, TEXT);
  assert.equal(frames.length, 5);
  const gathered = new Gathered(SESSION);
  const seen = [3, 1, 1, 4, 3, 0].map((n) => gathered.take(frames[n] ?? ""));
  assert.deepEqual(seen, [null, null, null, null, null, null]);
  assert.deepEqual(gathered.count, { have: 4, of: 5 });
  assert.equal(gathered.take(frames[2] ?? ""), TEXT);
});

test("frames of another session and other codes are let go by", () => {
  const gathered = new Gathered(SESSION);
  for (const read of [...cut("otherone", TEXT), "https://example.org", "", "G1.Ab_-1234.00000000.5.2.x"])
    assert.equal(gathered.take(read), null);
  assert.deepEqual(gathered.count, { have: 0, of: 0 });
});

test("another text in the same session begins again, and a frame read wrong is never taken for the text", () => {
  const gathered = new Gathered(SESSION);
  const [first = "", ...rest] = cut(SESSION, TEXT);
  gathered.take(cut(SESSION, `${TEXT}x`)[0] ?? "");
  const wrong = `${first.slice(0, -1)}${first.endsWith("a") ? "b" : "a"}`;
  const seen = [wrong, ...rest].map((read) => gathered.take(read));
  assert.ok(seen.every((text) => text === null));
  const again = [first, ...rest].map((read) => gathered.take(read));
  assert.equal(again.at(-1), TEXT);
});

test("a paper opens on the phone that showed the code, and on no other", async () => {
  const receiver = await makeReceiver();
  const sheet = { id: "h", by: "Ama", made: 5, values: { mood: "busy", good: "Œufs 🍳" } };
  const frames = await sealPaper(receiver.code, sheet);
  const gathered = new Gathered(receiver.session);
  const text = frames.map((frame) => gathered.take(frame)).at(-1) ?? "";
  assert.deepEqual(await openPaper(receiver, text), sheet);
  await assert.rejects(openPaper(await makeReceiver(), text));
  await assert.rejects(sealPaper("https://example.org", sheet));
  assert.ok(!frames.join("").includes("Ama"));
});
