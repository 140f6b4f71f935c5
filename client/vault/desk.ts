/**
 * What lies open on the worker's desk: drafts, and what is for the author alone. Both are sealed, on this phone only,
 * and written in the order of the taps: a slower seal must not put an older one last.
 */
import { signal } from "@preact/signals";
import type { Draft } from "../contract";
import { listWords, type Words } from "../core/taken";
import type { Change, Value, Values } from "../core/types";
import { findCuts, putCut, withoutAll } from "./cuts";
import { STRICT, type Database, type Saved } from "./database";
import { keepPrivate, listDrafts, readPrivate, toRow } from "./drafts";
import { keepSaved, type Beside } from "./envelopes";

/** `goesOn`: the draft that isn't done with this save, with what is saved marked in it. */
export type Around = Pick<Beside, "draft" | "instead"> & { goesOn?: Draft | undefined };
type Write = (at: { database: Database; key: CryptoKey }) => Promise<void>;

export class Desk {
  readonly drafts = signal<Draft[]>([]);
  private written: Promise<void> = Promise.resolve();
  /** Words that are on their way out: what an open screen keeps meanwhile loses them too. */
  private leaving: Words[] = [];
  /** Raised where drafts lost words: a screen that holds one takes it up anew, or its next key would bring them back. */
  readonly cuts = signal(0);
  /** The draft whose writing waits last in the row. */
  private last: { id: string; written: Promise<void> } | null = null;

  constructor(private readonly at: () => { database: Database; key: CryptoKey }) {}

  /** The drafts that were left, for whoever shows them. */
  async read(): Promise<Draft[]> {
    const { database, key } = this.at();
    return listDrafts(database, key);
  }

  /**
   * Written in the task after this one, so that sealing holds no key up; what comes while an earlier writing of it still
   * waits for its turn goes with that one.
   */
  keep(draft: Draft): Promise<void> {
    const { id } = draft;
    this.drafts.value = [...this.drafts.value.filter((one) => one.id !== id), draft];
    this.lose(this.leaving);
    if (this.last?.id === id) return this.last.written;
    const written = this.inTurn(async ({ database, key }) => {
      await nextTask();
      if (this.last?.written === written) this.last = null;
      const held = this.drafts.value.find((one) => one.id === id);
      if (held) await database.put("drafts", await toRow(key, held));
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

  /** Takes own words out of what lies here. */
  takeOut(words: readonly Words[]): Promise<void> {
    return this.without(words, async ({ database, key }) => {
      const cuts = await findCuts(database, key, words, ["drafts"]);
      const { store, done } = database.transaction("drafts", "readwrite", STRICT);
      for (const cut of cuts) await putCut(store as never, cut);
      await done;
    });
  }

  /** Keeps a save, and takes the words that it takes out from all that this phone keeps: all of it, or nothing. */
  keepSaved(saved: Saved, changes: readonly Change[], { goesOn, ...beside }: Around): Promise<void> {
    const words = listWords(changes);
    return this.without(words, async ({ database, key }) => {
      const cuts = await findCuts(database, key, words, ["envelopes", "pages", "drafts"]);
      await keepSaved(database, saved, changes, { ...beside, cuts, row: goesOn && (await toRow(key, goesOn)) });
    });
  }

  /** In its turn; the drafts that lie here lose the words with it, and whatever is kept while it goes on. */
  private without(words: readonly Words[], write: Write): Promise<void> {
    this.leaving = [...this.leaving, ...words];
    return this.inTurn(async (at) => {
      try {
        await write(at);
        this.lose(words);
      } finally {
        this.leaving = this.leaving.filter((one) => !words.includes(one));
      }
    });
  }

  private lose(words: readonly Words[]): void {
    const left = this.drafts.value.map((draft) => withoutAll(draft, words));
    if (words.length === 0 || JSON.stringify(left) === JSON.stringify(this.drafts.value)) return;
    this.drafts.value = left;
    this.cuts.value += 1;
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
  private inTurn(write: Write): Promise<void> {
    const written = this.written.then(() => write(this.at()));
    this.last = null;
    this.written = written.catch(() => undefined);
    return written;
  }
}

/** Sooner than a timer: a message to oneself is the next task. */
function nextTask(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      done();
    });
    port1.start();
    port2.postMessage(null);
  });
}
