/** Words that their author took out (PRACTICE 0.18): they are gone from whatever was given before, and only from that. */
import type { Change, Value } from "./types";

/** A change and where it stands: all that is needed to tell before from after. */
export interface Placed {
  change: Change;
  order: string;
}

/** The field of a record whose words go. */
export interface Words {
  record: string;
  field: string;
}

/** Whether this change takes words out, and doesn't take back a whole record. */
export function isTaking({ change }: Placed): boolean {
  return change.kind === "withdrawal" && Boolean(change.set["field"]);
}

/** The words that these changes take out. */
export function listWords(changes: readonly Change[]): Words[] {
  const takings = changes.filter((change) => isTaking({ change, order: "" }));
  return takings.map(({ parent = "", set }) => ({ record: parent, field: String(set["field"]) }));
}

/** The change without what was taken out after it. */
export function withoutTaken(held: Placed, takings: readonly Placed[]): Change {
  const place = ({ order, change }: Placed): string => order + change.id; // an order has a fixed length
  const after = takings.filter((one) => one.change.parent === held.change.record && place(held) < place(one));
  return after.reduce((left, one) => without(left, left.record, one.change.set["field"] as string), held.change);
}

/** A change never alters: what is missing in one that comes again was taken out. `asked`: takings that are known already. */
export function findTaken(before: Placed, { change }: Placed, asked: readonly Placed[]): Words[] {
  const left = new Set(Object.keys(change.set));
  const gone = Object.keys(withoutTaken(before, asked).set).filter((field) => !left.has(field));
  return gone.map((field) => ({ record: change.record, field }));
}

/** The change with its fields' names alone. */
export function withoutValues({ change, order }: Placed): Placed {
  return { order, change: { ...change, set: Object.fromEntries(Object.keys(change.set).map((field) => [field, null])) } };
}

/** What holds a record's answers, and under which names the record is told beside them. */
const HOLDERS: Record<string, string[]> = { set: ["record"], values: ["id", "record"], known: ["conflict"] };

/** Changes, entries of the feed, drafts: all that is kept of a record, at any depth, without one of its fields. */
export function without<Shape>(held: Shape, record: string, field: string): Shape {
  if (typeof held !== "object" || held === null) return held;
  if (Array.isArray(held)) return held.map((one) => without(one, record, field)) as Shape;
  const whole = held as Record<string, Value>;
  const parts = Object.entries(whole).map(([name, part]) => {
    const here = name === record || HOLDERS[name]?.some((id) => whole[id] === record);
    const left = here ? Object.fromEntries(Object.entries(part as object).filter(([one]) => one !== field)) : part;
    return [name, without(left, record, field)];
  });
  return Object.fromEntries(parts) as Shape;
}
