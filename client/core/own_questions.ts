/**
 * A centre's own questions: places that a form keeps for them, to which a setting gives words. What a place is called says
 * who sees it and how it is answered. The twin of peerpwa/practice/own_questions.py, proved alike by tests/vectors/own.
 */
import type { Row } from "./own";
import type { Option, Question } from "./types";

/** The setting of each form that keeps places. */
export const SETTINGS: Record<string, string> = { "quick_log@1": "log_questions", "check_in@1": "check_in_questions" };
const PLACE = /^own_(floor|lead)_(one|many|text)_[1-4]$/;
const ANSWER = /\.[a-h]$/;

export interface Own {
  question: Question;
  options: Option[];
}

/** The centre's questions in its order, also those that it closed. `list`: before what their options are known by. */
export function ownQuestions(kind: string, rows: readonly Row[], list: string): Own[] {
  return rows.flatMap((row) => {
    const [field, who, type] = PLACE.exec(row.code) ?? [];
    if (!field || !row.en) return [];
    const answers = rows.filter(({ code, en }) => en && code.startsWith(field) && ANSWER.test(code));
    const more = type === "text" ? { max: 200, coach: true } : { options: list + field };
    const question = { ...toOption(row), kind, field, type, required: "no", sees: who === "floor" ? ["F", "S"] : ["S"], ...more };
    return [{ question: question as unknown as Question, options: answers.map(toOption) }];
  });
}

function toOption({ code, en = "", fr, shown }: Row): Option {
  return { code: code.slice(-1), label: [en, fr || en], retired: shown === "closed" };
}
