/** A handover that came from phone to phone: it is read, and fades; nothing is written below it. */
import { useEffect, useState } from "preact/hooks";
import { listPapers } from "../../practice/papers";
import { usePhone, usePractice } from "../../ui/context";
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, sayTime } from "../../words";
import type { Paper } from "../../vault/paper";
import { sayShift } from "./parts";
import { SheetRead } from "./sheet_read";
import { fill, said } from "./words";

export function PaperScreen({ id }: { id: string }) {
  const papers = usePapers();
  const practice = usePractice();
  const paper = papers?.find((one) => one.id === id);
  const gone = papers !== null && !paper;
  const title = paper ? sayShift(practice, paper.values["shift"], paper.values["day"]) : say(gone ? said.faded : said.handover);
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

/** Null until they are read from where they lie sealed. */
export function usePapers(): Paper[] | null {
  const phone = usePhone();
  const [papers, setPapers] = useState<Paper[] | null>(null);
  useEffect(() => void listPapers(phone).then(setPapers), []);
  return papers;
}
