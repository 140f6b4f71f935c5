/**
 * The talk that goes on, by its draft. What is drawn is what was kept: a tap shows once the sealed draft has it, so a
 * phone that dies shows the same afterwards. Leaving a step, or 30 seconds without a tap, saves what is new (DESIGN 4).
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Draft, NewChange, Phone } from "../../contract";
import { toTie } from "../../practice/ask";
import { changesOf, GUIDED_TALK, whatIsSure, withSaved, withStep, type Talk } from "../../practice/talk";

const QUIET_MS = 30_000;

export interface TalkHand {
  talk: Talk;
  /** Changes it, and keeps it. */
  change: (edit: (talk: Talk) => Talk) => void;
  /** Goes to another step or screen, saving what this one brought. */
  open: (step: string) => void;
  /** The last save: what goes before and everything that is new in one envelope; the draft is gone with it. */
  finish: (before: NewChange[]) => Promise<void>;
}

export function useTalk(phone: Phone, draft: Draft & { talk: Talk }): TalkHand {
  const latest = useRef(draft.talk);
  const [talk, draw] = useState(draft.talk);
  const quiet = useRef<ReturnType<typeof setTimeout>>(undefined);

  const saving = useRef<Promise<void>>(Promise.resolve());

  const toKeep = (next: Talk): Draft => ({ ...draft, talk: next, screen: next.step, touched: phone.now(), later: 0 });
  const keep = (next: Talk): Promise<void> => {
    latest.current = next;
    return phone.keepDraft(toKeep(next)).then(() => draw(latest.current));
  };
  /** One after the other, each with its mark in the draft: nothing is saved twice, also by a phone that dies between. */
  const save = (): Promise<void> => (saving.current = saving.current.catch(() => undefined).then(saveNew));
  const saveNew = async (): Promise<void> => {
    const sure = whatIsSure(latest.current);
    const changes = changesOf(sure);
    if (changes.length === 0) return;
    const kept = withSaved(sure);
    await phone.save(changes, undefined, toKeep({ ...latest.current, saved: kept.saved }));
    await keep({ ...latest.current, saved: kept.saved });
    await keepMinutes(phone, latest.current);
  };
  const change = (edit: (talk: Talk) => Talk): void => {
    void keep(edit(latest.current));
    clearTimeout(quiet.current);
    quiet.current = setTimeout(() => void save(), QUIET_MS);
  };
  const open = (step: string): void => {
    clearTimeout(quiet.current);
    void keep(withStep(latest.current, step, phone.now())).then(save);
  };
  const finish = async (before: NewChange[]): Promise<void> => {
    clearTimeout(quiet.current);
    await saving.current.catch(() => undefined);
    await phone.save([...before, ...toTie(draft, latest.current.conflict), ...changesOf(latest.current)], draft.id);
    await keepMinutes(phone, latest.current);
  };
  useEffect(() => () => clearTimeout(quiet.current), []);
  return { talk, change, open, finish };
}

/** Minutes and one's own tie are for the author alone: they never become a change. */
async function keepMinutes(phone: Phone, talk: Talk): Promise<void> {
  for (const person of talk.people) {
    if (person.ms > 0) await phone.keepPrivate(person.id, "minutes", Math.round(person.ms / 60_000));
  }
  for (const [field, value] of Object.entries(talk.mine)) await phone.keepPrivate(talk.id, field, value);
}

/** The draft that holds a talk. */
export function toDraft(phone: Phone, talk: Talk): Draft & { talk: Talk } {
  const now = phone.now();
  return { id: talk.id, form: GUIDED_TALK, values: {}, screen: talk.step, started: now, touched: now, record: null, talk };
}
