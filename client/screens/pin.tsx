/** The PIN is chosen right after the first sign-in: from then on what this phone keeps is sealed. */
import { useState } from "preact/hooks";
import { Keypad } from "../ui/keypad";
import { usePhone } from "../ui/context";
import { Screen } from "../ui/screen";
import { words } from "../words";

export function PinScreen() {
  const phone = usePhone();
  const said = words.value;
  const [first, setFirst] = useState<string | null>(null);
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const enter = async (pin: string): Promise<void> => {
    setFault("");
    if (first === null) {
      setFirst(pin);
      return;
    }
    setFirst(null);
    if (pin !== first) {
      setFault(said.pinDiffers);
      return;
    }
    setBusy(true);
    const reason = await phone.setPin(pin);
    setBusy(false);
    if (reason) setFault(reason === "short" ? said.pinShort : said.pinCommon);
  };
  return (
    <Screen id="pin" title={first === null ? said.choosePin : said.repeatPin} lead={said.choosePinLead}>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <Keypad key={first === null ? "first" : "second"} busy={busy} act={said.next} onEnter={(pin) => void enter(pin)} />
    </Screen>
  );
}
