/** One check-in by the id of what asked for it: as it stands in the list, or as it was once somebody did it. */
import { TRIGGERS } from "../../practice/content";
import { clocksHere } from "../../practice/own_days";
import type { Phone, RecordView } from "../../contract";
import type { Practice } from "../../core/definitions";
import type { Around } from "../../practice/check_in";
import { dayOf, listDue, type Due } from "../../practice/due";
import { findMatter } from "../../practice/matter";
import { isMasked } from "../../practice/matters";
import { listPlanned, type Planned } from "../../practice/plan";
import { usePhone, usePractice } from "../../ui/context";
import { zone } from "../../words";
import { isLog, isWithdrawn } from "../logs";

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
  const records = phone.records.value;
  const matter = findMatter(followUp?.id ?? "", records);
  const due = followUp?.values["due"];
  const here = zone.value ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const day = typeof due === "string" ? dayOf(Date.parse(due), here) : "";
  return {
    practice: usePractice(),
    clocks: clocksHere(),
    triggers: TRIGGERS,
    matter,
    records,
    day,
    attempts,
    now: phone.now(),
    zone: here,
  };
}

/** Whom a log names, and the check-in with each; nobody where it isn't this phone's to plan one. */
export function findPlanned(phone: Phone, practice: Practice, id: string): { log: RecordView | undefined; people: Planned[] } {
  const records = phone.records.value;
  const log = records.find((one) => one.id === id && isLog(one) && !isWithdrawn(one, records));
  if (!log || (!log.mine && isMasked(practice, log, records))) return { log, people: [] };
  const lines = listDue(records, phone.account.value?.id ?? "", phone.now(), zone.value);
  return { log, people: listPlanned(log, records, lines) };
}
