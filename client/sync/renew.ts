/** A new bearer by the vault key's signature, when the old one ended (docs/sync-protocol.md §3). */
import { toBytes } from "../vault/bytes";
import { sign, type Signer } from "../vault/crypto";
import { post } from "./transport";

/** The new bearer, or null: then this phone delivers, and reads nothing until it signs in again. */
export async function renewBearer(signer: Signer): Promise<string | null> {
  const asked = await post<{ challenge: string }>("/api/renew", { v: 1, signer: signer.name });
  if (asked.is !== "ok") return null;
  const { challenge } = asked.body;
  const sig = await sign(signer.key, toBytes(`common-ground/renew/1\n${challenge}`));
  const answer = await post<{ bearer: string }>("/api/renew", { v: 1, signer: signer.name, challenge, sig });
  return answer.is === "ok" ? answer.body.bearer : null;
}
