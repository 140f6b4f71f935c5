/**
 * Papers lie sealed on this phone only, a row for each, with the time at which its sheet was made: each goes at its
 * hour, whether somebody unlocks or not (`dropOldPrivate`).
 */
import type { Papers } from "../contract";
import { open, seal } from "./crypto";
import type { Database } from "./database";
import type { Paper } from "./paper";

const ROW = "paper ";

export class SealedPapers implements Papers {
  constructor(private readonly at: () => { database: Database; key: CryptoKey }) {}

  async keep(paper: Paper): Promise<void> {
    const { database, key } = this.at();
    const id = ROW + paper.id;
    await database.put("private", { id, made: paper.made, sealed: await seal(key, `private ${id}`, paper) });
  }

  /** Those of an earlier vault on this phone don't open any more: they only wait for their hour. */
  async list(): Promise<Paper[]> {
    const { database, key } = this.at();
    const rows = await database.getAll("private", IDBKeyRange.bound(ROW, `${ROW}~`));
    const opened = await Promise.all(rows.map((row) => open<Paper>(key, `private ${row.id}`, row.sealed).catch(() => null)));
    return opened.filter((paper) => paper !== null);
  }

  async drop(id: string): Promise<void> {
    await this.at().database.delete("private", ROW + id);
  }
}

export function isPaper(row: string): boolean {
  return row.startsWith(ROW);
}
