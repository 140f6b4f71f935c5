/** HPKE (RFC 9180): base mode, single shot. To the centre's key, and from phone to phone to a key made for one time. */
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import type { Bytes } from "./bytes";

export const makeSuite = (): CipherSuite =>
  new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** `enc` and ciphertext. */
export async function sealHpke(publicKey: Bytes, info: Bytes, plain: Bytes): Promise<[Bytes, Bytes]> {
  const suite = makeSuite();
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
  const { ct, enc } = await suite.seal({ recipientPublicKey, info }, plain);
  return [new Uint8Array(enc), new Uint8Array(ct)];
}
