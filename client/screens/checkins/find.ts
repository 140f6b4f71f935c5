/** One check-in by the id of what asked for it: as it stands in the list, or as it was once somebody did it. */
import { CLOCKS, TRIGGERS } from "../../practice/content";
import type { RecordView } from "../../contract";
import type { Around } from "../../practice/check_in";
import { dayOf, listDue, type Due } from "../../practice/due";
import { findMatter } from "../../practice/matter";
import { usePhone, usePractice } from "../../ui/context";
import { zone } from "../../words";

export type Asked = Pick<Due, "followUp" | "about" | "assigned" | "taken" | "attempts"> & { done: boolean };

export function useDue(id: string): Asked | null {
  const phone = usePhone();
  const records = phone.records.value;
  const followUp = records.find((one) => one.id === id && one.kind === "follow_up");
  if (!followUp) return null;
  const lines = listDue(records, phone.account.value?.id ?? "", phone.now(), zone.value);
  const line = lines.find((one) => one.followUp.parent === followUp.parent);
  if (line) return { ...line, followUp, done: false };
  const about = records.find((one) => one.id === followUp.parent);
  const assigned = (followUp.values["assigned"] ?? []) as string[];
  return { followUp, about, assigned, taken: null, attempts: [], done: true };
}

/** What its answers are weighed with. */
export function useAround(followUp: RecordView | undefined, attempts: readonly RecordView[]): Around {
  const phone = usePhone();
  const matter = findMatter(followUp?.id ?? "", phone.records.value);
  const due = followUp?.values["due"];
  const here = zone.value ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const day = typeof due === "string" ? dayOf(Date.parse(due), here) : "";
  return { practice: usePractice(), clocks: CLOCKS, triggers: TRIGGERS, matter, day, attempts, now: phone.now(), zone: here };
}
