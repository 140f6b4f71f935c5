import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addPart,
  changesOf,
  createTalk,
  recordsOf,
  whatIsSure,
  withAnswer,
  withOnly,
  withPerson,
  withSaved,
  withStep,
  type Talk,
} from "../practice/talk";

const LOG = "log";
let count = 0;
const newId = (): string => `id-${(count += 1)}`;
const begin = (handles: string[] = []): Talk => createTalk(newId, LOG, {}, handles, 0);

test("two people stand there from the start, as shapes or by the names of the log", () => {
  assert.deepEqual(
    begin().people.map((person) => person.values),
    [{}, {}],
  );
  assert.deepEqual(
    begin(["Heron", "Cedar", "Finch"]).people.map((person) => person.values["handle"]),
    ["Heron", "Cedar", "Finch"],
  );
  assert.equal(begin(["Heron"]).people.length, 2);
});

test("a person of whom nothing is known is no record", () => {
  const talk = withPerson(begin(), 0, "needs", ["respect"]);
  assert.deepEqual(
    recordsOf(talk).map((one) => one.kind),
    ["talk", "party"],
  );
});

test("what was saved is saved once; later only what differs, and null for what was taken back", () => {
  const first = withAnswer(withStep(begin(), "s1", 0), "mode", "together");
  assert.deepEqual(
    changesOf(first).map((one) => [one.id, one.parent, one.kind]),
    [[first.id, LOG, "talk"]],
  );
  const saved = withSaved(first);
  assert.deepEqual(changesOf(saved), []);
  const later = withAnswer(withStep(saved, "s6", 0), "mode", null);
  assert.deepEqual(changesOf(later), [
    { record: first.id, kind: "talk", form: "guided_talk@1", values: { steps: ["s1", "s6"], mode: null } },
  ]);
});

test("an idea taken out after it was saved is withdrawn, never silently gone", () => {
  const saved = withSaved(addPart(begin(), "idea", "option", null, { idea: "OP1", from: "them" }));
  const without = { ...saved, parts: [] };
  assert.deepEqual(
    changesOf(without).map((one) => [one.kind, one.parent]),
    [["withdrawal", "idea"]],
  );
});

test("the order of steps is kept, each once; screens that are none leave no trace", () => {
  const walked = ["s1", "fit", "person:0", "s6", "turn", "s3", "s1", "end-flags"].reduce((talk, step) => withStep(talk, step, 0), begin());
  assert.deepEqual(walked.values["steps"], ["s1", "fit", "s6", "s3"]);
  assert.equal(walked.step, "end-flags");
});

test("the minutes on a person's page are theirs, over a kill too; a phone that lay forgotten counts half an hour", () => {
  const minutes = (talk: Talk): number[] => talk.people.map((person) => person.ms / 60_000);
  const at = (talk: Talk, step: string, minute: number): Talk => withStep(JSON.parse(JSON.stringify(talk)) as Talk, step, minute * 60_000);
  const first = at(at(begin(), "person:0", 0), "s1", 8);
  const second = at(at(first, "person:1", 9), "s1", 16);
  assert.deepEqual(minutes(second), [8, 7]);
  assert.deepEqual(minutes(at(second, "s6", 60)), [8, 7]);
  assert.deepEqual(minutes(at(at(second, "person:0", 60), "s6", 600)), [38, 7]);
  assert.deepEqual(minutes(at(at(second, "person:0", 60), "s6", 50)), [8, 7], "a clock set back takes nothing away");
});

test("a check-in stands below the person, or below the log where no name was kept", () => {
  const named = withPerson(begin(), 0, "handle", "Heron");
  const due = (person: number): string | undefined => {
    const talk = addPart(named, "due", "follow_up", named.people[person]?.id ?? null, { how: "declined" });
    return recordsOf(talk).find((one) => one.kind === "follow_up")?.parent;
  };
  assert.equal(due(0), named.people[0]?.id);
  assert.equal(due(1), LOG);
});

test("a check-in isn't saved before its person has a name or the talk ends: below the log it would stay for good", () => {
  const talk = begin();
  const { id = "" } = talk.people[0] ?? {};
  const planned = addPart(talk, "due", "follow_up", id, { how: "phone" });
  const kinds = (one: Talk): string[] => changesOf(one).map((change) => change.kind);
  assert.deepEqual(kinds(whatIsSure(planned)), ["talk"]);
  const saved = { ...planned, saved: withSaved(whatIsSure(planned)).saved };
  const named = withPerson(saved, 0, "handle", "Heron");
  assert.deepEqual(kinds(whatIsSure(named)), ["party", "follow_up"]);
  assert.equal(changesOf(named).at(-1)?.parent, id);
  assert.deepEqual(kinds(saved), ["follow_up"]);
  assert.equal(changesOf(saved)[0]?.parent, LOG);
});

test("a promise carries the name once there is one", () => {
  const talk = begin();
  const promised = addPart(talk, "p", "promise", talk.people[0]?.id ?? null, { side: "client", what: "Asks first" });
  const whoIn = (one: Talk): unknown => recordsOf(one).find((record) => record.kind === "promise")?.values["who"];
  assert.equal(whoIn(promised), undefined);
  assert.equal(whoIn(withPerson(promised, 0, "handle", "Heron")), "Heron");
});

test("with one person only the other leaves, unless something of theirs was tapped", () => {
  const talk = begin(["Wren", "Poplar"]);
  assert.deepEqual(
    withOnly(talk, 0).people.map((person) => person.values["handle"]),
    ["Wren"],
  );
  const heard = withPerson(talk, 1, "needs", ["respect"]);
  assert.equal(withOnly(heard, 0).people.length, 2);
});
