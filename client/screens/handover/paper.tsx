/** A handover that came from phone to phone, until the centre's own is here: it is read, and fades; nothing is written below it. */
import { useEffect, useState } from "preact/hooks";
import { listPapers } from "../../practice/papers";
import { usePhone, usePractice } from "../../ui/context";
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, sayTime } from "../../words";
import type { Paper } from "../../vault/paper";
import { sayShift } from "./parts";
import { ReadScreen } from "./read";
import { SheetRead } from "./sheet_read";
import { fill, said } from "./words";

export function PaperScreen({ id }: { id: string }) {
  const papers = usePapers();
  const practice = usePractice();
  const isHere = usePhone().records.value.some((one) => one.id === id);
  const paper = papers?.find((one) => one.id === id);
  const gone = papers !== null && !paper;
  const title = paper ? sayShift(practice, paper.values["shift"], paper.values["day"]) : say(gone ? said.faded : said.handover);
  if (isHere) return <ReadScreen id={id} />;
  return (
    <Screen
      id="handover-paper"
      title={title}
      lead={paper && fill(say(said.madeBy), { name: paper.by, time: sayTime(paper.made) })}
      back={() => go("handover")}
    >
      {paper && <SheetRead values={paper.values} />}
      {paper && <p class="hint">{say(said.byPhone)}</p>}
    </Screen>
  );
}

/** Null until they are read from where they lie sealed; read again when something has come from the centre. */
export function usePapers(): Paper[] | null {
  const phone = usePhone();
  const [papers, setPapers] = useState<Paper[] | null>(null);
  useEffect(() => void listPapers(phone).then(setPapers), [phone.records.value]);
  return papers;
}
