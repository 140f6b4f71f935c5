/** The curtain: nobody touched the phone for a while. What may be said aloud still stands; all else asks for the PIN. */
import { stepOf } from "../../practice/content";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { Screen } from "../../ui/screen";
import { say } from "../../words";
import { SayLines } from "./step";
import { said } from "./words";

export function Curtain({ step }: { step: string }) {
  const phone = usePhone();
  const here = stepOf(step);
  return (
    <Screen
      id="curtain"
      title={say(here?.name ?? said.curtain)}
      lead={say(said.curtain)}
      dock={
        <Button class="button main" code="open" onTap={() => phone.lock()}>
          {say(said.open)}
        </Button>
      }
    >
      {here && <SayLines lines={here.say} many={3} />}
    </Screen>
  );
}
