/** UUIDv7 (RFC 9562): random, growing within one page session whatever the clock does. */

const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export type Random = (length: number) => Uint8Array;

export class Ids {
  private last = 0n;

  constructor(private readonly random: Random) {}

  /** A new id at `now` (ms), greater than every one made before by this object. */
  make(now: number): string {
    let value = (BigInt(now) << 74n) | (toNumber(this.random(10)) & ((1n << 74n) - 1n));
    if (value <= this.last) value = this.last + 1n + toNumber(this.random(4));
    this.last = value;
    const high = value >> 74n;
    const middle = (value >> 62n) & 0xfffn;
    const low = value & ((1n << 62n) - 1n);
    const whole = (high << 80n) | (0x7n << 76n) | (middle << 64n) | (0x2n << 62n) | low;
    const hex = whole.toString(16).padStart(32, "0");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }
}

/** Whether this is an id as phones make them. */
export function isId(text: unknown): boolean {
  return typeof text === "string" && PATTERN.test(text);
}

function toNumber(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}
