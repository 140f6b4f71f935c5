/** Whose card is open. Held in memory alone: an address may hold no word of anybody's. */
import { signal } from "@preact/signals";

export const chosen = signal<string | null>(null);
