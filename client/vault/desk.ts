/**
 * What lies open on the worker's desk: drafts, and what is for the author alone. Both are sealed, on this phone only,
 * and written in the order of the taps: a slower seal must not put an older one last.
 */
import { signal } from "@preact/signals";
import type { Draft } from "../contract";
import type { Words } from "../core/taken";
import type { Value, Values } from "../core/types";
import type { Database } from "./database";
import { keepDraft, keepPrivate, listDrafts, readPrivate } from "./drafts";
import { takeOut } from "./gone";

export class Desk {
  readonly drafts = signal<Draft[]>([]);
  private written: Promise<void> = Promise.resolve();
  /** The draft whose writing waits last in the row. */
  private last: { id: string; written: Promise<void> } | null = null;

  constructor(private readonly at: () => { database: Database; key: CryptoKey }) {}

  /** The drafts that were left, for whoever shows them. */
  async read(): Promise<Draft[]> {
    const { database, key } = this.at();
    return listDrafts(database, key);
  }

  /**
   * Written in the task after the tap's or key's, which is not held up by it; what came while an earlier writing waited
   * goes with that one.
   */
  keep(draft: Draft): Promise<void> {
    const { id } = draft;
    this.drafts.value = [...this.drafts.value.filter((one) => one.id !== id), draft];
    if (this.last?.id === id) return this.last.written;
    const written = this.inTurn(async ({ database, key }) => {
      await new Promise((done) => setTimeout(done));
      if (this.last?.written === written) this.last = null;
      const held = this.drafts.value.find((one) => one.id === id);
      if (held) await keepDraft(database, key, held);
    });
    this.last = { id, written };
    return written;
  }

  drop(id: string): Promise<void> {
    this.forget(id);
    return this.inTurn(({ database }) => database.delete("drafts", id));
  }

  /** The draft is gone already, with the save that came of it. */
  forget(id: string): void {
    this.drafts.value = this.drafts.value.filter((one) => one.id !== id);
  }

  /** Takes own words out of what lies here, or of all that this phone keeps. */
  takeOut(words: readonly Words[], of?: "drafts"): Promise<void> {
    return this.inTurn(async ({ database, key }) => {
      for (const one of words) this.drafts.value = await takeOut(database, key, one, of);
    });
  }

  /** Drops the drafts that would go on with records that are gone, or stand below them. */
  async dropAbout(records: readonly string[]): Promise<void> {
    const about = ({ record, about }: Draft): boolean => records.some((id) => id === record || id === about);
    for (const { id } of this.drafts.value.filter(about)) await this.drop(id);
  }

  keepPrivate(record: string, field: string, value: Value): Promise<void> {
    return this.inTurn(async ({ database, key }) => {
      const held = await readPrivate(database, key, record);
      await keepPrivate(database, key, record, { ...held, [field]: value });
    });
  }

  async private(record: string): Promise<Values> {
    await this.written;
    const { database, key } = this.at();
    return readPrivate(database, key, record);
  }

  /** Runs a write after those before it, whatever became of them. */
  inTurn(write: (at: { database: Database; key: CryptoKey }) => Promise<void>): Promise<void> {
    const written = this.written.then(() => write(this.at()));
    this.last = null;
    this.written = written.catch(() => undefined);
    return written;
  }
}
