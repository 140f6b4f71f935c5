/** Gives a handover to another phone: its code is read, then this phone shows the sheet sealed to it, code after code. */
import { useEffect, useState } from "preact/hooks";
import { toShow } from "../../practice/papers";
import { listHandovers } from "../../practice/sheet";
import { useAwake } from "../../ui/awake";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go, replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say } from "../../words";
import { sealPaper } from "../../vault/paper";
import { Camera, useScan } from "./camera";
import { QrCode } from "./qr_code";
import { fill, said } from "./words";
import { HANDOVER } from "./write";

const EACH_MS = 450; // fewer than three a second

/** `id`: the handover. */
export function SendScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const { scanning, told, tell, stop, toggle } = useScan();
  const [frames, setFrames] = useState<string[]>([]);
  useAwake();
  const handover = listHandovers(phone.records.value, phone.now()).find((one) => one.id === id);
  const read = async (code: string): Promise<void> => {
    if (!handover) return;
    const values = toShow(practice, practice.form(HANDOVER), handover, phone.records.value);
    const sealed = await sealPaper(code, { id, by: handover.by, made: handover.made, values });
    if (!sealed) return tell(say(said.otherCode));
    stop();
    setFrames(sealed);
  };
  const lead = frames.length > 0 ? said.sendShow : scanning ? said.sendScan : said.sendLead;
  return (
    <Screen
      id="handover-send"
      title={say(said.send)}
      lead={say(handover ? lead : said.faded)}
      back={() => go(`handover/${id}`)}
      dock={
        frames.length > 0 ? (
          <Button class="button main" code="done" onTap={() => replace(`handover/${id}`)}>
            {say(said.theyHaveIt)}
          </Button>
        ) : (
          <Button class="button main" code="scan" disabled={!handover} onTap={toggle}>
            {say(scanning ? said.cameraStop : said.readTheirs)}
          </Button>
        )
      }
    >
      {scanning && <Camera onRead={(code) => void read(code)} onNone={stop} />}
      {frames.length > 0 && <Turning frames={frames} />}
      <p role="status">{told}</p>
    </Screen>
  );
}

/** One code after the other, round and round: whichever the other phone missed comes again. */
function Turning({ frames }: { frames: string[] }) {
  const [at, setAt] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setAt((n) => (n + 1) % frames.length), EACH_MS);
    return () => clearInterval(timer);
  }, [frames]);
  return (
    <>
      <QrCode text={frames[at] ?? ""} label={say(said.codeOfSheet)} />
      <p class="hint">{fill(say(said.codesInAll), { n: String(frames.length) })}</p>
    </>
  );
}
