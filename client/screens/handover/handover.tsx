/** The shift handover: an own draft to write, or one that somebody saved to read. */
import { usePhone } from "../../ui/context";
import { ReadScreen } from "./read";
import { HANDOVER, WriteScreen } from "./write";

/** `id`: a handover, or a draft of one; without one the draft that was begun, or a new one. */
export function HandoverScreen({ id }: { id: string }) {
  const phone = usePhone();
  const draft = phone.drafts.value.find((one) => one.form === HANDOVER && (!id || one.id === id));
  if (id && !draft) return <ReadScreen id={id} />;
  return <WriteScreen id={draft?.id ?? null} />;
}
