/** One log as this phone may see it: state, answers, what people answered, and how it was written. */
import type { RecordView } from "../contract";
import { Button } from "../ui/button";
import { usePhone, usePractice } from "../ui/context";
import { Icon } from "../ui/icon";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { StateCard } from "../ui/state";
import { language, say, sayTime } from "../words";
import { quote, words } from "../words/more";
import { happenedAt, isLog, isWithdrawn, QUICK_LOG, sayAnswer } from "./logs";
import { NeedToKnow } from "./ask/need_to_know";
import { PlannedLine } from "./checkins/planned";
import { OthersActs, OwnActs } from "./people/acts";
import { Notes } from "./people/notes";
import { SameMatter } from "./people/same_matter";
import { HeatSeen, SecondViews } from "./people/second_views";
import { sayLater } from "./people/written";

export function RecordScreen({ id }: { id: string }) {
  const phone = usePhone();
  const said = words.value;
  const records = phone.records.value;
  const record = records.find((one) => one.id === id);
  const back = (): void => (history.length > 1 ? history.back() : go(""));
  if (!record)
    return (
      <Screen id="record" title={said.gone} back={back}>
        {null}
      </Screen>
    );
  const withdrawn = isWithdrawn(record, records);
  const standing = isLog(record) && !withdrawn;
  return (
    <Screen id="record" title={sayTime(happenedAt(record))} lead={said.writtenBy(record.by, sayLater(record.made, record))} back={back}>
      {withdrawn && <p class="note">{said.takenBack}</p>}
      {record.mine && !withdrawn && <StateCard record={record} />}
      {record.care && (
        <p class="card care">
          <Icon name="care" /> <b>{said.needsCare}.</b> {record.care.line[language.value]}
        </p>
      )}
      {record.care && !record.mine && <NeedToKnow record={record} />}
      <Asked record={record} />
      {standing && <SameMatter id={id} />}
      <Answers record={record} />
      {standing && <PlannedLine id={id} />}
      {standing && <SecondViews record={record} />}
      <Replies record={record} />
      <Notes record={record} />
      {standing && (record.mine ? <OwnActs record={record} /> : <OthersActs record={record} />)}
      {record.history.length > 0 && <History record={record} />}
    </Screen>
  );
}

/** My requests for help about it. */
function Asked({ record }: { record: RecordView }) {
  const records = usePhone().records.value;
  const asked = records.filter(
    (one) => one.kind === "escalation" && one.mine && (one.parent === record.id || one.values["about"] === record.id),
  );
  return (
    <>
      {asked.map((one) => (
        <Button key={one.id} class="line" icon="help" code="asked" onTap={() => go(`ask/${one.id}`)}>
          {sayTime(one.made)} {words.value.getHelp}
          <Icon name="on" />
        </Button>
      ))}
    </>
  );
}

/** Who answered or read it. */
function Replies({ record }: { record: RecordView }) {
  const said = words.value;
  const records = usePhone().records.value;
  const below = records.filter((one) => one.parent === record.id && (one.kind === "reply" || one.kind === "reading")).reverse();
  if (below.length === 0) return null;
  return (
    <section>
      <h2>{said.answers}</h2>
      {below.map((one) => (
        <div key={one.id} class="card answer" data-kind={one.kind}>
          <p>
            <Icon name="reply" /> {one.kind === "reply" ? said.answeredYou(one.by) : said.readYours(one.by)}, {sayTime(one.made)}
          </p>
          {typeof one.values["text"] === "string" && <p class="quote">{quote(one.values["text"])}</p>}
        </div>
      ))}
    </section>
  );
}

function Answers({ record }: { record: RecordView }) {
  const phone = usePhone();
  const practice = usePractice();
  const form = practice.form(QUICK_LOG);
  const given = form.questions.filter((question) => sayAnswer(practice, question, record.values[question.field], []) !== "");
  return (
    <dl class="answers">
      {given.map((question) => (
        <div key={question.field}>
          <dt>{say(question.line ?? question.chip ?? question.label)}</dt>
          <dd>
            {question.type === "scale" ? (
              <HeatSeen record={record} />
            ) : (
              sayAnswer(practice, question, record.values[question.field], phone.colleagues.value)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function History({ record }: { record: RecordView }) {
  const phone = usePhone();
  const practice = usePractice();
  const form = practice.form(QUICK_LOG);
  return (
    <details class="history">
      <summary>{words.value.howWritten}</summary>
      <ol>
        {record.history.map((line) => {
          const question = practice.question(form, line.field);
          const read = question ? sayAnswer(practice, question, line.value, phone.colleagues.value) : "";
          return (
            <li key={line.change + line.field} class={line.superseded || line.refused ? "superseded" : ""}>
              {sayTime(line.at)} · {line.by} · {say(question?.line ?? question?.label)}: {read || words.value.taken}
              {line.refused && <small data-refused> ({words.value.notTaken})</small>}
              {line.superseded && !line.refused && <small> ({words.value.changedLater})</small>}
            </li>
          );
        })}
      </ol>
    </details>
  );
}
