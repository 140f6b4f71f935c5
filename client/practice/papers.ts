/** Handovers that came from phone to phone: papers that fade, never sent, never merged. */
import type { Phone, RecordView } from "../contract";
import type { Practice } from "../core/definitions";
import type { Form, Value, Values } from "../core/types";
import { check } from "../core/check";
import { isLog } from "../screens/logs";
import type { Paper } from "../vault/paper";
import { alike, handlesOf, isMasked } from "./matters";
import { FADES, type Row } from "./sheet";

const NAME_MOST = 80;
const ID = /^[\w-]{1,64}$/;

/** What is shown to another phone: what the floor may see, and of a matter that needs care by now only the number. */
export function toShow(practice: Practice, form: Form, handover: RecordView, records: readonly RecordView[]): Values {
  const masked = records.filter((one) => isLog(one) && isMasked(practice, one, records));
  const ids = new Set(masked.map((one) => one.id));
  const handles = new Set(masked.flatMap((one) => Array.from(handlesOf(one, records))));
  const shown = onlyFloor(form, handover.values);
  const items = rowsOf(shown["items"]);
  const left = items.filter((row) => !ids.has(row["about"] ?? ""));
  const checkins = rowsOf(shown["checkins"]).filter((row) => !handles.has(alike(row["who"] ?? "")));
  return { ...shown, items: left, checkins, care_count: Number(shown["care_count"] ?? 0) + items.length - left.length };
}

/** What of a handover the floor may see. */
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

function rowsOf(value: Value | undefined): Row[] {
  return Array.isArray(value) ? (value as Row[]) : [];
}
