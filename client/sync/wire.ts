/** The shapes of docs/sync-protocol.md §3 and §6. */
import type { ServerKey } from "../vault/crypto";

export interface Enrolled {
  account: { id: string; name: string; roles: string[] };
  centre: { id: string; name: string; zone: string };
  centres: { id: string; name: string }[];
  device: string;
  bearer: string;
  keys: ServerKey[];
  settings: { on_call: Record<string, unknown>; zone: string };
  colleagues: { id: string; name: string; roles: string[] }[];
  now: number;
}

export interface WireVerdict {
  id: string;
  sha256?: string;
  verdict: "accepted" | "known" | "quarantined" | "refused" | "later";
  code?: string;
  seconds?: number;
}

export interface Page {
  entries: string[];
  cursor: string;
  more: boolean;
  count: number;
  sha256: string;
}

export interface SyncAnswer {
  v: 1;
  verdicts: WireVerdict[];
  page?: Page;
  keys: ServerKey[];
  safe_through: number | null;
  forget: string[];
  answered: { record: string; at: number }[];
  mend: { id: string; field: string; sentence: string }[];
  now: number;
}
