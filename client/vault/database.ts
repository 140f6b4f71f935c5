/** The phone's database: ciphertext, receipts, and the little that a locked phone needs to help. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore, type StoreNames } from "idb";
import type { Change } from "../core/types";
import type { Bytes } from "./bytes";
import type { Envelope, ServerKey, Signer } from "./crypto";

export type Verdict = "accepted" | "known" | "quarantined" | "refused";

export interface Receipt {
  verdict: Verdict;
  /** The centre's clock, ms. */
  at: number;
  code?: string;
}

/** One save. `body`: its changes under the data key; null where only the second store still had the envelope. */
export interface Saved {
  id: string;
  envelope: Envelope;
  body: Bytes | null;
  receipt: Receipt | null;
  /** The request for help that it makes, if it makes one: a locked phone watches for its answer. `off`: called off, or not theirs. */
  ask: { record: string; asked: number; taken: number | null; off?: boolean } | null;
  /** The request for help that a locked phone made: it holds a time and nothing of anybody, so it may lie open. */
  bare?: Change;
}

export interface Lock {
  salt: Bytes;
  device: CryptoKey;
  wrapped: Bytes;
  /** The vault's signing key, pkcs8, and the session (account, bearer …), each under the data key. */
  signer: Bytes;
  signerName: string;
  signerPublic: string;
  session: Bytes;
}

/** What lies unsealed: nothing of anybody's story in it. */
export interface Open {
  lock: Lock;
  tries: { wrong: number; until: number };
  spare: Signer;
  keys: ServerKey[];
  onCall: Record<string, unknown>;
  offset: number;
  contact: number;
}

/** A draft as it is kept: sealed. */
export interface DraftRow {
  id: string;
  sealed: Bytes;
}

interface Schema extends DBSchema {
  open: { key: keyof Open; value: Open[keyof Open] };
  envelopes: { key: string; value: Saved };
  /** Received entries, a page a row, under the data key. */
  pages: { key: number; value: { n?: number; sealed: Bytes } };
  drafts: { key: string; value: DraftRow };
  /** `made`: when it was kept last (ms): it goes after 90 days. Of a paper, when its sheet was made: after 72 hours. */
  private: { key: string; value: { id: string; made: number; sealed: Bytes } };
}

export type Database = IDBPDatabase<Schema>;
/** A store within a transaction that may write. */
export type Rows<Name extends StoreNames<Schema>> = IDBPObjectStore<Schema, StoreNames<Schema>[], Name, "readwrite">;
export const NAME = "ground";
/** What was answered as saved is on the disk, not in a buffer. */
export const STRICT = { durability: "strict" } as const;

export function openDatabase(): Promise<Database> {
  return openDB<Schema>(NAME, 1, {
    upgrade(database) {
      database.createObjectStore("open");
      database.createObjectStore("envelopes", { keyPath: "id" });
      database.createObjectStore("pages", { keyPath: "n", autoIncrement: true });
      database.createObjectStore("drafts", { keyPath: "id" });
      database.createObjectStore("private", { keyPath: "id" });
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
    },
  });
}

export async function getOpen<Name extends keyof Open>(database: Database, name: Name): Promise<Open[Name] | undefined> {
  return (await database.get("open", name)) as Open[Name] | undefined;
}

export async function setOpen<Name extends keyof Open>(database: Database, name: Name, value: Open[Name]): Promise<void> {
  await database.put("open", value, name);
}
