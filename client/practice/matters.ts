/** What hangs together: what stands below a log, who saw it too, whether a matter is masked, who is named in it. */
import type { RecordView } from "../contract";
import type { Practice } from "../core/definitions";
import { isWithdrawn } from "../screens/logs";

/** All that stands below a record, at any depth, what was taken back left out. */
export function listBelow(id: string, records: readonly RecordView[]): RecordView[] {
  const found: RecordView[] = [];
  let above = new Set([id]);
  while (above.size > 0) {
    const next = records.filter((one) => one.parent !== null && above.has(one.parent) && one.kind !== "withdrawal");
    const standing = next.filter((one) => !isWithdrawn(one, records) && !found.includes(one));
    found.push(...standing);
    above = new Set(standing.map((one) => one.id));
  }
  return found;
}

/** Second views of a log, oldest first. */
export function listViews(log: RecordView, records: readonly RecordView[]): RecordView[] {
  return listBelow(log.id, records)
    .filter((one) => one.kind === "view" && one.parent === log.id)
    .sort((a, b) => a.made - b.made);
}

/** The lowest and the highest heat that somebody saw, in the vocabulary's order; one where all agree. Never a mean. */
export function heatRange(practice: Practice, seen: readonly RecordView[]): string[] {
  const codes = new Set(seen.map((one) => one.values["heat"]));
  const range = (practice.vocabularies["heat"]?.options ?? []).map((option) => option.code).filter((code) => codes.has(code));
  return range.length > 1 ? [range[0] as string, range.at(-1) as string] : range;
}

/** Whether the floor may not see it: as the centre said, or by a stop flag or Separate-first type in what is here. */
export function isMasked(practice: Practice, log: RecordView, records: readonly RecordView[]): boolean {
  if (log.masked || log.care) return true;
  const cleared = listOf(log, "cleared");
  const given = [log, ...listBelow(log.id, records)].flatMap((one) => listOf(one, "flags").concat(listOf(one, "types")));
  return given.some((code) => {
    const option = practice.option(["flag", "conflict_type"], code);
    return !cleared.includes(code) && (option?.["stop"] === true || option?.["route"] === "separate");
  });
}

/** The handles in a log and in the parts of people below it, alike in their writing. */
export function handlesOf(log: RecordView, records: readonly RecordView[]): Set<string> {
  const parties = listBelow(log.id, records).filter((one) => one.kind === "party");
  const handles = [...listOf(log, "people"), ...parties.map((one) => one.values["handle"])];
  return new Set(handles.filter((handle) => typeof handle === "string").map(alike));
}

/** A handle as it is compared: neither capitals nor accents nor outer spaces tell two apart. */
export function alike(handle: string): string {
  return handle.normalize("NFD").replaceAll(/\p{M}/gu, "").trim().toLowerCase();
}

export function listOf(record: RecordView, field: string): string[] {
  const value = record.values[field];
  return Array.isArray(value) ? (value as string[]) : [];
}
