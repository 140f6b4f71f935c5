/** Handovers of the last 72 hours as lines: those to read, and what became of one's own. */
import type { RecordView } from "../../contract";
import { listHandovers, listQuestions, listReadings } from "../../practice/sheet";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { go } from "../../ui/route";
import { stateWords } from "../../ui/state";
import { say, sayTime } from "../../words";
import { usePapers } from "./paper";
import { fill, said } from "./words";

/** All of them, under the one that is being written. */
export function Handovers() {
  const phone = usePhone();
  return <Lines title={say(said.last)} shown={listHandovers(phone.records.value, phone.now())} />;
}

/** For whoever comes without signal: what was taken from a phone, and taking one. */
export function FromPhones() {
  const papers = usePapers() ?? [];
  return (
    <section>
      {papers.length > 0 && (
        <ul class="lines">
          {papers.map((paper) => (
            <li key={paper.id}>
              <Button class="line" icon="saved" code="paper" onTap={() => go(`handover/paper/${paper.id}`)}>
                <span>
                  {fill(say(said.left), { name: paper.by })}
                  <small>{sayTime(paper.made)}</small>
                </span>
                <Icon name="on" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button class="chip" icon="saved" code="receive" onTap={() => go("handover/receive")}>
        {say(said.receive)}
      </Button>
    </section>
  );
}

/** On home: those of others that one hasn't read, and one's own that aren't at the centre, were read or asked about. */
export function HandoverNews() {
  const phone = usePhone();
  const records = phone.records.value;
  const isNews = (one: RecordView): boolean =>
    one.mine ? sayNews(one, records) !== "" : !listReadings(one, records).some((reading) => reading.mine);
  return <Lines title={say(said.handover)} shown={listHandovers(records, phone.now()).filter(isNews)} />;
}

function Lines({ title, shown }: { title: string; shown: RecordView[] }) {
  const records = usePhone().records.value;
  if (shown.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="lines">
        {shown.map((one) => (
          <li key={one.id}>
            <Button class="line" icon="list" code={`handover-${one.id}`} onTap={() => go(`handover/${one.id}`)}>
              <span>
                {one.mine ? say(said.yours) : fill(say(said.left), { name: one.by })}
                <small>{(one.mine && sayNews(one, records)) || sayTime(one.made)}</small>
              </span>
              <Icon name="on" />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** That it isn't at the centre yet; else the latest question or reading by somebody else. */
function sayNews(handover: RecordView, records: readonly RecordView[]): string {
  if (handover.state && handover.state !== "safe") return stateWords(handover.state);
  const others = (list: RecordView[]): RecordView | undefined => list.findLast((one) => !one.mine);
  const question = others(listQuestions(handover, records));
  const reading = others(listReadings(handover, records));
  const one = question ?? reading;
  return one ? fill(say(question ? said.asks : said.readBy), { name: one.by, time: sayTime(one.made) }) : "";
}
