/** Sheets that came from phone to phone: papers that fade, sealed in one place on this phone, never sent, never merged. */
import type { Phone } from "../contract";
import type { Practice } from "../core/definitions";
import type { Form, Values } from "../core/types";
import { check } from "../core/check";
import type { Paper } from "../vault/paper";
import { FADES } from "./sheet";

/** A place has a name that isn't sealed, so that all lie in one. */
const PLACE = "papers";
const NAME_MOST = 80;
const ID = /^[\w-]{1,64}$/;

/** What of a handover the floor may see: no more is ever shown to another phone. */
export function onlyFloor(form: Form, values: Values): Values {
  const seen = form.questions.filter(({ sees }) => sees.some((letter) => letter.startsWith("F"))).map(({ field }) => field);
  return Object.fromEntries(seen.filter((field) => values[field] !== undefined).map((field) => [field, values[field] ?? null]));
}

/** What arrived, if it is a sheet that the form takes and hasn't faded. */
export function toPaper(practice: Practice, form: Form, read: unknown, now: number): Paper | null {
  const { id, by, made, values } = (read ?? {}) as Partial<Paper>;
  if (typeof id !== "string" || !ID.test(id) || typeof by !== "string" || by.length > NAME_MOST) return null;
  if (typeof made !== "number" || !Number.isSafeInteger(made) || typeof values !== "object" || values === null) return null;
  const sheet = onlyFloor(form, values);
  const isWhole = check(practice, form, "handover", sheet, true).length === 0;
  return isWhole && made > now - FADES ? { id, by, made: Math.min(made, now), values: sheet } : null;
}

/** Those that haven't faded, newest first; those that have are dropped. */
export async function listPapers(phone: Phone): Promise<Paper[]> {
  const kept = Object.values(await phone.private(PLACE))
    .filter((text) => typeof text === "string")
    .map((text) => JSON.parse(text) as Paper);
  for (const old of kept.filter((one) => one.made <= phone.now() - FADES)) await phone.keepPrivate(PLACE, old.id, null);
  return kept.filter((one) => one.made > phone.now() - FADES).sort((a, b) => b.made - a.made);
}

export async function keepPaper(phone: Phone, paper: Paper): Promise<void> {
  await phone.keepPrivate(PLACE, paper.id, JSON.stringify(paper));
}
