/** The three lines as they are written with the person, who then says whether the team may see them. */
import { toDay } from "../../practice/people";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { Missing } from "../../ui/missing";
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, words } from "../../words";
import { WITHDRAWAL } from "../logs";
import { isEmpty, saveDraft, useDraft } from "./draft";
import { keepPrivateCard } from "./private_cards";
import { said } from "./words";

const LINES = [0, 1, 2];
const LINE_MAX = 98; // three of them and two breaks fit the field
const ENDS_MS = 90 * 86_400_000;

/** `id`: a draft or an own card that is changed; null for a new one. */
export function HelpsForm({ handle, id, onDone }: { handle: string; id: string | null; onDone: () => void }) {
  const phone = usePhone();
  const [draft, keep] = useDraft("person@1", "person", id, { handle, shared: "yes" }); // until they say no, at the end
  const lines = String(draft.values["helps"] ?? "").split("\n");
  const type = (at: number, text: string): void => {
    keep("helps", LINES.map((n) => (n === at ? text.replaceAll("\n", " ") : (lines[n] ?? ""))).join("\n"));
  };
  const helps = lines
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");
  const ends_on = toDay(phone.now() + ENDS_MS);
  const share = async (): Promise<void> => {
    await saveDraft(phone, "person", { ...draft, values: { handle, helps, shared: "yes", ends_on } });
    onDone();
  };
  const keepHere = async (): Promise<void> => {
    await keepPrivateCard(phone, { handle, helps, ends_on });
    const gone = { kind: "withdrawal", form: WITHDRAWAL, values: { reason: "asked" } };
    if (draft.record) await phone.save([{ ...gone, parent: draft.record }], draft.id);
    else await phone.dropDraft(draft.id);
    onDone();
  };
  return (
    <Screen
      id="helps"
      title={say(said.helps)}
      lead={say(said.helpsLead)}
      back={onDone}
      dock={
        <>
          <h2>{say(said.mayShare)}</h2>
          <Missing words={isEmpty(helps) && say(said.wordsFirst)}>
            {(waits) => (
              <div class="row">
                <Button class="button" code="share_yes" disabled={Boolean(waits)} waits={waits} onTap={() => void share()}>
                  {say(said.shareYes)}
                </Button>
                <Button class="button" code="share_no" disabled={Boolean(waits)} waits={waits} onTap={() => void keepHere()}>
                  {say(said.shareNo)}
                </Button>
              </div>
            )}
          </Missing>
        </>
      }
      beside={
        <Button class="button" onTap={() => go(`not_now/${draft.id}`)}>
          {words.value.notNow}
        </Button>
      }
    >
      <div class="fields">
        {LINES.map((n) => (
          <>
            <label for={`line-${n}`}>{say(said.helpsLine).replace("{n}", String(n + 1))}</label>
            <input
              id={`line-${n}`}
              value={lines[n] ?? ""}
              maxLength={LINE_MAX}
              autocomplete="off"
              onInput={(event) => type(n, event.currentTarget.value)}
            />
          </>
        ))}
        <p class="hint">{say(said.shareNoLead)}</p>
      </div>
    </Screen>
  );
}
