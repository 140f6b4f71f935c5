/** The log of saves: written to both stores before anybody is told "saved", and united when the app starts. */
import type { Change } from "../core/types";
import type { Database, Receipt, Saved } from "./database";
import { STRICT } from "./database";
import { keepSecond, listSecond } from "./second";

/** Keeps one save in both stores, and drops the draft that it came from in the same transaction. */
export async function keepSaved(database: Database, saved: Saved, draft?: string): Promise<void> {
  const transaction = database.transaction(["envelopes", "drafts"], "readwrite", STRICT);
  const first = Promise.all([
    transaction.objectStore("envelopes").put(saved),
    draft ? transaction.objectStore("drafts").delete(draft) : undefined,
    transaction.done,
  ]);
  await Promise.all([first, keepSecond({ envelope: saved.envelope, receipt: null })]);
}

/** Everything saved on this phone. What only one store still has is copied to the other. */
export async function uniteStores(database: Database): Promise<Saved[]> {
  const first = new Map((await database.getAll("envelopes")).map((saved) => [saved.id, saved]));
  const second = new Map((await listSecond()).map((kept) => [kept.envelope.id, kept]));
  for (const [id, kept] of second) {
    if (first.has(id)) continue;
    const saved = { id, envelope: kept.envelope, body: null, receipt: kept.receipt, ask: null };
    await database.put("envelopes", saved);
    first.set(id, saved);
  }
  for (const [id, saved] of first) {
    if (!second.has(id)) await keepSecond({ envelope: saved.envelope, receipt: saved.receipt });
  }
  return [...first.values()];
}

/** What a request delivers: everything without a receipt, and requests for help until somebody has them. */
export function toDrop(saves: readonly Saved[]): Saved[] {
  const due = saves.filter((saved) => !isReceived(saved) || isWaiting(saved));
  return due.sort((a, b) => Number(b.ask !== null) - Number(a.ask !== null) || (a.id < b.id ? -1 : 1));
}

/** Whether it asks for help that nobody has yet. */
export function isWaiting({ ask }: Saved): boolean {
  return ask !== null && ask.taken === null && !ask.off;
}

/** Whether the centre has it; a refusal is none. */
export function isReceived(saved: Saved): boolean {
  return saved.receipt !== null && saved.receipt.verdict !== "refused";
}

/** Notes a receipt in both stores; a later refusal never takes a receipt back. */
export async function keepReceipt(database: Database, id: string, receipt: Receipt): Promise<void> {
  const transaction = database.transaction("envelopes", "readwrite", STRICT);
  const saved = await transaction.store.get(id);
  if (saved && !isReceived(saved)) await transaction.store.put({ ...saved, receipt });
  await transaction.done;
  if (saved && !isReceived(saved)) await keepSecond({ envelope: saved.envelope, receipt });
}

/** Notes that somebody has a request for help. */
export function keepTaken(database: Database, record: string, at: number): Promise<void> {
  return keepOfAsk(database, record, { taken: at });
}

/**
 * Notes which requests for help these changes may take off this phone: a locked one can't read them, and must ask anew.
 * Answers whether there was anything to note.
 */
export async function keepOff(database: Database, changes: readonly Change[]): Promise<boolean> {
  const off = changes.filter(isOff);
  for (const { parent } of off) if (parent) await keepOfAsk(database, parent, { off: true });
  return off.length > 0;
}

/** Whether it takes a whole record back, or says that somebody else made it; words taken out of one are another thing. */
export function isOff({ kind, set }: Pick<Change, "kind" | "set">): boolean {
  return kind === "withdrawal" ? !set["field"] : set["sort"] === "not_mine";
}

async function keepOfAsk(database: Database, record: string, more: { taken: number } | { off: true }): Promise<void> {
  const transaction = database.transaction("envelopes", "readwrite");
  for await (const cursor of transaction.store) {
    const saved = cursor.value;
    if (saved.ask?.record === record && isWaiting(saved)) await cursor.update({ ...saved, ask: { ...saved.ask, ...more } });
  }
  await transaction.done;
}
