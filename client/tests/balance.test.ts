import assert from "node:assert/strict";
import { test } from "node:test";
import { countWords } from "../practice/balance";

test("words of what was quoted are counted as people count them, in both languages", () => {
  assert.equal(countWords("I was here first, and he took my seat."), 9);
  assert.equal(countWords("« C'est ma place », qu'il dit — encore\u00a0!"), 6);
  assert.equal(countWords("…  \n"), 0);
  assert.equal(countWords(undefined), 0);
  assert.equal(countWords(["a", "b"]), 0);
});
