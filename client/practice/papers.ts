/** Handovers that came from phone to phone: papers that fade, never sent, never merged. */
import type { Phone } from "../contract";
import type { Practice } from "../core/definitions";
import type { Form, Values } from "../core/types";
import { check } from "../core/check";
import type { Paper } from "../vault/paper";
import { FADES } from "./sheet";

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

/** Newest first. Those that have faded go, and those whose handover has come from the centre: what is said there holds. */
export async function listPapers(phone: Phone): Promise<Paper[]> {
  const papers = await phone.papers.list();
  const isOver = ({ id, made }: Paper): boolean => made <= phone.now() - FADES || phone.records.value.some((one) => one.id === id);
  for (const paper of papers.filter(isOver)) await phone.papers.drop(paper.id);
  return papers.filter((paper) => !isOver(paper)).sort((a, b) => b.made - a.made);
}
