/** The second store of envelopes: Cache Storage, another mechanism on the disk (DESIGN 5: it outlived a wiped IndexedDB). */
import type { Envelope } from "./crypto";
import type { Receipt } from "./database";

const NAME = "envelopes";
const PATH = "/app/kept/";

export interface Kept {
  envelope: Envelope;
  receipt: Receipt | null;
}

export async function keepSecond(kept: Kept): Promise<void> {
  const cache = await caches.open(NAME);
  await cache.put(PATH + kept.envelope.id, new Response(JSON.stringify(kept)));
}

export async function dropSecond(id: string): Promise<void> {
  const cache = await caches.open(NAME);
  await cache.delete(PATH + id);
}

/** Everything that this store holds; what can't be read is left where it is. */
export async function listSecond(): Promise<Kept[]> {
  const cache = await caches.open(NAME);
  const found = await Promise.all((await cache.keys()).map((request) => cache.match(request)));
  const read = await Promise.all(found.map((response) => response?.json().catch(() => null) as Promise<Kept | null>));
  return read.filter((kept): kept is Kept => kept !== null && kept !== undefined);
}
