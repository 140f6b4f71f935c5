/**
 * One round trip: what waits goes up, receipts come down and are kept. The page and the service worker both run it;
 * two at once are harmless. Without a bearer nothing is read, so it needs no key and works while locked.
 */
import { fromBase64url } from "../vault/bytes";
import { sha256 } from "../vault/crypto";
import { setOpen, type Database, type Receipt, type Saved } from "../vault/database";
import { keepReceipt, keepTaken, toDrop } from "../vault/envelopes";
import { post, type Answer } from "./transport";
import type { SyncAnswer } from "./wire";

const MOST_ENVELOPES = 200;
const MOST_BYTES = 400_000;
const held = new Map<string, number>();

declare const __BUILD__: string;

export interface Reading {
  bearer: string;
  cursor: string | null;
  language: string;
}

/** What this delivery did: the answer, and which envelopes it carried. */
export interface Delivery {
  answer: Answer<SyncAnswer>;
  sent: Saved[];
}

/** `retry`: refused envelopes too, once after a start, since a newer server may take them. */
export async function deliver(database: Database, saves: readonly Saved[], reading: Reading | null, retry: boolean): Promise<Delivery> {
  const sent = select(saves, retry);
  const waiting = saves.filter((saved) => saved.receipt === null).length;
  const body: Record<string, unknown> = {
    v: 1,
    build: __BUILD__,
    waiting,
    persisted: (await navigator.storage?.persisted?.().catch(() => false)) ?? false,
    drop: sent.map((saved) => saved.envelope),
  };
  if (reading?.cursor) body["cursor"] = reading.cursor;
  const answer = await post<SyncAnswer>("/api/sync", body, reading?.bearer, reading?.language);
  if (answer.is === "ok") await keepAnswer(database, sent, answer.body);
  return { answer, sent };
}

function select(saves: readonly Saved[], retry: boolean): Saved[] {
  const now = Date.now();
  const due = toDrop(saves).filter((saved) => (retry || saved.receipt?.verdict !== "refused") && (held.get(saved.id) ?? 0) <= now);
  let bytes = 0;
  return due.slice(0, MOST_ENVELOPES).filter((saved) => (bytes += saved.envelope.sealed.length + 400) <= MOST_BYTES);
}

async function keepAnswer(database: Database, sent: readonly Saved[], answer: SyncAnswer): Promise<void> {
  const bySent = new Map(sent.map((saved) => [saved.id, saved]));
  for (const { id, sha256: sum, verdict, code, seconds } of answer.verdicts) {
    const saved = bySent.get(id);
    if (!saved) continue;
    if (verdict === "later") held.set(id, Date.now() + (seconds ?? 60) * 1000);
    else if (verdict === "refused") await keepReceipt(database, id, toReceipt(verdict, answer.now, code));
    else if (sum === (await sha256(fromBase64url(saved.envelope.sealed)))) {
      await keepReceipt(database, id, toReceipt(verdict, answer.now));
    }
  }
  for (const { record, at } of answer.answered) await keepTaken(database, record, at);
  if (answer.keys.length > 0) await setOpen(database, "keys", answer.keys);
  await setOpen(database, "offset", answer.now - Date.now());
  await setOpen(database, "contact", answer.now);
}

function toReceipt(verdict: Receipt["verdict"], at: number, code?: string): Receipt {
  return code === undefined ? { verdict, at } : { verdict, at, code };
}
