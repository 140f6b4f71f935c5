/** When the part of the day ends that the shift is in (handover's HO-01 uses the same parts). */
import type { Practice } from "../core/definitions";

/** Milliseconds, by the phone's own clock; a day on where the practice knows no parts of it. */
export function shiftEnd(practice: Practice, now: number): number {
  const at = new Date(now).getHours();
  const parts = practice.vocabularies["part_of_day"]?.options ?? [];
  const ends = parts.map((part) => (part["hours"] as [number, number])[1]);
  const hours = ends.map((end) => (end - at + 24) % 24 || 24);
  return new Date(now).setHours(at + Math.min(...hours, 24), 0, 0, 0);
}
