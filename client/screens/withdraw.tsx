/** “This was a mistake”: taken back with a reason, never erased by a tap. */
import { useState } from "preact/hooks";
import { Button } from "../ui/button";
import { usePhone, usePractice } from "../ui/context";
import { replace } from "../ui/route";
import { say, words } from "../words";
import { WITHDRAWAL } from "./logs";

export function Withdraw({ record }: { record: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const said = words.value;
  const [open, setOpen] = useState(false);
  const reasons = practice.vocabularies["withdraw_reason"]?.options ?? [];
  const withdraw = async (reason: string): Promise<void> => {
    await phone.save([{ kind: "withdrawal", form: WITHDRAWAL, parent: record, values: { reason } }]);
    replace("");
  };
  if (!open)
    return (
      <Button class="button" code="mistake" onTap={() => setOpen(true)}>
        {said.mistake}
      </Button>
    );
  return (
    <section class="card" role="status">
      <p>{said.mistakeLead}</p>
      <div class="chips">
        {reasons.map((reason) => (
          <Button key={reason.code} class="chip" code={reason.code} onTap={() => void withdraw(reason.code)}>
            {say(reason.label)}
          </Button>
        ))}
        <Button class="chip" onTap={() => setOpen(false)}>
          {said.notNow}
        </Button>
      </div>
    </section>
  );
}
