/** Gives a check-in to a co-worker: one's own is changed, another's is asked for anew below the same person. */
import { isNameless } from "../../practice/due";
import { GUIDED_TALK } from "../../practice/talk";
import { Tile } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say } from "../../words";
import { useDue } from "./find";
import { GoneScreen } from "./gone";
import { sayWho } from "./who";
import { said } from "./words";

export function GiveScreen({ id }: { id: string }) {
  const phone = usePhone();
  const due = useDue(id);
  if (!due || isNameless(due.about)) return <GoneScreen />;
  const { followUp, taken } = due;
  const others = phone.colleagues.value.filter((person) => person.id !== phone.account.value?.id);
  const give = async (to: string): Promise<void> => {
    const assigned = [to];
    const kind = "follow_up";
    const form = GUIDED_TALK;
    const { parent, values } = followUp;
    const change =
      followUp.mine && !taken
        ? { kind, form, record: followUp.id, values: { assigned } }
        : { kind, form, ...(parent && { parent }), values: { ...values, assigned } };
    await phone.save([change]);
    replace("due");
  };
  return (
    <Screen id="give" title={say(said.giveTitle)} lead={`${sayWho(due)}. ${say(said.giveLead)}`} back={() => history.back()}>
      {others.length === 0 && <p class="calm">{say(said.nobody)}</p>}
      <div class="tiles">
        {others.map(({ id, name }) => (
          <Tile key={id} code={id} label={name} chosen={false} onTap={() => void give(id)} />
        ))}
      </div>
    </Screen>
  );
}
