/** The definitions that this phone carries, looked up by name. Everything is passed in; nothing is read here. */
import { isOffered, rowsOf, withOwn, type Row } from "./own";
import { ownQuestions, SETTINGS } from "./own_questions";
import type { Form, Option, Question, Values } from "./types";

/** The vocabularies of which a centre has its own words and order, by the setting. */
const OWN = { places: "place", types: "conflict_type" };

export class Practice {
  private readonly options = new Map<string, Map<string, Option>>();
  private readonly given = new Map<string, Option[]>();
  private readonly plain: Record<string, Form> = {};
  private own: Values = {};

  readonly vocabularies: Record<string, { options: Option[] }> = {};
  readonly forms: Record<string, Form> = {};

  constructor(vocabularies: Record<string, { options: Option[] }>, forms: Record<string, Form>) {
    this.add(vocabularies, forms);
  }

  /** More definitions, such as those that only later screens ask. */
  add(vocabularies: Record<string, { options: Option[] }>, forms: Record<string, Form>): void {
    Object.assign(this.plain, forms);
    Object.assign(this.forms, forms);
    for (const [name, { options }] of Object.entries(vocabularies)) this.list(name, options);
    for (const name of Object.values(OWN)) this.given.set(name, vocabularies[name]?.options ?? this.given.get(name) ?? []);
    this.takeOwn(this.own);
  }

  /** The centre's own words and order, in place of those before. */
  takeOwn(settings: Values): void {
    this.own = settings;
    for (const [field, name] of Object.entries(OWN)) {
      const given = this.given.get(name) ?? [];
      if (given.length === 0) continue;
      this.list(name, withOwn(given, rowsOf(field, settings)));
    }
    for (const [id, field] of Object.entries(SETTINGS)) this.ask(id, rowsOf(field, settings));
  }

  /** A form with the centre's own questions among those that may be added. */
  private ask(id: string, rows: Row[]): void {
    const plain = this.plain[id];
    if (!plain) return;
    const own = ownQuestions(plain.kinds[0] ?? "", rows, id);
    for (const { question, options } of own) this.list(id + question.field, options);
    const chips = own.filter(({ question }) => !question.retired).map(({ question }) => question.field);
    this.forms[id] = {
      ...plain,
      questions: [...plain.questions, ...own.map(({ question }) => question)],
      chips: [...(plain.chips ?? []), ...chips],
    };
  }

  private list(name: string, options: Option[]): void {
    this.vocabularies[name] = { options };
    this.options.set(name, new Map(options.map((option) => [option.code, option])));
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
    return namesOf(question).flatMap((name) => (this.vocabularies[name]?.options ?? []).filter(isOffered));
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
