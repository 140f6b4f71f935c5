/** One tap on “Get help”: a new request with what is known, or what is new for the one that stands already. */
import type { Phone } from "../../contract";
import { ESCALATION, findSame, newFor, toKnown } from "../../practice/ask";
import { toLocalTime } from "../logs";

/** `from`: the address that was left. `again`: a request of its own, whatever stands. */
export async function askFor(phone: Phone, from: readonly string[], again: boolean): Promise<void> {
  await phone.ready;
  const open = phone.standing.value === "open";
  if (!open && phone.standing.value !== "locked") return;
  const records = phone.records.value;
  const known = toKnown(from, phone.drafts.value, records);
  const same = again ? undefined : findSame(phone.asks.value, known, phone.drafts.value, records, phone.centreNow());
  const asked = same?.record ?? (await phone.askForHelp({ learned_at: toLocalTime(phone.now()), ...known.values }, known.about)).record;
  const record = same && records.find((one) => one.id === asked);
  if (record && !same.locked) {
    const values = newFor(record, known);
    if (Object.keys(values).length > 0) await phone.save([{ kind: "escalation", form: ESCALATION, record: asked, values }]);
  }
  if (known.draft && known.draft.ask !== asked && !same?.locked) await phone.keepDraft({ ...known.draft, ask: asked });
}
