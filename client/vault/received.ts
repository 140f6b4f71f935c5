/**
 * What the centre sent, sealed a page a row. A page and its cursor are kept in one transaction, or not at all. What is
 * no longer anybody's to see here may not stay in an older row: all is then kept anew, in one.
 */
import type { Book, Entry } from "../core/book";
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

/** Keeps a page behind those before it, or in their place where it drops something; `book` has read it. */
export async function keepPage(database: Database, key: CryptoKey, page: Row, book: Book): Promise<void> {
  const drops = page.entries.some(({ e }) => e === "start" || e === "refresh");
  if (drops) await put(database, key, { ...page, entries: book.toEntries() }, true);
  else if (page.entries.length > 0) await put(database, key, page, false);
}

/** Puts many rows into one, when there are many. */
export async function pressTogether(database: Database, key: CryptoKey, whole: Row): Promise<void> {
  if ((await database.count("pages")) > MOST_ROWS) await put(database, key, whole, true);
}

async function put(database: Database, key: CryptoKey, row: Row, alone: boolean): Promise<void> {
  const sealed = await seal(key, PLACE, row); // before the transaction: awaiting WebCrypto inside would end it
  const transaction = database.transaction("pages", "readwrite");
  if (alone) void transaction.store.clear();
  void transaction.store.put({ sealed });
  await transaction.done;
}
