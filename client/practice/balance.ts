/** How a talk was shared between people (PRACTICE step 2): for its author alone, worked out on their phone, never sent. */
import type { Value } from "../core/types";

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;

export interface Side {
  id: string;
  /** Their handle, or the letter of their shape. */
  name: string;
  minutes: number;
  words: number;
}

/** How many words were written down of what somebody said. */
export function countWords(quoted: Value | undefined): number {
  return typeof quoted === "string" ? (quoted.match(WORD)?.length ?? 0) : 0;
}
