/** A draft of a small form below a record: found again by its own id or the record's, kept at every change. */
import { useState } from "preact/hooks";
import type { Draft, Phone } from "../../contract";
import { differenceOf } from "../../core/fold";
import type { Value, Values } from "../../core/types";
import { withAnswer } from "../../practice/flow";
import { usePhone, usePractice } from "../../ui/context";

/**
 * `id`: a draft's, or that of the record which it will stand below, or of an own record of this form's that it changes;
 * null for a new record that stands alone.
 */
export function useDraft(
  form: string,
  kind: string,
  id: string | null,
  first: Values = {},
): [Draft, (field: string, value: Value) => void] {
  const phone = usePhone();
  const practice = usePractice();
  const [draft, setDraft] = useState(() => findDraft(phone, form, kind, id, first));
  const keep = (field: string, value: Value): void => {
    const values = withAnswer(practice, practice.form(form), draft.values, field, value);
    const next = { ...draft, values, touched: phone.now() };
    setDraft(next);
    void phone.keepDraft(next);
  };
  return [draft, keep];
}

/** The draft as one save: a record made, or changed where it goes on with one. */
export async function saveDraft(phone: Phone, kind: string, draft: Draft): Promise<void> {
  const values = Object.fromEntries(Object.entries(draft.values).filter(([, value]) => !isEmpty(value)));
  const parent = draft.about;
  if (draft.record === null) {
    await phone.save([{ kind, form: draft.form, values, ...(parent && { parent }) }], draft.id);
    return;
  }
  const before = phone.records.value.find((one) => one.id === draft.record);
  const changed = differenceOf(before?.values ?? {}, values);
  if (Object.keys(changed).length === 0) await phone.dropDraft(draft.id);
  else if (before?.mend?.code === "bad_answer") await phone.mend({ record: before.id, whole: values, values: changed }, draft.id);
  else await phone.save([{ kind, form: draft.form, record: draft.record, values: changed }], draft.id);
}

export function isEmpty(value: Value | undefined): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === "string" && value.trim() === "") ||
    (Array.isArray(value) && value.length === 0)
  );
}

function findDraft(phone: Phone, form: string, kind: string, id: string | null, first: Values): Draft {
  const fits = (draft: Draft): boolean => id !== null && draft.form === form && [draft.id, draft.about, draft.record].includes(id);
  const held = phone.drafts.value.find(fits);
  if (held) return held;
  const now = phone.now();
  const record = phone.records.value.find((one) => one.id === id);
  const own = record?.kind === kind && record.mine ? record : null;
  const about = own ? own.parent : id;
  const fresh: Draft = {
    id: phone.newId(),
    form,
    values: own?.values ?? first,
    screen: "",
    started: now,
    touched: now,
    record: own?.id ?? null,
  };
  return about ? { ...fresh, about } : fresh;
}
