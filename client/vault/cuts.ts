/** Words that were taken out leave the rows that hold them: those are sealed anew without them, then written together. */
import { without, type Words } from "../core/taken";
import type { Bytes } from "./bytes";
import { open, seal } from "./crypto";
import type { Database, Rows } from "./database";

const PARTS = { envelopes: "body", pages: "sealed", drafts: "sealed" } as const;
type Store = keyof typeof PARTS;

/** A row without the words, still to be written. */
export interface Cut {
  store: Store;
  id: string | number;
  sealed: Bytes;
}

/** Every row that holds the words. Sealing must be done before a transaction: awaiting it inside would end that. */
export async function findCuts(database: Database, key: CryptoKey, words: readonly Words[], stores: Store[]): Promise<Cut[]> {
  const cuts: Cut[] = [];
  for (const store of words.length > 0 ? stores : []) {
    for (const id of await database.getAllKeys(store)) {
      const place = store === "pages" ? store : `${store} ${id}`;
      const row = (await database.get(store, id)) as Record<string, Bytes> | undefined;
      const sealed = row?.[PARTS[store]];
      const held = sealed && (await open(key, place, sealed).catch(() => null)); // an earlier vault's stays as it is
      const left = withoutAll(held, words);
      if (JSON.stringify(left) !== JSON.stringify(held)) cuts.push({ store, id, sealed: await seal(key, place, left) });
    }
  }
  return cuts;
}

/** Writes it in the transaction of `rows`, beside what came to the row meanwhile, such as a receipt. */
export async function putCut(rows: Rows<Store>, { store, id, sealed }: Cut): Promise<void> {
  const now = await rows.get(id as never);
  if (now) await rows.put({ ...now, [PARTS[store]]: sealed } as never);
}

export function withoutAll<Shape>(held: Shape, words: readonly Words[]): Shape {
  return words.reduce((left, { record, field }) => without(left, record, field), held);
}
