import assert from "node:assert/strict";
import { test } from "node:test";
import type { Phone, Values } from "../contract";
import { keepPaper, listPapers, onlyFloor, toPaper } from "../practice/papers";
import { practice } from "./vectors";

const HOUR = 3_600_000;
const NOW = 1_795_430_400_000;
const form = practice.form("handover@1");
const values: Values = { shift: "evening", day: "2026-11-23", mood: "busy", helped: "Tea", cover_wish: "yes" };
const sheet = { id: "h", by: "Ama", made: NOW - HOUR, values };
const floor: Values = { shift: "evening", day: "2026-11-23", mood: "busy", helped: "Tea" };

test("another phone is shown what the floor may see, and takes no more", () => {
  assert.deepEqual(onlyFloor(form, values), floor);
  assert.deepEqual(toPaper(practice, form, sheet, NOW), { ...sheet, values: floor });
});

test("what is no sheet, or has faded, isn't taken", () => {
  const others: unknown[] = [
    null,
    "text",
    { ...sheet, values: { ...values, mood: "stormy" } },
    { ...sheet, values: { mood: "busy" } },
    { ...sheet, id: "a/b" },
    { ...sheet, made: NOW - 72 * HOUR },
    { ...sheet, made: "today" },
  ];
  for (const read of others) assert.equal(toPaper(practice, form, read, NOW), null, JSON.stringify(read));
  assert.equal(toPaper(practice, form, { ...sheet, made: NOW + 999 * HOUR }, NOW)?.made, NOW, "a fast clock keeps nothing longer");
});

test("papers fade after 72 hours, and then lie nowhere any more", async () => {
  let now = NOW;
  const kept: Values = {};
  const phone = {
    now: () => now,
    private: () => Promise.resolve({ ...kept }),
    keepPrivate: (_: string, field: string, value: Values[string]) => Promise.resolve(void (kept[field] = value)),
  } as unknown as Phone;
  await keepPaper(phone, { ...sheet, values: floor });
  await keepPaper(phone, { ...sheet, id: "later", made: NOW, values: floor });
  assert.deepEqual(
    (await listPapers(phone)).map(({ id }) => id),
    ["later", "h"],
  );
  now = NOW + 71.5 * HOUR;
  assert.deepEqual(
    (await listPapers(phone)).map(({ id }) => id),
    ["later"],
  );
  assert.equal(kept["h"], null);
});
