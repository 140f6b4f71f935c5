/** The definitions that this phone carries, looked up by name. Everything is passed in; nothing is read here. */
import type { Form, Option, Question } from "./types";

export class Practice {
  private readonly options = new Map<string, Map<string, Option>>();

  readonly vocabularies: Record<string, { options: Option[] }> = {};
  readonly forms: Record<string, Form> = {};

  constructor(vocabularies: Record<string, { options: Option[] }>, forms: Record<string, Form>) {
    this.add(vocabularies, forms);
  }

  /** More definitions, such as those that only later screens ask. */
  add(vocabularies: Record<string, { options: Option[] }>, forms: Record<string, Form>): void {
    Object.assign(this.vocabularies, vocabularies);
    Object.assign(this.forms, forms);
    for (const [name, vocabulary] of Object.entries(vocabularies)) {
      this.options.set(name, new Map(vocabulary.options.map((option) => [option.code, option])));
    }
  }

  form(id: string): Form {
    const found = this.forms[id];
    if (!found) throw new Error("unknown form");
    return found;
  }

  question(form: Form, field: string): Question | undefined {
    return form.questions.find((question) => question.field === field);
  }

  /** The options a question offers, in the vocabularies' order. */
  optionsOf(question: Question): Option[] {
    return namesOf(question).flatMap((name) => this.vocabularies[name]?.options ?? []);
  }

  /** Whether all that it offers is here: some of it is loaded later. */
  isHere(question: Question): boolean {
    return namesOf(question).every((name) => this.options.has(name));
  }

  /** The first of these vocabularies' options with this code. */
  option(names: readonly string[], code: unknown): Option | undefined {
    for (const name of names) {
      const found = typeof code === "string" ? this.options.get(name)?.get(code) : undefined;
      if (found) return found;
    }
    return undefined;
  }
}

export function namesOf(question: Question | undefined): string[] {
  const named = question?.options ?? [];
  return typeof named === "string" ? [named] : named;
}
