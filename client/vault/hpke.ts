/** HPKE (RFC 9180): base mode, single shot. To the centre's key, and from phone to phone to a key made for one time. */
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import type { Bytes } from "./bytes";

export const makeSuite = (): CipherSuite =>
  new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** `enc` and ciphertext. The key is agreed on while `plain` is still being packed. */
export async function sealHpke(publicKey: Bytes, info: Bytes, plain: Promise<Bytes>): Promise<[Bytes, Bytes]> {
  const suite = makeSuite();
  const agree = suite.kem
    .deserializePublicKey(publicKey)
    .then((recipientPublicKey) => suite.createSenderContext({ recipientPublicKey, info }));
  const [sender, packed] = await Promise.all([agree, plain]);
  return [new Uint8Array(sender.enc), new Uint8Array(await sender.seal(packed))];
}
