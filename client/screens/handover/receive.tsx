/** Takes a handover from another phone: first its own code is shown, then the other phone's codes are read. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Gathered } from "../../practice/frames";
import { keepPaper, toPaper } from "../../practice/papers";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go, replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say } from "../../words";
import { makeReceiver, openPaper, type Receiver } from "../../vault/paper";
import { Camera } from "./camera";
import { QrCode } from "./qr_code";
import { fill, said } from "./words";
import { HANDOVER } from "./write";

export function ReceiveScreen() {
  const phone = usePhone();
  const practice = usePractice();
  const [receiver, setReceiver] = useState<Receiver | null>(null);
  const [scanning, setScanning] = useState(false);
  const [told, setTold] = useState("");
  const gathered = useRef<Gathered | null>(null);
  useEffect(() => void makeReceiver().then(setReceiver), []);
  const take = async (read: string): Promise<void> => {
    if (!receiver) return;
    gathered.current ??= new Gathered(receiver.session);
    const text = gathered.current.take(read);
    const { have, of } = gathered.current.count;
    if (of > 0) setTold(fill(say(said.partsOf), { n: String(have), of: String(of) }));
    if (text === null) return;
    setScanning(false);
    const paper = toPaper(practice, practice.form(HANDOVER), await openPaper(receiver, text).catch(() => null), phone.now());
    if (!paper) return setTold(say(said.notASheet));
    await keepPaper(phone, paper);
    replace(`handover/paper/${paper.id}`);
  };
  return (
    <Screen
      id="handover-receive"
      title={say(said.receive)}
      lead={say(scanning ? said.receiveScan : said.receiveLead)}
      back={() => go("handover")}
      dock={
        <Button class="button main" code="scan" disabled={!receiver} onTap={() => setScanning(!scanning)}>
          {say(scanning ? said.cameraStop : said.theyRead)}
        </Button>
      }
    >
      {scanning && <Camera onRead={(text) => void take(text)} />}
      {!scanning && receiver && <QrCode text={receiver.code} label={say(said.codeOfThis)} />}
      <p role="status">{told}</p>
    </Screen>
  );
}
