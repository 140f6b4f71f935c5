/** The fold: for each field the value of the change with the greatest (order, id). Twin of records/fold.py. */
import { parse } from "./clock";
import type { Change, Value, Values } from "./types";

/** A change as this phone holds it: its `order` once the centre gave it, else its stamp. */
export interface Held {
  change: Change;
  order: string;
  by: string;
  /** The centre did not take it, and never will: what stood before stands. */
  refused?: boolean;
}

export interface Line {
  change: string;
  field: string;
  value: Value;
  by: string;
  at: number;
  superseded: boolean;
  refused: boolean;
}

/** What stands, taken-back fields left out, whatever order and repeats the changes came in. */
export function fold(changes: Iterable<Held>): Values {
  const values = new Map<string, Value>(); // a field may be called __proto__
  const standing = [...changes].filter((held) => !held.refused);
  for (const held of inOrder(standing)) for (const [field, value] of Object.entries(held.change.set)) values.set(field, value);
  return Object.fromEntries([...values].filter(([, value]) => value !== null));
}

/** Every value that was ever given, newest first; superseded ones are kept and say so. */
export function toHistory(changes: Iterable<Held>): Line[] {
  const standing = new Set<string>();
  const lines: Line[] = [];
  for (const { change, order, by, refused = false } of inOrder(changes).reverse()) {
    for (const [field, value] of Object.entries(change.set)) {
      const at = parse(order)?.wall ?? 0;
      lines.push({ change: change.id, field, value, by, at, superseded: standing.has(field), refused });
    }
    if (refused) continue;
    for (const field of Object.keys(change.set)) standing.add(field);
  }
  return lines;
}

/** What differs, with null for what was taken back. */
export function differenceOf(before: Values, after: Values): Values {
  const same = (a: Value | undefined, b: Value | undefined): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...fields].filter((field) => !same(before[field], after[field])).map((field) => [field, after[field] ?? null]),
  );
}

function inOrder(changes: Iterable<Held>): Held[] {
  const once = new Map([...changes].map((held) => [held.change.id, held]));
  return [...once.values()].sort((a, b) => compare(a.order, b.order) || compare(a.change.id, b.change.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
