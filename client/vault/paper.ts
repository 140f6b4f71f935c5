/**
 * A sheet from phone to phone, without a centre: sealed to a key that the receiving phone made for this one time and
 * forgets. No key of the vault's has part in it; what arrives is a paper, never a change, and is never sent on.
 */
import { cut } from "../practice/frames";
import type { Values } from "../core/types";
import { deflate, fromBase64url, join, toBase64url, toBytes, toText, type Bytes } from "./bytes";
import { makeKeys, openHpke, sealHpke } from "./hpke";

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
const MOST = 60_000;

export async function makeReceiver(): Promise<Receiver> {
  const [keys, publicKey] = await makeKeys();
  const named = toBase64url(publicKey);
  return { code: `GR1.${named}`, session: named.slice(0, 8), keys };
}

/** Whether this was read off a phone that waits for a paper. */
export function isReceiver(code: string): boolean {
  return CODE.test(code);
}

/** The frames to show, for the one phone whose code this is. */
export async function sealPaper(code: string, paper: Paper): Promise<string[]> {
  const named = CODE.exec(code)?.[1];
  if (!named) throw new Error("not a receiver's code");
  const packed = await deflate(toBytes(JSON.stringify(paper)));
  const sealed = await sealHpke(fromBase64url(named), toBytes(INFO + named), packed);
  return cut(named.slice(0, 8), toBase64url(join(...sealed)));
}

export async function openPaper({ code, keys }: Receiver, text: string): Promise<Paper> {
  const bytes = fromBase64url(text);
  const info = toBytes(INFO + code.slice(4));
  const packed = await openHpke(keys, info, bytes.slice(0, ENC), bytes.slice(ENC));
  return JSON.parse(toText(await inflate(packed))) as Paper;
}

/** Stops at a size that no sheet has. */
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
