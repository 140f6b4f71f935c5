/** How fast a supervisor must know, and why. The twin of peerpwa/practice/levels.py, proved alike by tests/vectors/levels. */
import type { Practice } from "../core/definitions";
import { evaluate } from "../core/rules";
import type { Form, Pair, Rule, Values } from "../core/types";

/** What the rules of clocks.json and triggers.json may ask, with the vocabularies of each. */
export type Facts = Record<string, { options?: string | string[]; about: string }>;

/** A row of triggers.json; `raised` is a more urgent level where its rule holds. */
export interface Trigger {
  code: string;
  level: string;
  when: Rule;
  raised?: { when: Rule; level: string };
  reason: Pair;
  first?: Pair;
  then: Pair;
  do_not?: Pair;
}

export interface Triggers {
  facts: Facts;
  triggers: Trigger[];
}

/**
 * The most urgent level and every trigger that holds, most urgent first; null where none does. What isn't known is
 * left out of `facts`, and never counts as safe.
 */
export function levelOf(practice: Practice, data: Triggers, facts: Values): { level: string | null; triggers: Trigger[] } {
  const order = (practice.vocabularies["er_level"]?.options ?? []).map((option) => option.code);
  const holds = (rule: Rule): boolean => holdsFor(practice, data.facts, rule, facts);
  const found = data.triggers
    .filter((trigger) => holds(trigger.when))
    .map((trigger) => ({ trigger, level: trigger.raised && holds(trigger.raised.when) ? trigger.raised.level : trigger.level }))
    .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  return { level: found[0]?.level ?? null, triggers: found.map((one) => one.trigger) };
}

/** Whether a rule over facts holds: they stand where a form's questions stand for its own rules. */
export function holdsFor(practice: Practice, known: Facts, rule: Rule, facts: Values): boolean {
  const questions = Object.entries(known).map(([field, { options }]) => ({ field, options }));
  return evaluate(practice, { questions } as Form, rule, facts);
}
