/** Takes a handover from another phone: first its own code is shown, then the other phone's codes are read. */
import { useEffect, useState } from "preact/hooks";
import { Gathered } from "../../practice/frames";
import { toPaper } from "../../practice/papers";
import { useAwake } from "../../ui/awake";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go, replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say } from "../../words";
import { makeReceiver, openPaper, type Receiver } from "../../vault/paper";
import { Camera, useScan } from "./camera";
import { QrCode } from "./qr_code";
import { fill, said } from "./words";
import { HANDOVER } from "./write";

/** One key for one visit to this screen. What was read so far stays while the camera is off. */
interface Visit {
  receiver: Receiver;
  gathered: Gathered;
}

export function ReceiveScreen() {
  const phone = usePhone();
  const practice = usePractice();
  const [visit, setVisit] = useState<Visit | null>(null);
  const { scanning, told, tell, stop, toggle } = useScan();
  useAwake();
  useEffect(() => void makeReceiver().then((receiver) => setVisit({ receiver, gathered: new Gathered(receiver.session) })), []);
  const take = async ({ receiver, gathered }: Visit, read: string): Promise<void> => {
    const taken = gathered.take(read);
    if (taken.is === "other") return tell(say(said.otherPart));
    if (taken.is === "torn") return tell(say(said.torn));
    if (taken.is === "part") return tell(fill(say(said.partsOf), { n: String(taken.have), of: String(taken.of) }));
    stop();
    const paper = toPaper(practice, practice.form(HANDOVER), await openPaper(receiver, taken.text), phone.now());
    if (!paper) return tell(say(said.notASheet));
    await phone.papers.keep(paper);
    replace(`handover/paper/${paper.id}`);
  };
  return (
    <Screen
      id="handover-receive"
      title={say(said.receive)}
      lead={say(scanning ? said.receiveScan : said.receiveLead)}
      back={() => go("handover")}
      dock={
        <Button class="button main" code="scan" disabled={!visit} onTap={toggle}>
          {say(scanning ? said.cameraStop : said.theyRead)}
        </Button>
      }
    >
      {visit && scanning && <Camera onRead={(text) => void take(visit, text)} onNone={stop} />}
      {visit && !scanning && <QrCode text={visit.receiver.code} label={say(said.codeOfThis)} />}
      <p role="status">{told}</p>
    </Screen>
  );
}
