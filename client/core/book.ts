/**
 * What this phone knows, made from two sources alone: its own changes (saved here or come back by the feed) and the
 * projections that the centre sent. Applying the same thing twice, or in another order, ends the same.
 */
import { fold, toHistory, type Held, type Line } from "./fold";
import { parse } from "./clock";
import { findTaken, isTaking, withoutTaken, withoutValues, type Placed, type Words } from "./taken";
import type { Change, Values } from "./types";

export interface Care {
  code: string;
  line: { en: string; fr: string };
  place?: string | null;
}

export interface Projection {
  e: "record";
  id: string;
  kind: string;
  parent: string | null;
  root: string;
  account: string | null;
  by: string;
  made: number;
  set: Values;
  masked: boolean;
  care: Care | null;
  until: number | null;
}

export interface OwnChange {
  e: "change";
  order: string;
  account: string;
  by: string;
  root: string;
  change: Change;
}

export type Entry = Projection | OwnChange | { e: "refresh"; record: string } | { e: "start" };

/** A record as it stands here; `own` are its author's changes where this phone's account wrote it. */
export interface Known {
  id: string;
  kind: string;
  parent: string | null;
  root: string;
  mine: boolean;
  by: string;
  made: number;
  values: Values;
  masked: boolean;
  care: Care | null;
  history: Line[];
  changes: string[];
}

export class Book {
  /** Which fields each own change was ever seen with; no values. */
  private readonly shapes = new Map<string, Placed>();
  private taken: Words[] = [];
  private readonly projections = new Map<string, Projection>();
  private readonly received = new Map<string, OwnChange>();
  private readonly saved = new Map<string, { change: Change; by: string }>();
  private readonly takings: Placed[] = [];

  /** One entry of a page. */
  apply(entry: Entry): void {
    if (entry.e === "start") {
      this.projections.clear();
      this.received.clear();
    } else if (entry.e === "refresh") {
      for (const [id, held] of this.projections) if (held.root === entry.record) this.projections.delete(id);
      for (const [id, held] of this.received) if (held.root === entry.record) this.received.delete(id);
    } else if (entry.e === "record") {
      this.projections.set(entry.id, entry);
    } else {
      this.received.set(entry.change.id, entry);
      this.note(entry);
      this.compare(entry);
    }
  }

  /** A change saved on this phone; it stays whatever the centre sends. */
  save(change: Change, by: string): void {
    this.saved.set(change.id, { change, by });
    this.note({ change, order: change.stamp });
    this.compare({ change, order: change.stamp });
  }

  /** Drops changes saved here: what the centre left of them came by the feed. Answers the records that are gone whole. */
  forget(changes: readonly string[]): string[] {
    const gone = changes.filter((id) => this.saved.get(id)?.change.record === id && !this.received.has(id));
    for (const id of changes) this.saved.delete(id);
    return gone;
  }

  /** Own words that were found to be taken out since this was asked last. */
  listTaken(): Words[] {
    const taken = this.taken;
    this.taken = [];
    return taken;
  }

  /** What a new, empty book would need to become this one: for keeping what was received in fewer pieces. */
  toEntries(): Entry[] {
    return this.clean([...this.received.values(), ...this.projections.values()]);
  }

  /** These entries without the words that their author took out: the centre may not have read that yet. */
  clean(entries: Entry[]): Entry[] {
    const takings = [...this.takings, ...entries.filter((entry) => entry.e === "change" && isTaking(entry))] as Placed[];
    return entries.map((entry) => (entry.e === "change" ? { ...entry, change: withoutTaken(entry, takings) } : entry));
  }

  /** Every record as it stands at `now` (the centre's clock), newest first. */
  records(now: number): Known[] {
    const own = this.ownChanges();
    const known: Known[] = [];
    for (const [id, held] of own) {
      const found = this.toOwn(id, held);
      if (found) known.push(found);
    }
    for (const held of this.projections.values()) {
      if (own.has(held.id) || (held.until !== null && held.until <= now)) continue;
      known.push({ ...held, mine: false, values: held.set, history: [], changes: [] });
    }
    return known.sort((a, b) => b.made - a.made || (a.id < b.id ? 1 : -1));
  }

  private note(placed: Placed): void {
    if (isTaking(placed)) this.takings.push(placed);
  }

  private ownChanges(): Map<string, Held[]> {
    const all = new Map<string, Held>();
    for (const { change, by } of this.saved.values()) all.set(change.id, { change, order: change.stamp, by });
    for (const { change, order, by } of this.received.values()) all.set(change.id, { change, order, by });
    const byRecord = new Map<string, Held[]>();
    for (const held of all.values()) {
      const list = byRecord.get(held.change.record) ?? [];
      list.push({ ...held, change: withoutTaken(held, this.takings) });
      byRecord.set(held.change.record, list);
    }
    return byRecord;
  }

  private toOwn(id: string, held: Held[]): Known | null {
    const maker = held.find((one) => one.change.id === id);
    if (!maker) return null;
    const over = this.projections.get(id); // what a supervisor set, and the care line
    return {
      id,
      kind: maker.change.kind,
      parent: maker.change.parent ?? null,
      root: over?.root ?? maker.change.parent ?? id,
      mine: true,
      by: maker.by,
      made: parse(maker.order)?.wall ?? 0,
      values: { ...fold(held), ...over?.set },
      masked: false,
      care: over?.care ?? null,
      history: toHistory(held),
      changes: held.map((one) => one.change.id).sort(),
    };
  }

  private compare(placed: Placed): void {
    const { id } = placed.change;
    const before = this.shapes.get(id);
    const taken = before ? findTaken(before, placed, this.takings) : [];
    this.taken.push(...taken);
    if (!before || taken.length > 0) this.shapes.set(id, withoutValues(placed));
  }
}
