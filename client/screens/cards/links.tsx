/** The cards that can be turned to somebody or printed, each a tap away. */
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { go } from "../../ui/route";
import { say } from "../../words";
import { said } from "./words";

const CARDS = ["written", "complaint"] as const;

export function CardLinks() {
  return (
    <section>
      <h2>{say(said.toShow)}</h2>
      <ul class="lines">
        {CARDS.map((card) => (
          <li key={card}>
            <Button class="line" code={`card-${card}`} onTap={() => go(`cards/${card}`)}>
              <span>{say(said[card])}</span>
              <Icon name="on" />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
