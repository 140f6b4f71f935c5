/** Where the app is: the part of the address after #, which holds ids at most, never a word of anybody's. */
import { signal } from "@preact/signals";

const read = (): string[] => location.hash.replace(/^#\/?/, "").split("/").filter(Boolean);

export const route = signal(read());
/** Where one was before: help asked from there is about what was on it. */
export const came = { from: [] as string[] };

/** Goes to a screen; the browser's own Back comes back. */
export function go(place: string): void {
  location.hash = `/${place}`;
}

/** Goes there in place of where one is: Back then doesn't come here again. */
export function replace(place: string): void {
  history.replaceState(null, "", `#/${place}`);
  route.value = read();
}

export function followAddress(): void {
  addEventListener("hashchange", () => {
    came.from = route.value;
    route.value = read();
  });
}
