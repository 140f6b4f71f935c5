/** Bytes as text and back: base64url without padding, UTF-8, zlib. */

/** What WebCrypto and the stores take: bytes over memory that isn't shared. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const toBytes = (text: string): Bytes => new TextEncoder().encode(text);
export const toText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export function toBase64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export function fromBase64url(text: string): Bytes {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}

export function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

export function join(...parts: Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** zlib (RFC 1950). */
export async function deflate(bytes: Bytes): Promise<Bytes> {
  const { readable, writable } = new CompressionStream("deflate");
  const writer = writable.getWriter();
  const [packed] = await Promise.all([new Response(readable).arrayBuffer(), writer.write(bytes), writer.close()]);
  return new Uint8Array(packed);
}
