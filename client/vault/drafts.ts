/** Drafts and what is for the author alone (A!): sealed under the data key, on this phone only. */
import type { Draft } from "../contract";
import type { Values } from "../core/types";
import { open, seal } from "./crypto";
import type { Database, DraftRow } from "./database";

/** A draft as it is kept. */
export async function toRow(key: CryptoKey, draft: Draft): Promise<DraftRow> {
  return { id: draft.id, sealed: await seal(key, `drafts ${draft.id}`, draft) };
}

export async function listDrafts(database: Database, key: CryptoKey): Promise<Draft[]> {
  const rows = await database.getAll("drafts");
  return Promise.all(rows.map((row) => open<Draft>(key, `drafts ${row.id}`, row.sealed)));
}

export async function keepPrivate(database: Database, key: CryptoKey, record: string, values: Values): Promise<void> {
  await database.put("private", { id: record, made: Date.now(), sealed: await seal(key, `private ${record}`, values) });
}

export async function readPrivate(database: Database, key: CryptoKey, record: string): Promise<Values> {
  const row = await database.get("private", record);
  return row ? open<Values>(key, `private ${record}`, row.sealed) : {};
}
