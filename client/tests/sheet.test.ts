import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecordView, Values } from "../contract";
import { check } from "../core/check";
import type { Pair } from "../core/types";
import { fillSheet, listHandovers, sheetOf } from "../practice/sheet";
import { log, record } from "./records";
import { practice } from "./vectors";

const ZONE = "America/Winnipeg";
const HOUR = 3_600_000;
const at = (local: string): number => Date.parse(`${local}:00-06:00`); // November: six hours behind
const NOW = at("2026-11-23T10:40");
const english = (pair: Pair | undefined): string => pair?.[0] ?? "";
const french = (pair: Pair | undefined): string => pair?.[1] ?? "";
const sheet = (records: RecordView[], now = NOW, tell = english): ReturnType<typeof sheetOf> =>
  sheetOf({ practice, zone: ZONE, tell }, records, now);
const matter = (values: Values, more: Partial<RecordView> = {}): RecordView =>
  log({
    made: NOW - HOUR,
    ...more,
    values: { place: "charging_spot", types: ["space_seat"], outcome: "agreement", tell_next: "no", ...values },
  });

test("the shift and its day are the centre's, and a handover written soon after a shift is still that shift's", () => {
  const shiftOf = (local: string): string[] => [sheet([], at(local)).shift, sheet([], at(local)).day];
  assert.deepEqual(shiftOf("2026-11-23T10:40"), ["morning", "2026-11-23"]);
  assert.deepEqual(shiftOf("2026-11-23T11:50"), ["morning", "2026-11-23"]);
  assert.deepEqual(shiftOf("2026-11-23T12:10"), ["midday", "2026-11-23"]);
  assert.deepEqual(shiftOf("2026-11-24T06:30"), ["night", "2026-11-23"]);
  assert.deepEqual(shiftOf("2026-11-23T23:30"), ["night", "2026-11-23"]);
});

test("matters to tell and matters that aren't over are on it, in the language of whoever writes", () => {
  const records = [
    matter({ tell_next: "yes", outcome: "not_resolved" }, { id: "told" }),
    matter({ outcome: "not_over", place: "washroom" }, { id: "open", mine: false }),
    matter({}, { id: "over" }),
    matter({ tell_next: "yes" }, { id: "before", made: NOW - 30 * HOUR }),
    matter({ tell_next: "yes" }, { id: "back" }),
    record({ kind: "withdrawal", parent: "back", values: { reason: "mistake" } }),
  ];
  const rows = sheet(records).items;
  assert.deepEqual(rows.map((row) => row["about"]).sort(), ["open", "told"]);
  assert.equal(rows.find((row) => row["about"] === "told")?.["line"], "Charging spot: Seat or space, Still open");
  const told = sheet(records, NOW, french).items.find((row) => row["about"] === "told");
  assert.match(told?.["line"] ?? "", /\u00a0: Place ou espace, Encore ouvert$/);
});

test("how a talk ended is what counts", () => {
  const talk = (outcome: string): RecordView => record({ kind: "talk", parent: "l", values: { outcome } });
  assert.equal(sheet([matter({ outcome: "not_over" }, { id: "l" }), talk("agreement")]).items.length, 0);
  assert.equal(sheet([matter({ outcome: "not_over" }, { id: "l" }), talk("paused")]).items.length, 1);
});

test("of what needs care there is only the number, and of a matter about a worker not even that", () => {
  const care = { code: "separate", line: { en: "Two workers", fr: "Deux" } };
  const records = [
    matter({ tell_next: "yes" }, { mine: false, masked: true, care }),
    matter({ tell_next: "yes", flags: ["weapon_seen"] }),
    matter({ tell_next: "yes", types: ["racism_discrimination"] }),
    matter({ tell_next: "yes", flags: ["staff_conduct"], concerns: ["ben"] }),
    matter({ tell_next: "yes", types: ["racism_discrimination"], cleared: ["racism_discrimination"] }, { id: "cleared" }),
  ];
  const made = sheet(records);
  assert.equal(made.care_count, 3);
  assert.deepEqual(
    made.items.map((row) => row["about"]),
    ["cleared"],
  );
});

test("plans in force and check-ins before the next handover are on it; late ones and ones without a part aren't", () => {
  const due = (parent: string, hours: number, more: Values = {}): RecordView =>
    record({ kind: "follow_up", parent, made: NOW - HOUR, values: { due: new Date(NOW + hours * HOUR).toISOString(), ...more } });
  const records = [
    matter({}, { id: "l", made: NOW - 30 * HOUR }),
    record({ id: "p", kind: "party", parent: "l", values: { handle: "Heron" } }),
    record({ id: "q", kind: "party", parent: "l", values: {} }),
    record({ kind: "plan", parent: "l", values: { lines: ["PS1", "PS3"], ends_on: "2026-11-23" } }),
    record({ kind: "plan", parent: "l", values: { lines: ["PS1"], ends_on: "2026-11-22" } }),
    due("p", 2, { assigned: ["ben"] }),
    due("q", -20),
    due("p", 9),
    due("l", 1),
  ];
  const made = sheet(records);
  assert.deepEqual(made.plans, [{ plan: "We sit on opposite sides of the room. Separate tables at meals.", ends_on: "2026-11-23" }]);
  assert.deepEqual(
    made.checkins.map(({ who, by }) => [who, by]),
    [
      ["", ""],
      ["Heron", "ben"],
    ],
  );
  const reached = record({ kind: "check_in", parent: "p", made: NOW, values: { reached: "reached" } });
  assert.equal(sheet([...records, reached]).checkins.length, 1);
});

test("what the place lacked is gathered from the shift's logs; without a log the shift was quiet", () => {
  const records = [matter({ settings: ["broken", "crowded"] }), matter({ settings: ["none"] }), matter({ settings: ["crowded"] })];
  assert.deepEqual(sheet(records).settings, ["crowded", "broken"]);
  assert.equal(sheet(records).quiet, "no");
  assert.equal(sheet([matter({}, { made: NOW - 30 * HOUR })]).quiet, "yes");
});

test("no word of anybody, no flag and no name of a masked matter is on it, whatever was written anywhere", () => {
  const forms = ["quick_log@1", "guided_talk@1", "check_in@1", "person@1", "note@1", "escalation@1"].map((name) => practice.form(name));
  const planted = (kind: string): Values => {
    const asked = forms.flatMap((form) => form.questions).filter((question) => question.kind === kind);
    const words = (type: string, field: string): Values[string] =>
      ["lib", "handles"].includes(type)
        ? [`WORD-${kind}-${field}`]
        : type === "rows"
          ? [{ offer: `WORD-${kind}-${field}` }]
          : `WORD-${kind}-${field}`;
    const typed = asked.filter(({ type }) => ["text", "handle", "handles", "lib", "rows"].includes(type));
    return Object.fromEntries(typed.map(({ field, type }) => [field, words(type, field)]));
  };
  const tree = (id: string, more: Values, view: Partial<RecordView> = {}): RecordView[] => [
    matter({ ...planted("conflict"), tell_next: "yes", ...more }, { id, ...view }),
    record({ id: `${id}-t`, kind: "talk", parent: id, values: { ...planted("talk"), outcome: "paused" } }),
    record({ id: `${id}-p`, kind: "party", parent: `${id}-t`, values: { ...planted("party"), handle: `NAME-${id}` } }),
    record({ kind: "plan", parent: `${id}-t`, values: { lines: ["PS1", `WORD-NAME-${id}`], ends_on: "2026-12-01" } }),
    record({ kind: "promise", parent: `${id}-t`, values: planted("promise") }),
    record({ kind: "follow_up", parent: `${id}-p`, made: NOW, values: { due: "2026-11-23T12:00:00.000-06:00" } }),
    record({ kind: "check_in", parent: `${id}-p`, made: NOW - HOUR, values: { ...planted("check_in"), reached: "reached" } }),
    record({ kind: "note", parent: id, values: planted("note") }),
    record({ kind: "escalation", parent: id, values: planted("escalation") }),
  ];
  const records = [
    ...tree("plain", {}),
    ...tree("flagged", { flags: ["weapon_seen", "injury"] }),
    ...tree("separate", { types: ["relationship_partner"] }),
    ...tree("others", {}, { mine: false, masked: true }),
    record({ kind: "person", values: planted("person") }),
  ];
  const made = sheet(records);
  assert.equal(made.items.length, 1);
  assert.equal(made.care_count, 3);
  const text = JSON.stringify(made);
  assert.deepEqual(text.match(/WORD[\w-]*/g), null);
  assert.deepEqual(text.match(/NAME-\w+/g), ["NAME-plain"], "of a plain matter, for its check-in alone");
  assert.doesNotMatch(text, /weapon|injury|relationship|Couple/i);
});

test("what was tapped goes into it, what was unticked stays out, and the form takes it", () => {
  const records = [matter({ tell_next: "yes", settings: ["crowded"] }, { id: "a" }), matter({ tell_next: "yes" }, { id: "b" })];
  const tapped = { about: "b", line: "old", verbs: "keep_eye,leave_be", text: "Sit near" };
  const values = fillSheet(sheet(records), { mood: "busy", left: ["a"], items: [tapped], helped: "", settings: [] });
  assert.deepEqual(values["items"], [{ ...tapped, line: "Charging spot: Seat or space, They agreed" }]);
  assert.equal("left" in values || "helped" in values || "settings" in values, false);
  assert.deepEqual(check(practice, practice.form("handover@1"), "handover", values, true), []);
});

test("a handover fades after 72 hours and leaves when it is taken back", () => {
  const handover = (id: string, hours: number): RecordView => record({ id, kind: "handover", made: NOW - hours * HOUR });
  const records = [handover("new", 1), handover("old", 73), handover("older", 71), handover("back", 2)];
  const taken = record({ kind: "withdrawal", parent: "back", values: { reason: "mistake" } });
  assert.deepEqual(
    listHandovers([...records, taken], NOW).map(({ id }) => id),
    ["new", "older"],
  );
});
