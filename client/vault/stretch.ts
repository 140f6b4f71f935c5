/** Argon2id with 19 MiB, t=2, p=1, in plain JavaScript: no WASM, so no exception in the CSP. */
import { argon2idAsync } from "@noble/hashes/argon2.js";
import type { Bytes } from "./bytes";

export async function stretch(secret: Bytes, salt: Bytes): Promise<Bytes> {
  return new Uint8Array(await argon2idAsync(secret, salt, { t: 2, m: 19 * 1024, p: 1, dkLen: 32 }));
}
