import assert from "node:assert/strict";
import { test } from "node:test";
import type { Papers, Phone, RecordView, Values } from "../contract";
import { listPapers, onlyFloor, toPaper, toShow } from "../practice/papers";
import type { Paper } from "../vault/paper";
import { log, record } from "./records";
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

test("a matter that has come to need care since the handover was written goes along as a number", () => {
  const items = ["plain", "flagged"].map((about) => ({ about, line: `Yard, ${about}`, verbs: "", text: "" }));
  const checkins = ["Heron", "Cedar"].map((who) => ({ who, when: "2026-11-23T12:00:00.000-06:00", by: "" }));
  const handover = record({ kind: "handover", values: { ...values, items, checkins, care_count: 1 } });
  const records = [
    log({ id: "plain", values: { people: ["Heron"] } }),
    log({ id: "flagged", values: { people: ["Cedar"] } }),
    record({ kind: "view", parent: "flagged", mine: false, values: { flags: ["weapon_seen"] } }),
  ];
  const shown = toShow(practice, form, handover, records);
  assert.deepEqual(shown, { ...floor, items: [items[0]], checkins: [checkins[0]], care_count: 2 });
  assert.ok(toPaper(practice, form, { ...sheet, values: shown }, NOW));
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

test("papers fade after 72 hours or when the handover itself has come, and then lie nowhere any more", async () => {
  let now = NOW;
  const kept = new Map<string, Paper>();
  const records: { value: RecordView[] } = { value: [] };
  const papers: Papers = {
    keep: (paper) => Promise.resolve(void kept.set(paper.id, paper)),
    drop: (id) => Promise.resolve(void kept.delete(id)),
    list: () => Promise.resolve([...kept.values()]),
  };
  const phone = { now: () => now, records, papers } as unknown as Phone;
  const listed = async (): Promise<string[]> => (await listPapers(phone)).map(({ id }) => id);
  await papers.keep(sheet);
  await papers.keep({ ...sheet, id: "later", made: NOW });
  assert.deepEqual(await listed(), ["later", "h"]);
  now = NOW + 71.5 * HOUR;
  assert.deepEqual(await listed(), ["later"]);
  assert.deepEqual([...kept.keys()], ["later"]);
  records.value = [record({ id: "later", kind: "handover" })];
  assert.deepEqual(await listed(), []);
  assert.equal(kept.size, 0);
});
