/** Step 6: a few rules from the library, and each person's yes. Steps 5 and 7: the other side, what both want. */
import { linesOf, type Library } from "../../practice/content";
import { toList } from "../../practice/offer";
import { withAnswer } from "../../practice/talk";
import { Button } from "../../ui/button";
import { say } from "../../words";
import { LibraryTiles, sayLine, toggle } from "./library";
import { turnTo } from "./show";
import { Asked } from "./taps";
import type { TalkHand } from "./use_talk";
import { said } from "./words";

const FIRST_RULES = 3;
const FIRST_GOALS = 4;

export function Rules({ hand }: { hand: TalkHand }) {
  const chosen = toList(hand.talk.values["rules"]);
  const show = (): void => turnTo("rules", (language) => chosen.map((code) => sayLine("ground_rules", code, language)));
  return (
    <>
      <Lines hand={hand} field="rules" library="ground_rules" first={FIRST_RULES} />
      {chosen.length > 0 && <Asked hand={hand} field="rules_yes" without={["skip"]} />}
      {chosen.length > 0 && (
        <Button class="button" code="show-rules" onTap={show}>
          {say(said.showThem)}
        </Button>
      )}
    </>
  );
}

export function Goals({ hand }: { hand: TalkHand }) {
  return <Lines hand={hand} field="goals" library="common_goals" first={FIRST_GOALS} />;
}

export function OtherSide({ hand }: { hand: TalkHand }) {
  return <Asked hand={hand} field="other_side" />;
}

function Lines({ hand, field, library, first }: { hand: TalkHand; field: string; library: Library; first: number }) {
  const chosen = toList(hand.talk.values[field]);
  return (
    <LibraryTiles
      lines={linesOf(library, toList(hand.talk.known["types"]), false)}
      chosen={chosen}
      first={first}
      onTap={(code) => hand.change((talk) => withAnswer(talk, field, toggle(toList(talk.values[field]), code)))}
    />
  );
}
