/// <reference lib="webworker" />
/** Shows a notice while no page is open, and opens the pages at a tap. It fetches nothing and keeps nothing. */
declare const self: ServiceWorkerGlobalScope;

/** What the centre sends (peerpwa/notify/push.py). */
export interface Notice {
  id: string;
  title: string;
  body: string;
}

self.addEventListener("push", (event) => {
  const { id, title, body } = event.data!.json() as Notice;
  // One that comes twice stands once: its id is its tag.
  event.waitUntil(self.registration.showNotification(title, { body, tag: id, icon: "/static/icons/icon.svg" }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open());
});

async function open(): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find((one) => !new URL(one.url).pathname.startsWith("/app/"));
  await (page ? page.focus() : self.clients.openWindow("/"));
}
