/** A device without a telephone: said once, it shows every number full width to be dialled elsewhere. */
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { say } from "../../words";
import { said } from "./words";

export function CannotCall() {
  const phone = usePhone();
  const { cannotCall } = phone.looks.value;
  return (
    <Button class="quiet" code="cannot_call" pressed={cannotCall} onTap={() => phone.setLooks({ cannotCall: !cannotCall })}>
      {say(cannotCall ? said.canCall : said.cannotCall)}
    </Button>
  );
}
