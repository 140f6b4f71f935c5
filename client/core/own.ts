/**
 * What the centre makes of the practice's lists: its words, order and lines, and the latest word on each setting. The
 * twin of peerpwa/practice/own.py, proved alike by tests/vectors/own. A row that makes no sense changes nothing.
 */
import type { Known } from "./book";
import type { Option, Values } from "./types";

export interface Row {
  code: string;
  en?: string;
  fr?: string;
  shown?: string;
}

/** The rows of one of its lists; none where nobody set it. */
export function rowsOf(field: string, settings: Values): Row[] {
  const rows = settings[field];
  return Array.isArray(rows) ? (rows as unknown as Row[]) : [];
}

/** For each field the latest word of all settings: each of them was made once and never changed. */
export function settingsOf(records: readonly Pick<Known, "id" | "kind" | "made" | "values">[]): Values {
  const settings = records.filter(({ kind }) => kind === "setting");
  settings.sort((a, b) => a.made - b.made || (a.id < b.id ? -1 : 1));
  return Object.assign({}, ...settings.map(({ values }) => values)) as Values;
}

/** Those that the centre named first, in its order and words, then all others; what isn't offered says so (`retired`). */
export function withOwn(options: readonly Option[], rows: readonly Row[]): Option[] {
  const known = new Map(options.map((option) => [option.code, option]));
  const named = new Map<string, Option>();
  let tile = 0;
  for (const row of rows) {
    const option = known.get(row.code) ?? (row.en ? { code: row.code, label: ["", ""] as Option["label"] } : undefined);
    if (!option || named.has(row.code)) continue;
    const made = toNamed(option, row);
    if (row.shown === "first" && !made["retired"]) made["tile"] = tile += 1;
    named.set(row.code, made);
  }
  return [...named.values(), ...options.filter(({ code }) => !named.has(code)).map((option) => toLeft(option, named.size > 0))];
}

/** What may be chosen. */
export function isOffered(option: Option): boolean {
  return option["retired"] !== true;
}

function toNamed(option: Option, { en, fr, shown }: Row): Option {
  const { tile: _, own: isOwn, ...kept } = option;
  const label: Option["label"] = [en || option.label[0], fr || en || option.label[1]];
  const made: Option = en || fr ? { ...kept, short: undefined, label } : { ...kept };
  return shown === "closed" || (isOwn && !en) ? { ...made, retired: true } : made;
}

/** One that the centre said nothing of: as it is; where the centre chose what comes first, behind “More”. */
function toLeft(option: Option, isNamed: boolean): Option {
  if (option["own"]) return { ...option, retired: true };
  return isNamed ? { ...option, tile: undefined } : option;
}
