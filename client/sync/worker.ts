/** The page's side of the service worker: registered once, a newer build offered and never forced. */
import { signal } from "@preact/signals";

export const update = signal(false);
const CHANNEL = "ground";
const SYNC_TAG = "deliver";

interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** Trusted Types: the only script address that is ever made. */
function scriptUrl(): string {
  const policies = (
    globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): unknown } } }
  ).trustedTypes;
  if (!policies) return "/app/sw.js";
  return policies.createPolicy("peerpwa", { createScriptURL: () => "/app/sw.js" }).createScriptURL("") as string;
}

export async function registerWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register(scriptUrl(), { scope: "/app/", updateViaCache: "none" });
  const look = (): void => {
    update.value = registration.waiting !== null && navigator.serviceWorker.controller !== null;
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  const { active } = await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller === null) active?.postMessage("claim"); // it came up while this page was loading
}

/** Takes the newer build and reloads into it. */
export async function takeUpdate(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration("/app/");
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  registration?.waiting?.postMessage("take over");
}

/** Asks the browser to wake the service worker when there is signal, where it can (not on iPhones). */
export async function askToBeWoken(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration("/app/")) as SyncRegistration | undefined;
  await registration?.sync?.register(SYNC_TAG).catch(() => undefined);
}

/** Hears that another tab or the service worker wrote receipts. */
export function listen(heard: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", (message) => message.data === "receipts" && heard());
  return () => channel.postMessage("receipts");
}
