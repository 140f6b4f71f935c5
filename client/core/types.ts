/** The JSON shapes of the practice's definitions (docs/practice-data.md) and of changes on the wire. */

export type Pair = [english: string, french: string];
export type Cell = string | boolean | number;
export type Value = string | boolean | number | string[] | Record<string, Cell>[] | null;
export type Values = Record<string, Value>;

export type Rule =
  | { all: Rule[] }
  | { any: Rule[] }
  | { not: Rule }
  | { field: string; in: Cell[] }
  | { field: string; attr: string; in: Cell[] }
  | { field: string; at_least: string }
  | { field: string; filled: boolean };

export interface Option {
  code: string;
  label: Pair;
  [attribute: string]: unknown;
}

export interface Question {
  ref: string;
  kind: string;
  field: string;
  label: Pair;
  hint?: Pair;
  line?: Pair;
  chip?: Pair;
  type: "one" | "many" | "scale" | "yn" | "text" | "handle" | "handles" | "time" | "date" | "number" | "accounts" | "rows" | "lib";
  options?: string | string[];
  required: "always" | "shown" | "default" | "no";
  default?: unknown;
  shown?: Rule;
  offered?: "always";
  max?: number;
  columns?: Record<string, string>;
  sees: string[];
  sets: string[];
  after?: boolean;
  groups?: string;
  with_field?: string;
  coach?: boolean;
  /** A centre's own that it closed: what was answered stays and is read. */
  retired?: boolean;
}

export interface Screen {
  id: string;
  fields: string[];
  when?: Rule;
}

export interface Form {
  form: string;
  version: number;
  name: Pair;
  kinds: string[];
  screens?: Screen[];
  lines?: string[];
  chips?: string[];
  questions: Question[];
}

/** One immutable addition to a record, as it is signed. */
export interface Change {
  id: string;
  record: string;
  kind: string;
  parent?: string;
  stamp: string;
  form: string;
  set: Values;
}
