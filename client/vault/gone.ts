/**
 * What goes from this phone for good: words that were taken out, what the centre says to forget, after 90 days what is
 * for the author alone, and papers.
 */
import type { Draft } from "../contract";
import type { Book } from "../core/book";
import { without, type Words } from "../core/taken";
import { open, seal } from "./crypto";
import { STRICT, type Database, type Saved } from "./database";
import { listDrafts } from "./drafts";
import { isReceived, isWaiting } from "./envelopes";
import { dropSecond } from "./second";
import { isPaper } from "./papers";

const STORES = { envelopes: "body", pages: "sealed", drafts: "sealed" } as const;
type Store = keyof typeof STORES;

interface Log {
  saves: Map<string, Saved>;
  envelopeOf: ReadonlyMap<string, string>;
}

const PRIVATE_MS = 90 * 86_400_000;
const PAPER_MS = 72 * 3_600_000;

/** Seals each row that holds the words anew without them; answers the drafts that are left. */
export async function takeOut(database: Database, key: CryptoKey, { record, field }: Words, of?: Store): Promise<Draft[]> {
  for (const store of of ? [of] : (Object.keys(STORES) as Store[])) {
    const part = STORES[store];
    for (const id of await database.getAllKeys(store)) {
      const place = store === "pages" ? store : `${store} ${id}`;
      const row = (await database.get(store, id)) as Record<string, Uint8Array<ArrayBuffer>> | undefined;
      const held = row?.[part] && (await open(key, place, row[part]).catch(() => null)); // an earlier vault's stays as it is
      const left = without(held, record, field);
      if (JSON.stringify(left) === JSON.stringify(held)) continue;
      const sealed = await seal(key, place, left);
      const { store: rows, done } = database.transaction(store, "readwrite", STRICT);
      const now = await rows.get(id); // a receipt may have come meanwhile
      if (now) await rows.put({ ...now, [part]: sealed } as never);
      await done;
    }
  }
  return listDrafts(database, key);
}

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
