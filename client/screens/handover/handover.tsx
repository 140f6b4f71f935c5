/** The shift handover: an own draft to write, one that somebody saved to read, or one that goes from phone to phone. */
import { usePhone } from "../../ui/context";
import { practising } from "../../ui/practising";
import { PaperScreen } from "./paper";
import { ReadScreen } from "./read";
import { ReceiveScreen } from "./receive";
import { SendScreen } from "./send";
import { HANDOVER, WriteScreen } from "./write";

/** `id`: a handover, or a draft of one; without one the draft that was begun, or a new one. */
export function HandoverScreen({ id, more: [what = ""] }: { id: string; more: string[] }) {
  const phone = usePhone();
  const practice = practising.value;
  if (practice && (id === "receive" || id === "send")) return <practice.NotHere />;
  if (id === "receive") return <ReceiveScreen />;
  if (id === "send") return <SendScreen id={what} />;
  if (id === "paper") return <PaperScreen id={what} />;
  const draft = phone.drafts.value.find((one) => one.form === HANDOVER && (!id || one.id === id));
  if (id && !draft) return <ReadScreen id={id} />;
  return <WriteScreen id={draft?.id ?? null} />;
}
