/** The rule language of shown-when and defaults. The twin of peerpwa/practice/rules.py. */
import { namesOf, type Practice } from "./definitions";
import type { Form, Question, Rule, Value, Values } from "./types";

/** Whether a rule holds for these answers; none always holds. */
export function evaluate(practice: Practice, form: Form, rule: Rule | undefined, values: Values): boolean {
  if (rule === undefined) return true;
  if ("all" in rule) return rule.all.every((one) => evaluate(practice, form, one, values));
  if ("any" in rule) return rule.any.some((one) => evaluate(practice, form, one, values));
  if ("not" in rule) return !evaluate(practice, form, rule.not, values);
  const given = toList(values[rule.field]);
  if ("filled" in rule) return given.length > 0 === rule.filled;
  const names = namesOf(practice.question(form, rule.field));
  if ("at_least" in rule) {
    const order = (practice.vocabularies[names[0] ?? ""]?.options ?? []).map((option) => option.code);
    return given.some((code) => order.includes(code as string) && order.indexOf(code as string) >= order.indexOf(rule.at_least));
  }
  if ("attr" in rule) {
    return given.some((code) => rule.in.includes(practice.option(names, code)?.[rule.attr] as string));
  }
  return given.some((code) => rule.in.includes(code as string));
}

/** The value a question has when nobody taps it: plain, or the first whose rule holds; null without one. */
export function defaultFor(practice: Practice, form: Form, question: Question, values: Values): Value {
  if (!Array.isArray(question.default)) return (question.default ?? null) as Value;
  const choices = question.default as { when?: Rule; value: Value }[];
  return choices.find((choice) => evaluate(practice, form, choice.when, values))?.value ?? null;
}

function toList(value: Value | undefined): unknown[] {
  if (value === undefined || value === null || value === "") return [];
  return Array.isArray(value) ? value : [value];
}
