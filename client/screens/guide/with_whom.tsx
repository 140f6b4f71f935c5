/** With one person only: which one. */
import type { Talk } from "../../practice/talk";
import { Button } from "../../ui/button";
import { Screen } from "../../ui/screen";
import { say } from "../../words";
import { Who } from "./shapes";
import { said } from "./words";

export function WithWhom({ talk, onBack, onChosen }: { talk: Talk; onBack: () => void; onChosen: (index: number) => void }) {
  return (
    <Screen id="with" title={say(said.onePerson)} back={onBack}>
      <div class="tiles">
        {talk.people.map((person, i) => (
          <Button key={person.id} class="tile" code={`with-${i}`} onTap={() => onChosen(i)}>
            <Who index={i} />
          </Button>
        ))}
      </div>
    </Screen>
  );
}
