/** What goes from this phone for good: words that were taken out, after 90 days what is for the author alone, and papers. */
import type { Draft } from "../contract";
import { without } from "../core/taken";
import { open, seal } from "./crypto";
import { STRICT, type Database } from "./database";
import { listDrafts } from "./drafts";
import { isPaper } from "./papers";

const STORES = { envelopes: "body", pages: "sealed", drafts: "sealed" } as const;
const PRIVATE_MS = 90 * 86_400_000;
const PAPER_MS = 72 * 3_600_000;

/** Seals each row that holds the words anew without them; answers the drafts that are left. */
export async function takeOut(database: Database, key: CryptoKey, record: string, field: string): Promise<Draft[]> {
  for (const store of Object.keys(STORES) as (keyof typeof STORES)[]) {
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

export async function dropOldPrivate(database: Database, now: number): Promise<void> {
  const transaction = database.transaction("private", "readwrite");
  for await (const cursor of transaction.store) {
    const { id, made } = cursor.value;
    if (made < now - (isPaper(id) ? PAPER_MS : PRIVATE_MS)) await cursor.delete();
  }
  await transaction.done;
}
