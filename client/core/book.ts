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
  private readonly projections = new Map<string, Projection>();
  private readonly received = new Map<string, OwnChange>();
  private readonly saved = new Map<string, { change: Change; by: string }>();
  private readonly takings: Placed[] = [];
  /** The changes of each of my own records, and the record that they make: folded again only after something came. */
  private readonly own = new Map<string, Set<string>>();
  private readonly folded = new Map<string, Known | null>();
  /** Which fields each own change was ever seen with; no values. */
  private readonly shapes = new Map<string, Placed>();
  private taken: Words[] = [];
  private refused = new Set<string>();

  /** One entry of a page. */
  apply(entry: Entry): void {
    if (entry.e === "start") {
      this.projections.clear();
      this.received.clear();
      this.folded.clear();
    } else if (entry.e === "refresh") {
      this.folded.clear();
      for (const [id, held] of this.projections) if (held.root === entry.record) this.projections.delete(id);
      for (const [id, held] of this.received) if (held.root === entry.record) this.received.delete(id);
    } else if (entry.e === "record") {
      this.projections.set(entry.id, entry);
      this.folded.delete(entry.id);
    } else {
      this.received.set(entry.change.id, entry);
      this.note(entry);
    }
  }

  /** A change saved on this phone; it stays whatever the centre sends. */
  save(change: Change, by: string): void {
    if (this.saved.has(change.id)) this.shapes.delete(change.id); // mended: what it hasn't any more wasn't taken out
    this.saved.set(change.id, { change, by });
    this.note({ change, order: change.stamp });
  }

  /** Which changes saved here the centre did not take for good: they stand in the history alone. */
  leaveOut(refused: readonly string[]): void {
    if (refused.length === this.refused.size && refused.every((id) => this.refused.has(id))) return;
    this.refused = new Set(refused);
    this.folded.clear();
  }

  /** Drops changes saved here: what the centre left of them came by the feed. Answers the records that are gone whole. */
  forget(changes: readonly string[]): string[] {
    const gone = changes.filter((id) => this.saved.get(id)?.change.record === id && !this.received.has(id));
    for (const id of changes) this.saved.delete(id);
    this.folded.clear();
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
    const known: Known[] = [];
    for (const id of this.own.keys()) {
      const found = this.folded.get(id) ?? this.toOwn(id);
      this.folded.set(id, found);
      if (found) known.push(found);
    }
    for (const held of this.projections.values()) {
      if (this.folded.get(held.id) || (held.until !== null && held.until <= now)) continue;
      known.push({ ...held, mine: false, values: held.set, history: [], changes: [] });
    }
    return known.sort((a, b) => b.made - a.made || (a.id < b.id ? 1 : -1));
  }

  private note(placed: Placed): void {
    const { id, record } = placed.change;
    this.own.set(record, (this.own.get(record) ?? new Set()).add(id));
    this.folded.delete(record);
    if (isTaking(placed)) {
      this.takings.push(placed);
      this.folded.clear();
    }
    this.compare(placed);
  }

  private compare(placed: Placed): void {
    const { id } = placed.change;
    const before = this.shapes.get(id);
    const taken = before ? findTaken(before, placed, this.takings) : [];
    this.taken.push(...taken);
    if (!before || taken.length > 0) this.shapes.set(id, withoutValues(placed));
  }

  /** Its own changes as they are here, saved or received. */
  changesOf(record: string): Held[] {
    return [...(this.own.get(record) ?? [])].flatMap((id): Held[] => {
      const mine = this.saved.get(id);
      const held = this.received.get(id) ?? (mine && { ...mine, order: mine.change.stamp });
      const change = held && withoutTaken(held, this.takings);
      return change ? [{ change, order: held.order, by: held.by, refused: this.refused.has(id) }] : [];
    });
  }

  private toOwn(id: string): Known | null {
    const held = this.changesOf(id);
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
}
