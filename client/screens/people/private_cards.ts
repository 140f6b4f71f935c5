/** What helps somebody who said no to the floor: for its author alone, on this phone, sealed (A!). */
import type { Phone } from "../../contract";
import { alike } from "../../practice/matters";
import { isInForce } from "../../practice/people";

export type PrivateCard = Record<"handle" | "helps" | "ends_on", string>;

/** All such cards lie in one place, since a place has a name that isn't sealed. */
const PLACE = "helps";
const FIELD = "cards";

export async function listPrivate(phone: Phone): Promise<PrivateCard[]> {
  const kept = (await phone.private(PLACE))[FIELD];
  return Array.isArray(kept) ? (kept as PrivateCard[]) : [];
}

/** In the place of an older one for the same person; those that have ended go. */
export async function keepPrivateCard(phone: Phone, card: PrivateCard): Promise<void> {
  const others = (await listPrivate(phone)).filter(
    (one) => alike(one.handle) !== alike(card.handle) && isInForce(one.ends_on, phone.now()),
  );
  await phone.keepPrivate(PLACE, FIELD, [...others, card]);
}
