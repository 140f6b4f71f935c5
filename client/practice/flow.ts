/** The way through a form: which screens are asked, what comes next, what is filled in by itself. All from its definition. */
import { check } from "../core/check";
import type { Practice } from "../core/definitions";
import { namesOf } from "../core/definitions";
import { defaultFor, evaluate } from "../core/rules";
import type { Form, Question, Screen, Value, Values } from "../core/types";
import { toLocalTime } from "../screens/logs";

export const LOOK = "look";

/** The screens that these answers call for. */
export function screensOf(practice: Practice, form: Form, values: Values): Screen[] {
  return (form.screens ?? []).filter((screen) => evaluate(practice, form, screen.when, values));
}

/** The first screen after `from` without an answer, else look and save. */
export function nextScreen(practice: Practice, form: Form, values: Values, from: string): string {
  const screens = screensOf(practice, form, values);
  const after = screens.slice(screens.findIndex((screen) => screen.id === from) + 1);
  return (after.find((screen) => isOpen(screen, values)) ?? screens.find((screen) => isOpen(screen, values)))?.id ?? LOOK;
}

/** The screen before this one, or null at the first. */
export function screenBefore(practice: Practice, form: Form, values: Values, at: string): string | null {
  const screens = screensOf(practice, form, values);
  if (at === LOOK) return screens.at(-1)?.id ?? null;
  return screens[screens.findIndex((screen) => screen.id === at) - 1]?.id ?? null;
}

function isOpen(screen: Screen, values: Values): boolean {
  const value = values[screen.fields[0] ?? ""];
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** Whether a question is asked of these answers at all. */
export function isShown(practice: Practice, form: Form, question: Question, values: Values): boolean {
  return evaluate(practice, form, question.shown, values);
}

/** The answers with this one; those that are asked no more are dropped with it. */
export function withAnswer(practice: Practice, form: Form, values: Values, field: string, value: Value): Values {
  const next: Values = { ...values, [field]: value };
  for (const question of form.questions) {
    if (question.offered !== "always" && !isShown(practice, form, question, next)) delete next[question.field];
  }
  return next;
}

/** What is saved: answers, and defaults where nobody tapped. `started`: when it happened if nobody said. */
export function withDefaults(practice: Practice, form: Form, values: Values, started: number): Values {
  const whole: Values = Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
  for (const question of form.questions) {
    if (question.required !== "default" || whole[question.field] !== undefined) continue;
    if (!isShown(practice, form, question, whole)) continue;
    const value = question.type === "time" ? toLocalTime(started) : defaultFor(practice, form, question, whole);
    if (value !== null) whole[question.field] = value;
  }
  return whole;
}

/** The first field that keeps these answers from being saved, or null. What isn't here yet is checked at the centre alone. */
export function findFaultyField(practice: Practice, form: Form, kind: string, values: Values, making: boolean): string | null {
  const isHere = (field: string): boolean => form.questions.every((question) => question.field !== field || practice.isHere(question));
  return check(practice, form, kind, values, making).find(({ field }) => isHere(field))?.field ?? null;
}

/** An attribute of the option that was just chosen, such as `opens` or `saves`. */
export function attributeOf(practice: Practice, question: Question, value: Value | undefined, name: string): unknown {
  return practice.option(namesOf(question), value)?.[name];
}

export function isEmpty(value: Value | undefined): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}
