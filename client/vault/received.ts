/** What the centre sent, sealed a page a row. A page and its cursor are kept in one transaction, or not at all. */
import type { Entry } from "../core/book";
import { open, seal } from "./crypto";
import type { Database } from "./database";

const MOST_ROWS = 30;
const PLACE = "pages";

interface Row {
  entries: Entry[];
  cursor: string;
}

/** Everything received so far, oldest first, and where to read on. */
export async function readReceived(database: Database, key: CryptoKey): Promise<Row> {
  const rows = await database.getAll("pages");
  const opened = await Promise.all(rows.map((row) => open<Row>(key, PLACE, row.sealed)));
  return { entries: opened.flatMap((row) => row.entries), cursor: opened.at(-1)?.cursor ?? "" };
}

/** Keeps a page. One that begins with `start` takes the place of all before it. */
export async function keepPage(database: Database, key: CryptoKey, page: Row): Promise<void> {
  const sealed = await seal(key, PLACE, page); // before the transaction: awaiting WebCrypto inside would end it
  const transaction = database.transaction("pages", "readwrite");
  if (page.entries[0]?.e === "start") void transaction.store.clear();
  void transaction.store.put({ sealed });
  await transaction.done;
}

/** Puts many rows into one, when there are many. */
export async function pressTogether(database: Database, key: CryptoKey, whole: Row): Promise<void> {
  if ((await database.count("pages")) <= MOST_ROWS) return;
  const sealed = await seal(key, PLACE, whole);
  const transaction = database.transaction("pages", "readwrite");
  void transaction.store.clear();
  void transaction.store.put({ sealed });
  await transaction.done;
}
