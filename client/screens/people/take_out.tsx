/** “Take these words out”: for 24 hours its author does it alone, at once on this phone; later the supervisor is asked. */
import { useState } from "preact/hooks";
import { listWords, mayChange, type Written } from "../../practice/corrections";
import { listBelow } from "../../practice/matters";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Screen } from "../../ui/screen";
import { say } from "../../words";
import { sayAnswer, WITHDRAWAL } from "../logs";
import { Reasons } from "./reasons";
import { said } from "./words";

export function TakeOutScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const [chosen, setChosen] = useState<Written | null>(null);
  const [done, setDone] = useState("");
  const records = phone.records.value;
  const typed = listWords(practice, [...records.filter((one) => one.id === id), ...listBelow(id, records)]);
  const isSame = (one: Written): boolean => one.record.id === chosen?.record.id && one.question === chosen.question;
  const takeOut = async ({ record, question }: Written, reason: string): Promise<void> => {
    setChosen(null);
    const values = { reason, field: question.field };
    await phone.save([{ kind: "withdrawal", form: WITHDRAWAL, parent: record.id, values }]);
    setDone(say(said.takenOut));
  };
  const ask = async ({ record, question }: Written): Promise<void> => {
    setChosen(null);
    const text = say(said.takeOutNote).replace("{field}", say(question.chip ?? question.label));
    await phone.save([{ kind: "note", form: "note@1", parent: record.id, values: { text, sort: "correction" } }]);
    setDone(say(said.askedFor));
  };
  return (
    <Screen id="take_out" title={say(said.takeOutTitle)} lead={say(said.takeOutLead)} back={() => history.back()}>
      <p role="status">{done || (typed.length === 0 && say(said.noWords))}</p>
      <div class="tiles single">
        {typed.map((one) => (
          <div key={one.record.id + one.question.field}>
            <Button class="tile" code={one.question.field} expanded={isSame(one)} onTap={() => setChosen(isSame(one) ? null : one)}>
              <span class="label">{say(one.question.chip ?? one.question.label)}</span>
              <small>{sayWords(one, (value) => sayAnswer(practice, one.question, value, []))}</small>
            </Button>
            {isSame(one) && (
              <section class="card">
                {mayChange(one.record, phone.now()) ? (
                  <>
                    <p>{say(said.takeOutReason)}</p>
                    <Reasons onTap={(reason) => void takeOut(one, reason)} />
                  </>
                ) : (
                  <>
                    <p>{say(said.takeOutAskLead)}</p>
                    <Button class="button" code="ask" onTap={() => void ask(one)}>
                      {say(said.takeOutAsk)}
                    </Button>
                  </>
                )}
              </section>
            )}
          </div>
        ))}
      </div>
    </Screen>
  );
}

/** Rows are read one text after the other. */
function sayWords({ record, question }: Written, read: (value: string | string[]) => string): string {
  const value = record.values[question.field];
  if (question.type !== "rows") return read(value as string | string[]);
  return (value as Record<string, string>[]).flatMap((row) => Object.values(row)).join(", ");
}
