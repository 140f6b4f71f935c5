/**
 * A text cut into as many codes as it needs, shown in turn, and gathered again in any order, seen twice or not.
 * A frame names its session (so that another pair of phones beside this one is no trouble) and a sum of the whole text.
 */
const MARK = "G1";
const SIZE = 220;
const MOST = 999;
const FRAME = /^G1\.([\w-]{8})\.([\da-f]{8})\.(\d{1,3})\.(\d{1,3})\.([\w-]{1,220})$/;

/** `other`: no frame, or not for this phone. `torn`: all were there, but one was read wrong; it is gathered anew. */
export type Taken = { is: "other" } | { is: "torn" } | { is: "part"; have: number; of: number } | { is: "whole"; text: string };

/** `session` has eight signs, `text` is base64url. */
export function cut(session: string, text: string): string[] {
  const total = Math.ceil(text.length / SIZE);
  if (total > MOST) throw new Error("too long");
  const parts = Array.from({ length: total }, (_, n) => text.slice(n * SIZE, (n + 1) * SIZE));
  return parts.map((part, n) => [MARK, session, sumOf(text), n, total, part].join("."));
}

/** What was gathered so far, each text by itself: one that is begun beside it takes nothing from another. */
export class Gathered {
  private readonly texts = new Map<string, Map<number, string>>();

  constructor(private readonly session: string) {}

  /** Takes what a camera read. */
  take(read: string): Taken {
    const [, session, sum = "", n, of, part = ""] = FRAME.exec(read) ?? [];
    const [at, total] = [Number(n), Number(of)];
    if (session !== this.session || !(at < total)) return { is: "other" };
    const name = `${sum} ${total}`;
    const parts = this.texts.get(name) ?? new Map<number, string>();
    this.texts.set(name, parts.set(at, part));
    if (parts.size < total) return { is: "part", have: parts.size, of: total };
    this.texts.delete(name);
    const text = Array.from({ length: total }, (_, each) => parts.get(each)).join("");
    return sumOf(text) === sum ? { is: "whole", text } : { is: "torn" };
  }
}

/** FNV-1a, 32 bits: it notices a frame that was read wrong; the seal notices all else. */
function sumOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
