/** Minutes and words between people, each as a picture with its number. Only the author sees it, and never on a card. */
import type { Side } from "../../practice/balance";
import { say } from "../../words";
import { Shape } from "./shapes";
import { said } from "./words";

const OF = ["minutes", "words"] as const;

export function Balance({ sides }: { sides: Side[] }) {
  return (
    <section class="balance">
      {OF.map((of) => (
        <Bars key={of} of={of} sides={sides} />
      ))}
      <p class="hint">{say(said.only)}</p>
    </section>
  );
}

function Bars({ of, sides }: { of: (typeof OF)[number]; sides: Side[] }) {
  const most = Math.max(1, ...sides.map((side) => side[of]));
  const title = say(of === "minutes" ? said.minutes : said.wordsOf);
  return (
    <div data-of={of}>
      <h2>{title}</h2>
      {sides.map((side, i) => (
        <div key={side.id} class="person-row">
          <span class={`who-is person-${i}`}>
            <Shape index={i} /> <b>{side.name}</b>
          </span>
          <meter class={`person-${i}`} min={0} max={most} value={side[of]} aria-label={`${title}, ${side.name}`} />
          <small>{Math.round(side[of])}</small>
        </div>
      ))}
    </div>
  );
}
