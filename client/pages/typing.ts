/** Keys that act on a page, where nobody types and nothing lies over it. They can be switched off, on the morning. */
export const OFF = "keys-off";

/** `act` tells whether it took the key. */
export function onKey(act: (key: string) => boolean): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isForTyping(event.target)) return;
    if (localStorage.getItem(OFF) !== null || document.querySelector("dialog[open]")) return;
    if (act(event.key)) event.preventDefault();
  });
}

function isForTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
