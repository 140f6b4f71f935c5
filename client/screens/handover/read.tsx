/** A handover as it is read: big, in a minute. Whoever read it says so; whoever wrote it sees who did. */
import type { RecordView } from "../../contract";
import { listHandovers, listQuestions, listReadings } from "../../practice/sheet";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { StateCard } from "../../ui/state";
import { say, sayTime } from "../../words";
import { quote } from "../../words/more";
import { Withdraw } from "../withdraw";
import { sayShift } from "./parts";
import { said as people } from "../people/words";
import { SheetRead } from "./sheet_read";
import { fill, said } from "./words";

const READING = "reading@1";

export function ReadScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const records = phone.records.value;
  const handover = listHandovers(records, phone.now()).find((one) => one.id === id);
  if (!handover)
    return (
      <Screen id="faded" title={say(said.faded)} lead={say(said.fadedLead)} back={() => go("")}>
        {null}
      </Screen>
    );
  const { values } = handover;
  return (
    <Screen
      id="handover-read"
      title={sayShift(practice, values["shift"], values["day"])}
      lead={fill(say(said.madeBy), { name: handover.by, time: sayTime(handover.made) })}
      back={() => go("")}
      dock={!handover.mine && <ReadIt handover={handover} />}
      beside={
        !handover.mine && (
          <Button class="button" code="ask_back" onTap={() => go(`note/${id}/question`)}>
            {say(people.askBack)}
          </Button>
        )
      }
    >
      {handover.mine && <StateCard record={handover} />}
      <SheetRead values={values} />
      <Below handover={handover} />
      <div class="row">
        <Button class="button" code="send" onTap={() => go(`handover/send/${id}`)}>
          {say(said.send)}
        </Button>
        {handover.mine && (
          <Button class="button" code="take_out" onTap={() => go(`take_out/${id}`)}>
            {say(people.takeOut)}
          </Button>
        )}
        {handover.mine && <Withdraw record={id} />}
      </div>
    </Screen>
  );
}

function ReadIt({ handover }: { handover: RecordView }) {
  const phone = usePhone();
  const isRead = listReadings(handover, phone.records.value).some((one) => one.mine);
  const read = (): void => void phone.save([{ kind: "reading", form: READING, parent: handover.id, values: {} }]);
  if (isRead) return null;
  return (
    <Button class="button main" code="read" onTap={read}>
      {say(said.iRead)}
    </Button>
  );
}

/** Who read it and what was asked back: its author sees all, everybody else what they did themselves. */
function Below({ handover }: { handover: RecordView }) {
  const records = usePhone().records.value;
  const readings = listReadings(handover, records);
  const questions = listQuestions(handover, records);
  if (!handover.mine && readings.length + questions.length === 0) return null;
  const told = (one: RecordView, pair: [string, string]): string => fill(say(pair), { name: one.by, time: sayTime(one.made) });
  return (
    <section role="status">
      <h2>{say(said.readers)}</h2>
      {readings.length === 0 && handover.mine && <p class="calm">{say(said.nobodyRead)}</p>}
      {readings.map((one) => (
        <p key={one.id} data-kind="reading">
          {told(one, one.mine ? said.youRead : said.readBy)}
        </p>
      ))}
      {questions.map((one) => (
        <div key={one.id} class="card" data-kind="note">
          <p>{told(one, said.asks)}</p>
          <p class="quote">{quote(one.values["text"] ?? "")}</p>
        </div>
      ))}
    </section>
  );
}
