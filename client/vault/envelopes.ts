/** The log of saves: written to both stores before anybody is told "saved", and united when the app starts. */
import type { Change } from "../core/types";
import { putCut, type Cut } from "./cuts";
import type { Database, DraftRow, Receipt, Rows, Saved } from "./database";
import { STRICT } from "./database";
import { dropSecond, keepSecond, listSecond } from "./second";

/** What a save does besides, in its own transaction: a phone that dies has done all of it, or nothing. */
export interface Beside {
  /** The draft that it came from goes. */
  draft?: string | undefined;
  /** Or it goes on: as it is once this is saved. */
  row?: DraftRow | undefined;
  /** Refused saves in whose place it comes. */
  instead?: readonly string[];
  /** Rows of words that it takes out, sealed anew without them. */
  cuts?: readonly Cut[];
}

/** Keeps one save in both stores. `changes`: what it says; requests for help that they call off are noted. */
export async function keepSaved(database: Database, saved: Saved, changes: readonly Change[], beside: Beside = {}): Promise<void> {
  const { draft, row, instead = [], cuts = [] } = beside;
  const stores: ("envelopes" | "drafts" | "pages")[] = ["envelopes", "drafts"];
  if (cuts.length > 0) stores.push("pages");
  const transaction = database.transaction(stores, "readwrite", STRICT);
  const first = async (): Promise<void> => {
    const envelopes = transaction.objectStore("envelopes");
    void envelopes.put(saved);
    for (const id of instead) void envelopes.delete(id);
    if (draft) void transaction.objectStore("drafts").delete(draft);
    if (row) void transaction.objectStore("drafts").put(row);
    for (const { parent } of changes.filter(isOff)) if (parent) await noteOfAsk(envelopes, parent, { off: true });
    for (const cut of cuts) await putCut(transaction.objectStore(cut.store), cut);
    await transaction.done;
  };
  await Promise.all([first(), keepSecond({ envelope: saved.envelope, receipt: null })]);
  await Promise.all(instead.map(dropSecond));
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

/** Whether it came after what it alters had settled: what stood before stands, and a correction is asked for. */
export function isTooLate(saved: Saved | undefined): boolean {
  return saved?.receipt?.verdict === "refused" && saved.receipt.code === "after_a_day";
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
export async function keepTaken(database: Database, record: string, at: number): Promise<void> {
  const transaction = database.transaction("envelopes", "readwrite");
  await noteOfAsk(transaction.store, record, { taken: at });
  await transaction.done;
}

/**
 * Whether it takes a whole record back, or says that somebody else made it: a request for help is off this phone then,
 * since a locked one can't read why, and must ask anew. Words taken out of one are another thing.
 */
export function isOff({ kind, set }: Pick<Change, "kind" | "set">): boolean {
  return kind === "withdrawal" ? !set["field"] : set["sort"] === "not_mine";
}

async function noteOfAsk(envelopes: Rows<"envelopes">, record: string, more: { taken: number } | { off: true }): Promise<void> {
  for await (const cursor of envelopes) {
    const saved = cursor.value;
    if (saved.ask?.record === record && isWaiting(saved)) await cursor.update({ ...saved, ask: { ...saved.ask, ...more } });
  }
}
