/** What goes from this phone for good: what the centre says to forget, after 90 days what is for the author alone, and papers. */
import type { Book } from "../core/book";
import { STRICT, type Database, type Saved } from "./database";
import { isReceived, isWaiting } from "./envelopes";
import { dropSecond } from "./second";
import { isPaper } from "./papers";

interface Log {
  saves: Map<string, Saved>;
  envelopeOf: ReadonlyMap<string, string>;
}

const PRIVATE_MS = 90 * 86_400_000;
const PAPER_MS = 72 * 3_600_000;

/**
 * Drops the saves that the centre says to forget, from both stores, the log and the book; answers the records that are
 * gone whole. What has no receipt is never touched. One that still asks for help keeps its envelope, which only the
 * centre can open, until somebody has it.
 */
export async function forget(database: Database, ids: readonly string[], log: Log, book: Book): Promise<string[]> {
  const gone = new Set<string>();
  for (const id of ids) {
    const saved = log.saves.get(id);
    if (!saved || !isReceived(saved)) continue;
    gone.add(id);
    if (isWaiting(saved)) {
      await dropBody(database, id);
    } else {
      await Promise.all([database.delete("envelopes", id), dropSecond(id)]);
      log.saves.delete(id);
    }
  }
  return book.forget([...log.envelopeOf].filter(([, envelope]) => gone.has(envelope)).map(([change]) => change));
}

async function dropBody(database: Database, id: string): Promise<void> {
  const { store, done } = database.transaction("envelopes", "readwrite", STRICT);
  const now = await store.get(id);
  if (now && now.body !== null) await store.put({ ...now, body: null });
  await done;
}

export async function dropOldPrivate(database: Database, now: number): Promise<void> {
  const transaction = database.transaction("private", "readwrite");
  for await (const cursor of transaction.store) {
    const { id, made } = cursor.value;
    if (made < now - (isPaper(id) ? PAPER_MS : PRIVATE_MS)) await cursor.delete();
  }
  await transaction.done;
}
