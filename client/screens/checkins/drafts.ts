/** The draft of one check-in: at most one for each that is due, kept at every tap. */
import type { Draft, Phone, RecordView } from "../../contract";
import { CHECK_IN } from "../../practice/check_in";

export function findDraft(phone: Phone, id: string): Draft | undefined {
  return phone.drafts.value.find((draft) => draft.form === CHECK_IN && (draft.id === id || draft.about === id));
}

/** The kept one, else a new one. It stands on no hour any more. */
export function openDraft(phone: Phone, followUp: RecordView): Draft {
  const now = phone.now();
  const fresh: Draft = {
    id: phone.newId(),
    form: CHECK_IN,
    values: {},
    screen: "reached",
    started: now,
    touched: now,
    record: null,
    about: followUp.id,
  };
  const { later: _, ...draft } = findDraft(phone, followUp.id) ?? fresh;
  return { ...draft, touched: now };
}

/** With an answer to “Did you reach them?”: goes on where it was left, or begins anew where the answer is another. */
export function beginDraft(phone: Phone, followUp: RecordView, reached: string, screen: string): Draft {
  const draft = openDraft(phone, followUp);
  return draft.values["reached"] === reached ? draft : { ...draft, values: { reached }, screen };
}
