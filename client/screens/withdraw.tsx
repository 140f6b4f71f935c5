/** “This was a mistake”: taken back with a reason, never erased by a tap. */
import { useState } from "preact/hooks";
import { Button } from "../ui/button";
import { usePhone } from "../ui/context";
import { replace } from "../ui/route";
import { say, words } from "../words";
import { Reasons } from "./people/reasons";
import { said } from "./people/words";
import { WITHDRAWAL } from "./logs";

export function Withdraw({ record }: { record: string }) {
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  const withdraw = async (reason: string): Promise<void> => {
    await phone.save([{ kind: "withdrawal", form: WITHDRAWAL, parent: record, values: { reason } }]);
    replace("");
  };
  if (!open)
    return (
      <Button class="button" code="mistake" onTap={() => setOpen(true)}>
        {say(said.mistake)}
      </Button>
    );
  return (
    <section class="card" role="status">
      <p>{say(said.mistakeLead)}</p>
      <Reasons onTap={(reason) => void withdraw(reason)}>
        <Button class="chip" onTap={() => setOpen(false)}>
          {words.value.notNow}
        </Button>
      </Reasons>
    </section>
  );
}
