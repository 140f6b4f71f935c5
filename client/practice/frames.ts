/**
 * A text cut into as many codes as it needs, shown in turn, and gathered again in any order, seen twice or not.
 * A frame names its session (so that another pair of phones beside this one is no trouble) and a sum of the whole text.
 */
const MARK = "G1";
const SIZE = 220;
const MOST = 60;
const FRAME = /^G1\.([\w-]{8})\.([\da-f]{8})\.(\d{1,2})\.(\d{1,2})\.([\w-]+)$/;

/** `session` has eight signs, `text` is base64url. */
export function cut(session: string, text: string): string[] {
  const total = Math.ceil(text.length / SIZE);
  if (total > MOST) throw new Error("too long");
  const parts = Array.from({ length: total }, (_, n) => text.slice(n * SIZE, (n + 1) * SIZE));
  return parts.map((part, n) => [MARK, session, sumOf(text), n, total, part].join("."));
}

/** What was gathered so far of one text. */
export class Gathered {
  private sum = "";
  private total = 0;
  private readonly parts = new Map<number, string>();

  constructor(private readonly session: string) {}

  get count(): { have: number; of: number } {
    return { have: this.parts.size, of: this.total };
  }

  /** Takes what a camera read; answers the whole text once it is there and right. Anything else is let go by. */
  take(read: string): string | null {
    const [, session, sum = "", n, of, part = ""] = FRAME.exec(read) ?? [];
    const [at, total] = [Number(n), Number(of)];
    if (session !== this.session || !(at < total && total <= MOST)) return null;
    if (sum !== this.sum || total !== this.total) this.begin(sum, total);
    this.parts.set(at, part);
    if (this.parts.size < total) return null;
    const text = Array.from({ length: total }, (_, each) => this.parts.get(each)).join("");
    if (sumOf(text) === sum) return text;
    this.begin("", 0);
    return null;
  }

  private begin(sum: string, total: number): void {
    this.sum = sum;
    this.total = total;
    this.parts.clear();
  }
}

/** FNV-1a, 32 bits: it notices a frame that was read wrong; the seal notices all else. */
function sumOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
