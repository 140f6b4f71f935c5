/**
 * A sheet from phone to phone, without a centre: sealed to a key that the receiving phone made for this one time and
 * forgets. No key of the vault's has part in it; what arrives is a paper, never a change, and is never sent on.
 */
import { cut } from "../practice/frames";
import type { Values } from "../core/types";
import { deflate, fromBase64url, join, toBase64url, toBytes, toText, type Bytes } from "./bytes";
import { makeSuite, sealHpke } from "./hpke";

export interface Paper {
  /** The record that it is a copy of. */
  id: string;
  by: string;
  made: number;
  values: Values;
}

export interface Receiver {
  /** What its screen shows. */
  code: string;
  session: string;
  keys: CryptoKeyPair;
}

const CODE = /^GR1\.([\w-]{43})$/;
const INFO = "ground paper 1 ";
const ENC = 32;
const MOST = 250_000; // bytes: more than a sheet with every answer at its longest

export async function makeReceiver(): Promise<Receiver> {
  const { kem } = makeSuite();
  const keys = await kem.generateKeyPair(); // never stored
  const named = toBase64url(new Uint8Array(await kem.serializePublicKey(keys.publicKey)));
  return { code: `GR1.${named}`, session: named.slice(0, 8), keys };
}

/** The frames to show, for the one phone whose code this is; null when it is no such code or holds no key. */
export async function sealPaper(code: string, paper: Paper): Promise<string[] | null> {
  const named = CODE.exec(code)?.[1];
  if (!named) return null;
  const packed = deflate(toBytes(JSON.stringify(paper)));
  const sealed = await sealHpke(fromBase64url(named), toBytes(INFO + named), packed).catch(() => null);
  return sealed && cut(named.slice(0, 8), toBase64url(join(...sealed)));
}

/** What was sealed, not looked at yet; null when it wasn't sealed to this phone, or is none. */
export async function openPaper({ code, keys }: Receiver, text: string): Promise<unknown> {
  const info = toBytes(INFO + code.slice(4));
  try {
    const bytes = fromBase64url(text);
    const packed = await makeSuite().open({ recipientKey: keys, info, enc: bytes.slice(0, ENC) }, bytes.slice(ENC));
    return JSON.parse(toText(await inflate(new Uint8Array(packed))));
  } catch {
    return null;
  }
}

/** Stops at a size that no sheet has: a code can be made to unpack without end. */
async function inflate(bytes: Bytes): Promise<Bytes> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const parts: Uint8Array[] = [];
  for (let size = 0, next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > MOST) throw new Error("too long");
    parts.push(next.value);
  }
  return join(...parts);
}
