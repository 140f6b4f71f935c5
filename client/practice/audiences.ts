/** Who sees what a worker writes, read off the letters of the definitions: the page can't say other than the rules do. */
import type { Form, Question } from "../core/types";

export type Audience = "floor" | "supervisor" | "listed" | "me" | "counts";
export const AUDIENCES: Audience[] = ["floor", "supervisor", "listed", "me", "counts"];

/** The widest audience of a question, its author apart. `listed`: those on the record's list alone. */
export function audienceOf({ sees }: Pick<Question, "sees">): Audience {
  if (sees.includes("A!")) return "me";
  if (sees.includes("F") || sees.includes("F!")) return "floor";
  if (sees.includes("S")) return "supervisor";
  return sees.includes("X") ? "listed" : "counts";
}

/** Whether the floor sees it even while the matter needs care. */
export function isAlwaysSeen({ sees }: Pick<Question, "sees">): boolean {
  return sees.includes("F!");
}

/** The questions of a form that a worker answers, by their audience. */
export function listByAudience(form: Form, kinds: Record<string, { makers: string[] }>): Record<Audience, Question[]> {
  const asked = form.questions.filter((question) => kinds[question.kind]?.makers.includes("worker"));
  const of = (audience: Audience): Question[] => asked.filter((question) => audienceOf(question) === audience);
  return { floor: of("floor"), supervisor: of("supervisor"), listed: of("listed"), me: of("me"), counts: of("counts") };
}
