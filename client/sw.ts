/// <reference lib="webworker" />
/** The service worker: the shell from the cache, and envelopes sent when the browser wakes it. It never reads. */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { deliver } from "./sync/deliver";
import { openDatabase } from "./vault/database";
import { uniteStores } from "./vault/envelopes";

declare const self: ServiceWorkerGlobalScope;
declare const __PRECACHE__: { url: string; revision: string | null }[];

interface SyncEvent extends ExtendableEvent {
  tag: string;
}

precacheAndRoute(__PRECACHE__);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("/app/"), { allowlist: [/^\/app\//] }));

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (event.data === "claim") event.waitUntil(self.clients.claim());
  if (event.data === "take over") void self.skipWaiting();
});
self.addEventListener("sync", (event) => (event as SyncEvent).waitUntil(sendWaiting()));

async function sendWaiting(): Promise<void> {
  const database = await openDatabase();
  const saves = await uniteStores(database);
  if (saves.some((saved) => saved.receipt === null)) {
    if (await isOpen()) throw new Error("an open page sends it"); // and is told why something is refused, by its bearer
    const { answer } = await deliver(database, saves, null, false);
    new BroadcastChannel("ground").postMessage("receipts");
    if (answer.is === "no_signal") throw new Error("no signal"); // the browser then tries again by itself
  }
  database.close();
}

/** Whether somebody looks at a page of the app: it sends by itself, and the browser tries this again later. */
async function isOpen(): Promise<boolean> {
  const pages = await self.clients.matchAll({ type: "window" });
  return pages.some((page) => page.visibilityState === "visible");
}
