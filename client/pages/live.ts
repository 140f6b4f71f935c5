/**
 * A supervisor's open page, live without a reload: it asks each second whether anything altered, fetches the parts when
 * something did, and says in words when the centre can't be reached. It asks only while it is seen.
 */
import { keepKeys } from "./keys";
import { swap } from "./swap";

const EVERY_MS = 1000;
const AGAIN_MS = 60_000;
const PATIENCE_MS = 5000;

const page = document.querySelector<HTMLElement>("[data-live]");
if (page) start(page);

function start(page: HTMLElement): void {
  const { live = "", look = "", title = "" } = page.dataset;
  const gone = page.querySelector<HTMLElement>("[data-gone]")!;
  const news = page.querySelector<HTMLElement>("[data-news]")!;
  let shown = parts(page).dataset["head"] ?? "";
  let heard = new Date();
  let fetched = Date.now();
  let touched = false;
  let timer = 0;

  async function ask(): Promise<void> {
    clearTimeout(timer);
    if (document.visibilityState === "hidden") return;
    try {
      const head = await get(touched ? `${look}?here` : look);
      touched = false;
      if (head !== shown || Date.now() - fetched >= AGAIN_MS) await refresh();
      heard = new Date();
      gone.hidden = true;
    } catch {
      const since = gone.querySelector("time")!;
      since.textContent = heard.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
      gone.hidden = false;
    }
    clearTimeout(timer);
    timer = window.setTimeout(ask, EVERY_MS);
  }

  async function refresh(): Promise<void> {
    const said = swap(parts(page), await get(live));
    const { head = "", needs = "0", printed = "" } = parts(page).dataset;
    shown = head;
    document.documentElement.dataset["printed"] = printed;
    fetched = Date.now();
    document.title = needs === "0" ? title : `(${needs}) ${title}`;
    if (said.length > 0) news.textContent = said.join(". ");
  }

  for (const act of ["pointerdown", "keydown"]) addEventListener(act, () => (touched = true), { passive: true });
  document.addEventListener("visibilitychange", () => void ask());
  keepKeys(page);
  void ask();
}

function parts(page: HTMLElement): HTMLElement {
  return page.querySelector<HTMLElement>("#parts")!;
}

/** The answer's text. A sign-in that ended sends the page to the sign-in: nothing of anybody stays on the screen. */
async function get(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
  if (answer.type === "opaqueredirect" || answer.status === 403) location.reload();
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}
