/** What the card and the request both ask: the record, what is known of its matter, how soon, whom it concerns. */
import type { RecordView } from "../../contract";
import type { Values } from "../../core/types";
import { ESCALATION } from "../../practice/ask";
import { factsOfAsk, levelToSet } from "../../practice/asked";
import { TRIGGERS } from "../../practice/content";
import { findCameBack, levelWith } from "../../practice/again";
import type { Trigger } from "../../practice/levels";
import { toList } from "../../practice/offer";
import { usePhone, usePractice } from "../../ui/context";

export interface AskHand {
  record: RecordView | undefined;
  /** Every trigger that holds, most urgent first. */
  triggers: Trigger[];
  flags: string[];
  /** The level that it should have by now, where it has another. */
  due: string | null;
  change: (values: Values) => Promise<unknown>;
}

export function useAsk(id: string): AskHand {
  const phone = usePhone();
  const practice = usePractice();
  const records = phone.records.value;
  const record = records.find((one) => one.id === id);
  const facts = record ? factsOfAsk(record, phone.drafts.value, records) : {};
  const again = findCameBack(practice, id, records, phone.now());
  const { level, triggers } = record ? levelWith(practice, TRIGGERS, facts, again) : { level: null, triggers: [] };
  const order = (practice.vocabularies["er_level"]?.options ?? []).map((option) => option.code);
  const due = record ? levelToSet(order, record, level) : null;
  const change = (values: Values): Promise<unknown> => phone.save([{ kind: "escalation", form: ESCALATION, record: id, values }]);
  return { record, triggers, flags: toList(facts["flags"]), due, change };
}

/** The names of the accounts that it concerns. */
export function useConcerned(record: RecordView | undefined): string[] {
  const concerns = toList(record?.values["concerns"]);
  return usePhone()
    .colleagues.value.filter((person) => concerns.includes(person.id))
    .map((person) => person.name);
}
