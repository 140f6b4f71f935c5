/** “Not now”: the draft stands on the list again at that hour. Nothing rings, and it says so (PRACTICE 0.5). */
import type { Draft } from "../../contract";
import { shiftEnd } from "../../practice/shift";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go, replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, sayTime } from "../../words";
import { mayPassOn } from "./pass_on";
import { said } from "./words";

const HOUR_MS = 3_600_000;

export function NotNowScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const draft = phone.drafts.value.find((one) => one.id === id);
  const now = phone.now();
  const hours: [keyof typeof said, number][] = [
    ["inAnHour", now + HOUR_MS],
    ["shiftEnd", shiftEnd(practice, now)],
  ];
  const putOff = async (held: Draft | undefined, later: number): Promise<void> => {
    if (held) await phone.keepDraft({ ...held, later });
    replace("");
  };
  return (
    <Screen
      id="not_now"
      title={say(said.notNowTitle)}
      lead={say(said.notNowLead)}
      back={() => history.back()}
      dock={
        <>
          <div class="row">
            {hours.map(([name, at]) => (
              <Button key={name} class="button main" code={name} onTap={() => void putOff(draft, at)}>
                <span>
                  {say(said[name])}
                  <br />
                  <small>{sayTime(at)}</small>
                </span>
              </Button>
            ))}
          </div>
          <div class="row">
            <Button class="button" code="noHour" onTap={() => void putOff(draft, 0)}>
              {say(said.noHour)}
            </Button>
            {mayPassOn(draft) && (
              <Button class="button" code="pass_on" onTap={() => go(`pass_on/${id}`)}>
                {say(said.passOn)}
              </Button>
            )}
          </div>
        </>
      }
    >
      {null}
    </Screen>
  );
}
