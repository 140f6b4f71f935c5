/** What a request for help takes along without asking anything: what the screen that was just left knew. Pure. */
import type { Draft, RecordView } from "../contract";
import type { Values } from "../core/types";

export interface Known {
  values: Values;
  /** The saved record that it is about, if there is one. */
  about?: string;
  /** The draft that it was asked from, to be tied to what becomes of it. */
  draft?: Draft;
}

/** `from`: the address that was left. */
export function toKnown(from: readonly string[], drafts: readonly Draft[], records: readonly RecordView[]): Known {
  const [place = "", id = ""] = from;
  const draft = drafts.find((one) => one.id === id || (id !== "" && one.about === id));
  const aboutId = draft?.talk?.conflict ?? draft?.record ?? draft?.about ?? (place === "record" || place === "saved" ? id : "");
  const about = records.find((one) => one.id === aboutId && (one.kind === "conflict" || one.kind === "check_in"));
  const facts: Values = { ...about?.values, ...draft?.talk?.known, ...draft?.values };
  const flags = [facts["flags"], draft?.talk?.values["flags"]].flatMap((list) => (Array.isArray(list) ? (list as string[]) : []));
  const why = [...new Set(flags)].filter((flag) => flag !== "none");
  const values: Values = {};
  for (const field of ["place", "safe_now", "actions", "concerns"]) if (facts[field]) values[field] = facts[field];
  if (why.length > 0) values["why"] = why;
  return { values, ...(about && { about: about.id }), ...(draft && !about && { draft }) };
}
