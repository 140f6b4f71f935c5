/** The locked phone: PIN and help card, nothing of anybody. */
import { useState } from "preact/hooks";
import { Keypad } from "../ui/keypad";
import { usePhone } from "../ui/context";
import { Mark } from "../ui/icon";
import { Screen } from "../ui/screen";
import { sayTime, words } from "../words";

export function LockedScreen() {
  const phone = usePhone();
  const said = words.value;
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const enter = async (pin: string): Promise<void> => {
    setFault("");
    setBusy(true);
    const answer = await phone.unlock(pin);
    setBusy(false);
    if (!answer.ok) setFault(answer.waitUntil ? said.waitPin(sayTime(answer.waitUntil)) : said.wrongPin);
  };
  return (
    <Screen id="locked" title={said.locked} lead={said.lockedLead} middle={<Mark />}>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <Keypad busy={busy} act={said.openIt} onEnter={(pin) => void enter(pin)} />
    </Screen>
  );
}
