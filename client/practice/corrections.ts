/** What an author may change alone and for how long, and which of their words can be taken out (PRACTICE 0.18). */
import type { RecordView } from "../contract";
import type { Practice } from "../core/definitions";
import type { Question } from "../core/types";

const CHANGE_MS = 24 * 3_600_000;
const LATER_MS = 60 * 60_000;
const FREE = new Set(["text", "handle", "handles", "lib", "rows"]);

/** For 24 hours their own; then a correction is asked for. An answer that the centre sent back can always be mended. */
export function mayChange(record: Pick<RecordView, "mine" | "made" | "mend">, now: number): boolean {
  return record.mine && (now < record.made + CHANGE_MS || record.mend?.code === "bad_answer");
}

/** More than an hour after it happened. It is said and nothing follows from it. */
export function isWrittenLater(made: number, happened: number): boolean {
  return made - happened > LATER_MS;
}

export interface Written {
  record: RecordView;
  question: Question;
}

/** The author's own words in these records: what was typed, not what was tapped. */
export function listWords(practice: Practice, records: readonly RecordView[]): Written[] {
  const questions = Object.values(practice.forms).flatMap((form) => form.questions);
  const isTyped = (record: RecordView, question: Question): boolean =>
    question.kind === record.kind && FREE.has(question.type) && record.values[question.field] !== undefined;
  return records
    .filter((record) => record.mine)
    .flatMap((record) => questions.filter((question) => isTyped(record, question)).map((question) => ({ record, question })));
}
