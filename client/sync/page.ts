/** A page as it came: one whose count or sum is wrong is thrown away whole. */
import type { Entry } from "../core/book";
import { toBytes } from "../vault/bytes";
import { sha256 } from "../vault/crypto";
import type { Page } from "./wire";

export async function openPage({ entries, count, sha256: sum }: Page): Promise<Entry[] | null> {
  if (entries.length !== count || (await sha256(toBytes(entries.join("\n")))) !== sum) return null;
  return entries.map((text) => JSON.parse(text) as Entry);
}
