/**
 * What one whole attempt means: the next step as it is worked out (PRACTICE 6.1, 6.3), whether it also tells a
 * supervisor (6.4), and the changes that its save makes in one envelope.
 */
import type { NewChange, RecordView } from "../contract";
import type { Practice } from "../core/definitions";
import { evaluate } from "../core/rules";
import type { Values } from "../core/types";
import { toSend } from "./ask";
import { checkIns, nextStep, openDayFrom, situationsOf, type Clocks } from "./clocks";
import { countTries, dayOf, DONE, type Due } from "./due";
import { findCameBack, levelWith } from "./again";
import { levelOf, type Trigger, type Triggers } from "./levels";
import { factsOf, hasAgreement, hasPlan, type Matter } from "./matter";
import { GUIDED_TALK } from "./talk";

export const CHECK_IN = "check_in@1";
const ESCALATION = "escalation@1";
const LONGEST = { saw: 800, note: 300 };
const SOON_DAYS = 3;
const ASKED = "worker_asks";

/** When and where: what the phone knows besides the answers. */
export interface Around {
  practice: Practice;
  clocks: Clocks;
  triggers: Triggers;
  matter: Matter;
  /** All that this phone holds. */
  records: readonly RecordView[];
  /** The day it was asked for, as far as it is known. */
  day: string;
  attempts: readonly RecordView[];
  now: number;
  zone: string;
}

/** A reason to tell a supervisor: how fast, and which triggers hold. */
export interface Worry {
  level: string;
  triggers: Trigger[];
}

/** FU-18 and FU-19 as they stand on the save line: chosen, else worked out. */
export function withNext(values: Values, around: Around): Values {
  const { practice, clocks, matter, attempts, now, zone } = around;
  const tries = countTries(attempts) + 1;
  const again = nextByClocks(around);
  const worked = nextStep(practice, values, tries, hasAgreement(matter) || hasPlan(matter));
  const onward = worked === "close" && values["reached"] === "reached" && again !== null;
  const next = values["next"] ?? (onward ? "check_again" : worked);
  if (!asksForDate(practice, values, next)) return { ...values, next };
  const talked = values["reached"] === "reached" && values["private"] !== "no";
  const soon = openDayFrom(addDays(dayOf(now, zone), talked && next === "check_again" ? SOON_DAYS : 1), clocks.openDays);
  const on = talked && next === "check_again" ? (again ?? soon) : soon;
  return { ...values, next, next_on: values["next_on"] ?? on };
}

/** The day of the next check-in that this kind of matter gives after this one, however early it is done; or null. */
export function nextByClocks({ practice, clocks, matter, day, now, zone }: Around): string | null {
  const { facts, at, endsOn } = factsOf(matter);
  if (at === null) return null;
  const today = dayOf(now, zone);
  const days = checkIns(situationsOf(practice, clocks, facts), at, zone, clocks.openDays, endsOn).map((ms) => dayOf(ms, zone));
  return days.find((one) => one > today && one > day) ?? null;
}

/**
 * Null where nobody else must know. What was agreed not suiting any more is never by itself a reason; a worker who
 * chooses to tell the supervisor needs none. That the matter came back is added to what is told; by itself it tells
 * where something serious is new, for the third time in 30 days.
 */
export function findWorry(around: Around, { flags, since, safe_here, next, news }: Values): Worry | null {
  const { practice, triggers, matter, records, now } = around;
  const said: Record<string, Values[string] | undefined> = { flags, since, safe_here };
  const facts = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Values;
  const isNew = news === "small" || news === "serious";
  const again = matter.top === null ? null : findCameBack(practice, matter.top, records, now, isNew ? now : null);
  const plain = levelOf(practice, triggers, facts).level !== null;
  if (!plain && next !== "supervisor" && !(news === "serious" && again?.again_30)) return null;
  const asked: Values = !plain && next === "supervisor" ? { why: [ASKED] } : {};
  const { level, triggers: found } = levelWith(practice, triggers, { ...facts, ...asked }, again);
  return level === null ? null : { level, triggers: found };
}

interface Saving {
  /** The check-in's id, from `newId()`. */
  id: string;
  due: Pick<Due, "followUp" | "assigned" | "taken">;
  me: string;
  /** Whole: with defaults and the next step. */
  values: Values;
  worry: Worry | null;
  /** The request for help that is open in this matter already. */
  open: RecordView | undefined;
  /** Why, in words. */
  reason: string;
  /** Local time with its offset. */
  at: string;
}

/** The check-in itself first; then the next one that is due; then who is told. */
export function toChanges(saving: Saving, { practice, matter }: Around): NewChange[] {
  const { id, due, me, values, worry } = saving;
  const parent = due.followUp.parent ?? undefined;
  const changes: NewChange[] = [{ id, kind: "check_in", form: CHECK_IN, ...(parent && { parent }), values }];
  const on = values["next_on"];
  if (typeof on === "string" && DONE.has(values["reached"]) && parent) {
    const { how } = due.followUp.values;
    const mine = due.taken !== null || due.assigned.length > 0;
    const next: Values = { due: noonOf(on, saving.at), ...(how && { how }), ...(mine && { assigned: [me] }) };
    changes.push({ kind: "follow_up", form: GUIDED_TALK, parent, values: next });
  }
  if (worry) changes.push(toRequest(saving, worry, practice, matter.log));
  return changes;
}

/** A request for help below the check-in; where one is open in this matter, that one is added to (SC04). */
function toRequest(saving: Saving, worry: Worry, practice: Practice, log: RecordView | undefined): NewChange {
  const { id, values, open, reason, at } = saving;
  const concerns = values["concerns"];
  const named = ((values["flags"] ?? []) as string[]).filter((flag) => flag !== "none");
  const flags = toSend(named, concerns);
  if (!open) {
    const place = log?.values["place"];
    const why = worry.triggers.some((trigger) => trigger.code === ASKED) ? [...flags, ASKED] : flags;
    const more: Values = { ...(why.length > 0 && { why }), ...(concerns && { concerns }), ...(typeof place === "string" && { place }) };
    return { kind: "escalation", form: ESCALATION, parent: id, values: { learned_at: at, level: worry.level, saw: reason, ...more } };
  }
  if (!open.mine) return { kind: "note", form: "note@1", parent: open.id, values: { text: cut(reason, LONGEST.note), sort: "addendum" } };
  const order = (practice.vocabularies["er_level"]?.options ?? []).map((option) => option.code);
  const before = order.indexOf(open.values["level"] as string);
  const faster = before < 0 || order.indexOf(worry.level) < before;
  const held = (open.values["why"] ?? []) as string[];
  const known = (open.values["concerns"] ?? []) as string[];
  const saw = [open.values["saw"], reason].filter(Boolean).join("\n");
  const next: Values = {
    ...(faster && { level: worry.level }),
    ...(flags.some((flag) => !held.includes(flag)) && { why: [...new Set([...held, ...flags])] }), // help was asked for already
    ...(Array.isArray(concerns) && { concerns: [...new Set([...known, ...(concerns as string[])])] }),
    saw: cut(saw, LONGEST.saw),
  };
  return { kind: "escalation", form: ESCALATION, record: open.id, values: next };
}

/** Days of the centre's calendar. */
export function addDays(day: string, count: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

function asksForDate(practice: Practice, values: Values, next: Values[string]): boolean {
  const question = practice.question(practice.form(CHECK_IN), "next_on");
  return question !== undefined && evaluate(practice, practice.form(CHECK_IN), question.shown, { ...values, next });
}

export function noonOf(day: string, local: string): string {
  return `${day}T12:00:00.000${local.slice(-6)}`;
}

function cut(text: string, most: number): string {
  return [...text].slice(0, most).join("");
}
