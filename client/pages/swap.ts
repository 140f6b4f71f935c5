/**
 * Brings what the server shows now into the page without taking anything from the person at it: the focus, what they
 * opened and what they typed stay where they are. What didn't alter isn't touched.
 */
const TOKEN = /name="csrf_token" value="[^"]*"/g;
const FIELDS = "input:not([type=hidden]), textarea, select";
const STOPS = "a, button, summary, input:not([type=hidden]), textarea, select";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** `html` holds a new `#parts`. Answers what came new, in the words of its lines. */
export function swap(parts: HTMLElement, html: string): string[] {
  const fresh = parse(html);
  const before = new Set(lines(parts).map((line) => line.dataset["line"]));
  const said = lines(fresh).flatMap((line) => (before.has(line.dataset["line"]) ? [] : (line.dataset["said"] ?? [])));
  Object.assign(parts.dataset, fresh.dataset);
  const old = new Map(sections(parts).map((part) => [part.dataset["part"], part]));
  const back = keepFocus(parts);
  const inPlace = names(parts) === names(fresh);
  for (const part of sections(fresh)) {
    const was = old.get(part.dataset["part"]);
    if (!was) continue;
    old.delete(part.dataset["part"]);
    const like = same(was, part);
    if (!like) carryOver(was, part);
    if (like && !inPlace) part.replaceWith(was);
    if (!like && inPlace) was.replaceWith(part);
  }
  for (const was of old.values()) if (lines(was).some(isTyped)) fresh.querySelector(".columns > div")!.append(was);
  if (!inPlace) parts.replaceChildren(...fresh.childNodes);
  back();
  return said;
}

/** Our own server's page; in a document of its own nothing runs. */
function parse(html: string): HTMLElement {
  const policies = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): { createHTML(html: string): unknown } } })
    .trustedTypes;
  policy ??= policies?.createPolicy("peerpwa", { createHTML: (text: string) => text }) ?? { createHTML: (text: string) => text };
  return new DOMParser().parseFromString(policy.createHTML(html) as string, "text/html").querySelector<HTMLElement>("#parts")!;
}
let policy: { createHTML(html: string): unknown } | undefined;

/** What was opened and typed in a part goes over to the new one; a line with words in it stays although it was done. */
function carryOver(was: HTMLElement, part: HTMLElement): void {
  const fresh = new Map(lines(part).map((line) => [line.dataset["line"], line]));
  for (const details of was.querySelectorAll<HTMLDetailsElement>("details[data-key][open]")) {
    part.querySelector(`details[data-key=${details.dataset["key"]}]`)?.setAttribute("open", "");
  }
  for (const line of lines(was)) {
    const next = fresh.get(line.dataset["line"]);
    if (next && (same(line, next) || isTyped(line))) next.replaceWith(line);
    else if (next) reopen(line, next);
    else if (isTyped(line)) part.querySelector(".lines")?.append(line);
  }
}

function reopen(line: HTMLElement, next: HTMLElement): void {
  const details = next.querySelectorAll("details");
  line.querySelectorAll("details").forEach((one, n) => details[n]?.toggleAttribute("open", one.open));
}

/** Puts the focus back: onto the same node, else onto the same place of the same line, else onto the part's title. */
function keepFocus(parts: HTMLElement): () => void {
  const focused = document.activeElement as HTMLElement | null;
  if (!focused || !parts.contains(focused)) return () => undefined;
  const line = focused.closest<HTMLElement>("[data-line]");
  const part = focused.closest<HTMLElement>("[data-part]")?.dataset["part"];
  const n = line ? [...line.querySelectorAll(STOPS)].indexOf(focused) : -1;
  const marked = focused instanceof HTMLInputElement && focused.type === "text" ? [focused.selectionStart, focused.selectionEnd] : null;
  return () => {
    if (document.activeElement === focused) return;
    const again = lines(parts).find((one) => one.dataset["line"] === line?.dataset["line"]);
    const place = again?.querySelectorAll<HTMLElement>(STOPS)[n] ?? again ?? parts.querySelector<HTMLElement>(`[data-part=${part}] h2`);
    (parts.contains(focused) ? focused : place)?.focus({ preventScroll: true });
    if (marked && document.activeElement === focused) (focused as HTMLInputElement).setSelectionRange(marked[0]!, marked[1]!);
  };
}

function isTyped(line: HTMLElement): boolean {
  return [...line.querySelectorAll<Field>(FIELDS)].some((field) => {
    if (!(field instanceof HTMLSelectElement)) return field.value !== field.defaultValue;
    return (
      field.selectedIndex !==
      Math.max(
        0,
        [...field.options].findIndex((option) => option.defaultSelected),
      )
    );
  });
}

/** Alike but for what each answer has anew: the form's token, and what the person opened. */
function same(one: HTMLElement, other: HTMLElement): boolean {
  return bare(one) === bare(other);
}

function bare(element: HTMLElement): string {
  return element.outerHTML.replace(TOKEN, "").replace(/ open=""/g, "");
}

function sections(parts: HTMLElement): HTMLElement[] {
  return [...parts.querySelectorAll<HTMLElement>("[data-part]")];
}

function lines(parts: HTMLElement): HTMLElement[] {
  return [...parts.querySelectorAll<HTMLElement>("[data-line]")];
}

function names(parts: HTMLElement): string {
  return sections(parts)
    .map((part) => part.dataset["part"])
    .join();
}
