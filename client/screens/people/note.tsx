/** An addition to what was written, or a correction asked for: nothing that stands is overwritten by it. */
import { useState } from "preact/hooks";
import { QuestionView } from "../../practice/question";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Missing } from "../../ui/missing";
import { go, replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, words } from "../../words";
import { isEmpty, saveDraft, useDraft } from "./draft";
import { said } from "./words";

const NOTE = "note@1";

/** `id`: the record, or a draft; `sort`: what sort of note a new one becomes. */
export function NoteScreen({ id, sort }: { id: string; sort: string }) {
  const phone = usePhone();
  const form = usePractice().form(NOTE);
  const [draft, keep] = useDraft(NOTE, "note", id, { sort });
  const [busy, setBusy] = useState(false);
  const correction = draft.values["sort"] === "correction";
  const [question] = form.questions;
  const isQuestion = draft.values["sort"] === "question";
  const save = async (): Promise<void> => {
    setBusy(true);
    await saveDraft(phone, "note", draft);
    const about = phone.records.value.find((one) => one.id === draft.about);
    replace(`${about?.kind === "handover" ? "handover" : "record"}/${draft.about}`);
  };
  return (
    <Screen
      id="note"
      title={say(isQuestion ? said.askBack : correction ? said.askCorrection : said.addSomething)}
      lead={say(isQuestion ? said.askBackLead : correction ? said.correctionLead : said.noteLead)}
      back={() => history.back()}
      dock={
        <Missing words={isEmpty(draft.values["text"]) && say(said.wordsFirst)}>
          {(waits) => (
            <Button class="button main" code="save" disabled={busy || Boolean(waits)} waits={waits} onTap={() => void save()}>
              {say(said.saveNote)}
            </Button>
          )}
        </Missing>
      }
      beside={
        <Button class="button" onTap={() => go(`not_now/${draft.id}`)}>
          {words.value.notNow}
        </Button>
      }
    >
      {question && <QuestionView form={form} question={question} values={draft.values} started={draft.started} onAnswer={keep} />}
    </Screen>
  );
}
