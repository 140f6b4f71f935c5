/** The keys of the morning: j k move, Enter opens, a takes, r answers, ? shows them. They can be switched off. */
import { OFF, onKey } from "./typing";

const STEPS: Record<string, number> = { j: 1, k: -1 };
const ACTS: Record<string, string> = { Enter: "open", a: "have", r: "reply" };

export function keepKeys(page: HTMLElement): void {
  const dialog = document.querySelector<HTMLDialogElement>("#keys")!;
  const off = dialog.querySelector<HTMLInputElement>("[data-keys-off]")!;
  const button = page.querySelector<HTMLButtonElement>("[data-keys]")!;
  off.checked = localStorage.getItem(OFF) !== null;
  off.addEventListener("change", () => (off.checked ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF)));
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
  onKey((key) => act(key, page, dialog));
}

function act(key: string, page: HTMLElement, dialog: HTMLDialogElement): boolean {
  if (key === "?") dialog.showModal();
  else if (key in STEPS) move(page, STEPS[key]!);
  else return key in ACTS && press(ACTS[key]!, key);
  return true;
}

function move(page: HTMLElement, step: number): void {
  const lines = [...page.querySelectorAll<HTMLElement>("[data-line]")].filter((line) => line.checkVisibility());
  const now = lines.findIndex((line) => line.contains(document.activeElement));
  const next = lines[now < 0 ? (step > 0 ? 0 : lines.length - 1) : now + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** Presses that act of the line in which the focus is. Enter on a button or a link is the browser's own. */
function press(name: string, key: string): boolean {
  const focused = document.activeElement;
  const line = focused?.closest<HTMLElement>("[data-line]");
  if (!line || (key === "Enter" && focused !== line)) return false;
  const found = line.querySelector<HTMLElement>(`[data-act=${name}]`);
  found?.click();
  if (found?.tagName === "SUMMARY") found.focus();
  return found !== null;
}
