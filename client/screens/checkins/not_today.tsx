/** “Not today”: an attempt that found nobody, or an hour later on this phone alone, or a co-worker. */
import { isNameless } from "../../practice/due";
import { shiftEnd } from "../../practice/shift";
import { Button, Tile } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go, replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, sayTime } from "../../words";
import { beginDraft, findDraft, openDraft } from "./drafts";
import { useDue } from "./find";
import { GoneScreen } from "./gone";
import { sayWho } from "./who";
import { said } from "./words";

const HOUR_MS = 3_600_000;
const ATTEMPTS = ["not_found", "declined", "moved_on"];

export function NotTodayScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const due = useDue(id);
  if (!due) return <GoneScreen />;
  const { followUp } = due;
  const now = phone.now();
  const talking = findDraft(phone, followUp.id)?.values["private"] === "no";
  const begin = (reached: string): void => {
    void phone.keepDraft(beginDraft(phone, followUp, reached, "flags")).then(() => replace(`check_in/${followUp.id}`));
  };
  const putOff = (later: number): void => {
    void phone.keepDraft({ ...openDraft(phone, followUp), later }).then(() => replace("due"));
  };
  const hours = [
    ["inAnHour", now + HOUR_MS],
    ["endOfShift", shiftEnd(practice, now)],
  ] as const;
  return (
    <Screen
      id="not_today"
      title={say(talking ? said.noPrivate : said.notToday)}
      lead={`${sayWho(due)}. ${say(talking ? said.noPrivateLead : said.notTodayLead)}`}
      back={() => history.back()}
      dock={
        talking && (
          <Button class="button main" code="go_on" onTap={() => replace(`check_in/${followUp.id}`)}>
            {say(said.goOn)}
          </Button>
        )
      }
    >
      {!talking && (
        <div class="tiles single">
          {ATTEMPTS.map((code) => (
            <Tile key={code} code={code} label={say(practice.option(["reached"], code)?.label)} chosen={false} onTap={() => begin(code)} />
          ))}
        </div>
      )}
      <section>
        <h2>{say(said.askLater)}</h2>
        <p class="hint">{say(said.askLaterLead)}</p>
        <div class="row">
          {hours.map(([name, at]) => (
            <Button key={name} class="button" code={name} onTap={() => putOff(at)}>
              <span>
                {say(said[name])}
                <br />
                <small>{sayTime(at)}</small>
              </span>
            </Button>
          ))}
        </div>
      </section>
      {!isNameless(due.about) && (
        <section class="row">
          <Button class="button" code="give" onTap={() => go(`give/${followUp.id}`)}>
            {say(said.give)}
          </Button>
        </section>
      )}
    </Screen>
  );
}
