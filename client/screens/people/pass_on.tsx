/**
 * “Give to a co-worker” for what is only a draft: nobody can go on with another's record, and nothing of it was sent. So it
 * is asked in person; they write their own, and one's own waits for a calmer hour or goes.
 */
import type { Draft } from "../../contract";
import { shiftEnd } from "../../practice/shift";
import { withAnswer } from "../../practice/talk";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, sayTime } from "../../words";
import { QUICK_LOG } from "../logs";
import { said } from "./words";

/** A new log or a talk: a co-worker can do the like of it. One's own view, note or change is nobody else's. */
export function mayPassOn(draft: Draft | undefined): draft is Draft {
  return draft !== undefined && draft.record === null && (draft.form === QUICK_LOG || draft.talk !== undefined);
}

export function PassOnScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const draft = phone.drafts.value.find((one) => one.id === id);
  const later = shiftEnd(practice, phone.now());
  const keep = async (held: Draft): Promise<void> => {
    const { talk } = held;
    await phone.keepDraft({ ...held, later, ...(talk && { talk: withAnswer(talk, "handed_over", "yes") }) });
    replace("");
  };
  return (
    <Screen
      id="pass_on"
      title={say(said.passOn)}
      lead={say(said.passOnLead)}
      back={() => history.back()}
      dock={
        mayPassOn(draft) && (
          <>
            <Button class="button main" code="keep" onTap={() => void keep(draft)}>
              <span>
                {say(said.passOnKeep)}
                <br />
                <small>{sayTime(later)}</small>
              </span>
            </Button>
            {!draft.talk && (
              <Button class="button" code="drop" onTap={() => void phone.dropDraft(id).then(() => replace(""))}>
                {say(said.passOnDrop)}
              </Button>
            )}
          </>
        )
      }
    >
      <div class="say">
        <p>{say(said.passOnSay)}</p>
      </div>
      <p>{say(said.passOnTheirs)}</p>
    </Screen>
  );
}
