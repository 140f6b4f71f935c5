/** The checker of answers on the phone; peerpwa/practice/answers.py is its twin, proved alike by tests/vectors/forms. */
import { namesOf, type Practice } from "./definitions";
import { evaluate } from "./rules";
import type { Form, Question, Value, Values } from "./types";

export type FaultCode =
  "unknown_field" | "wrong_type" | "unknown_option" | "too_many" | "too_long" | "missing" | "not_shown" | "private_field" | "bad_text";

export interface Fault {
  field: string;
  code: FaultCode;
}

const HANDLE_MAX = 40;
const LINE_MAX = 120;
const ROW_TEXT_MAX = 200;
const DATE = /^(20\d{2})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const TIME = /^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}[+-](0\d|1[0-4]):[0-5]\d$/;

/**
 * Faults of the answers of one change, in the form's order; empty when all is well. `making`: whether the change
 * makes its record; only then required and shown-when are asked. A field set to null is taken back.
 */
export function check(practice: Practice, form: Form, kind: string, values: Values, making: boolean): Fault[] {
  const questions = form.questions.filter((question) => question.kind === kind);
  const known = new Set(questions.map((question) => question.field));
  const faults: Fault[] = Object.keys(values)
    .filter((field) => !known.has(field))
    .map((field) => ({ field, code: "unknown_field" }));
  for (const question of questions) {
    const code = findFault(practice, form, question, values, making);
    if (code) faults.push({ field: question.field, code });
  }
  return faults;
}

function findFault(practice: Practice, form: Form, question: Question, values: Values, making: boolean): FaultCode | null {
  const given = Object.hasOwn(values, question.field);
  const value = given ? values[question.field] : null;
  if (question.sees.includes("A!")) return given ? "private_field" : null;
  const shown = !making || evaluate(practice, form, question.shown, values);
  const required = question.required === "always" || (question.required === "shown" && shown);
  if (value === null || value === undefined) return making && required ? "missing" : null;
  if (making && !shown && question.offered !== "always") return "not_shown";
  const fault = checkType(practice, question, value);
  const empty = value === "" || (Array.isArray(value) && value.length === 0);
  if (!fault && making && (question.required === "always" || question.required === "shown") && empty) return "missing";
  return fault;
}

function checkType(practice: Practice, question: Question, value: NonNullable<Value>): FaultCode | null {
  switch (question.type) {
    case "one":
    case "scale":
    case "yn":
      if (typeof value !== "string") return "wrong_type";
      return practice.option(namesOf(question), value) ? null : "unknown_option";
    case "many":
      return checkMany(practice, question, value);
    case "text":
      return checkLine(value, question.max ?? LINE_MAX);
    case "handle":
      return checkHandle(value);
    case "handles":
      return checkTexts(value, question.max ?? 6, checkHandle);
    case "lib":
      return checkTexts(value, question.max ?? 12, (text) => checkLine(text, LINE_MAX));
    case "accounts":
      if (!areTexts(value) || value.some((id) => id === "" || [...id].length > 36)) return "wrong_type";
      return value.length > (question.max ?? 12) ? "too_many" : null;
    case "number":
      if (!Number.isSafeInteger(value) || (value as number) < 0) return "wrong_type";
      return question.max !== undefined && (value as number) > question.max ? "too_many" : null;
    case "date":
      return typeof value === "string" && DATE.test(value) && isDay(value) ? null : "wrong_type";
    case "time":
      return typeof value === "string" && TIME.test(value) && isDay(value.slice(0, 10)) ? null : "wrong_type";
    case "rows":
      return checkRows(practice, question, value);
  }
}

function checkMany(practice: Practice, question: Question, value: Value): FaultCode | null {
  if (!areTexts(value)) return "wrong_type";
  const options = value.map((code) => practice.option(namesOf(question), code));
  if (options.some((option) => option === undefined)) return "unknown_option";
  const most = question.max ?? practice.optionsOf(question).length;
  const alone = value.length > 1 && options.some((option) => option?.alone);
  return alone || value.length > most ? "too_many" : null;
}

function checkTexts(value: Value, most: number, one: (text: string) => FaultCode | null): FaultCode | null {
  if (!areTexts(value)) return "wrong_type";
  const fault = value.map(one).find((code) => code !== null);
  return fault ?? (value.length > most ? "too_many" : null);
}

function checkRows(practice: Practice, question: Question, value: Value): FaultCode | null {
  if (!Array.isArray(value) || value.some((row) => typeof row !== "object" || row === null)) return "wrong_type";
  for (const row of value as Record<string, unknown>[]) {
    for (const [column, cell] of Object.entries(row)) {
      const wanted = Object.hasOwn(question.columns ?? {}, column) ? question.columns?.[column] : undefined;
      if (wanted === undefined || typeof cell !== "string") return "wrong_type";
      const fault = wanted === "text" ? checkLine(cell, ROW_TEXT_MAX) : null;
      if (fault) return fault;
      if (wanted !== "text" && !practice.option([wanted], cell)) return "unknown_option";
    }
  }
  return value.length > (question.max ?? 12) ? "too_many" : null;
}

function checkHandle(value: Value): FaultCode | null {
  return checkLine(value, HANDLE_MAX) ?? ((value as string).trim() ? null : "bad_text");
}

function checkLine(value: Value, longest: number): FaultCode | null {
  if (typeof value !== "string") return "wrong_type";
  if (value.includes("\0") || /\p{Surrogate}/u.test(value)) return "bad_text";
  return [...value].length > longest ? "too_long" : null; // code points, as Python counts
}

function areTexts(value: Value): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string") && new Set(value).size === value.length;
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}
