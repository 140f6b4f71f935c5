/** What this device can do, feature by feature; /check says it in words. */
import type { Finding } from "./contract";
import { openDatabase } from "./vault/database";

/** One line a thing; what is `needed` and missing means that the app can't be used here. */
export async function listFindings(): Promise<Finding[]> {
  const has = (name: string): boolean => name in globalThis;
  return [
    { what: "secure", ok: globalThis.isSecureContext, needed: true },
    { what: "service_worker", ok: "serviceWorker" in navigator, needed: true },
    { what: "database", ok: await canOpen(), needed: true },
    { what: "caches", ok: has("caches"), needed: true },
    { what: "x25519", ok: await canSeal(), needed: true },
    { what: "ecdsa", ok: Boolean(globalThis.crypto?.subtle), needed: true },
    { what: "compression", ok: has("CompressionStream"), needed: true },
  ];
}

/** All of it, with what is only better. */
export async function checkDevice(): Promise<Finding[]> {
  const { persisted } = await measureStorage();
  return [...(await listFindings()), { what: "persistence", ok: persisted, needed: false }];
}

/** Some private windows have a database that doesn't open. */
async function canOpen(): Promise<boolean> {
  return openDatabase().then(
    (database) => {
      database.close();
      return true;
    },
    () => false,
  );
}

/** X25519 came late: Chrome 133, Safari 17, Firefox 130. */
async function canSeal(): Promise<boolean> {
  const made = globalThis.crypto?.subtle?.generateKey({ name: "X25519" }, false, ["deriveBits"]);
  return made
    ? made.then(
        () => true,
        () => false,
      )
    : false;
}

export async function measureStorage(): Promise<{ persisted: boolean; used: number | null; quota: number | null }> {
  const persisted = (await navigator.storage?.persisted?.().catch(() => false)) ?? false;
  const estimate = await navigator.storage?.estimate?.().catch(() => undefined);
  return { persisted, used: estimate?.usage ?? null, quota: estimate?.quota ?? null };
}
