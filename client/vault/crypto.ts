/** The one module that seals, opens and signs; nothing else touches WebCrypto. DESIGN 5, docs/sync-protocol.md §5. */
import { fromBase64url, join, random, toBase64url, toBytes, toText, type Bytes } from "./bytes";
import { sealHpke } from "./hpke";
import { stretch } from "./stretch";

const NONCE = 12;
const ECDSA = { name: "ECDSA", namedCurve: "P-256" };
const SIGN = { name: "ECDSA", hash: "SHA-256" };

export interface Envelope {
  id: string;
  key: string;
  signer: string;
  sealed: string;
  sig: string;
}

export interface ServerKey {
  id: string;
  public: string;
}

/** A signing key as it is kept: its name, its public half for enrolment, the private half as WebCrypto holds it. */
export interface Signer {
  name: string;
  public: string;
  key: CryptoKey;
}

export async function sha256(bytes: Bytes): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** A pair of which only the public half can leave this phone. */
export async function createSigner(): Promise<Signer> {
  const pair = await crypto.subtle.generateKey(ECDSA, false, ["sign", "verify"]);
  return toSigner(pair.publicKey, pair.privateKey);
}

/** As `createSigner`, with the private half's bytes once, to be sealed into the vault. */
export async function createVaultSigner(): Promise<{ signer: Signer; private: Bytes }> {
  const pair = await crypto.subtle.generateKey(ECDSA, true, ["sign", "verify"]);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  return { signer: await toSigner(pair.publicKey, await importSigner(pkcs8)), private: pkcs8 };
}

export function importSigner(pkcs8: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("pkcs8", pkcs8, ECDSA, false, ["sign"]);
}

async function toSigner(publicKey: CryptoKey, key: CryptoKey): Promise<Signer> {
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", raw));
  return { name: toBase64url(digest.slice(0, 16)), public: toBase64url(raw), key };
}

/** 64 raw bytes r‖s, base64url. */
export async function sign(key: CryptoKey, bytes: Bytes): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.sign(SIGN, key, bytes)));
}

/** Seals one envelope around deflated bytes, which may still be on their way, and signs it. */
export async function sealEnvelope(flat: Promise<Bytes>, id: string, to: ServerKey, signer: Signer): Promise<Envelope> {
  const info = toBytes(`common-ground/envelope/1\n${to.id}\n${signer.name}\n${id}`);
  const sealed = join(...(await sealHpke(fromBase64url(to.public), info, flat)));
  const sig = await sign(signer.key, join(info, toBytes("\n"), sealed));
  return { id, key: to.id, signer: signer.name, sealed: toBase64url(sealed), sig };
}

export function createDataKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
}

/** A device's own half of the lock: without this very browser profile a PIN is no use. */
export function createDeviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]) as Promise<CryptoKey>;
}

/** Seals a value under the data key; `place` (store and id) is bound to it, so that it can't be moved elsewhere. */
export async function seal(key: CryptoKey, place: string, value: unknown): Promise<Bytes> {
  return encrypt(key, place, toBytes(JSON.stringify(value)));
}

/** Opens what `seal` made; throws for another key, place or byte. */
export async function open<Shape>(key: CryptoKey, place: string, sealed: Bytes): Promise<Shape> {
  return JSON.parse(toText(await decrypt(key, place, sealed))) as Shape;
}

/** The data key under a PIN's key. */
export async function wrap(kek: CryptoKey, dataKey: CryptoKey): Promise<Bytes> {
  return encrypt(kek, "data-key", new Uint8Array(await crypto.subtle.exportKey("raw", dataKey)));
}

/** The data key, or null where the PIN was wrong: found out by opening, never by comparing. */
export async function unwrap(kek: CryptoKey, wrapped: Bytes): Promise<CryptoKey | null> {
  try {
    const raw = await decrypt(kek, "data-key", wrapped);
    return await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  } catch {
    return null;
  }
}

/** The key that a PIN gives on this device: Argon2id, then the device's own HMAC key, then HKDF. */
export async function deriveKey(pin: string, salt: Bytes, device: CryptoKey): Promise<CryptoKey> {
  const mixed = new Uint8Array(await crypto.subtle.sign("HMAC", device, await stretch(toBytes(pin), salt)));
  const base = await crypto.subtle.importKey("raw", mixed, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: toBytes("common-ground/pin/1") };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function encrypt(key: CryptoKey, place: string, bytes: Bytes): Promise<Bytes> {
  const iv = random(NONCE);
  const how = { name: "AES-GCM", iv, additionalData: toBytes(place) };
  return join(iv, new Uint8Array(await crypto.subtle.encrypt(how, key, bytes)));
}

async function decrypt(key: CryptoKey, place: string, sealed: Bytes): Promise<Bytes> {
  const how = { name: "AES-GCM", iv: sealed.slice(0, NONCE), additionalData: toBytes(place) };
  return new Uint8Array(await crypto.subtle.decrypt(how, key, sealed.slice(NONCE)));
}
