/** What an address says that this phone doesn't hold. */
import type { Draft } from "../../contract";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { go, replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, words } from "../../words";
import { said } from "./words";

/** `draft`: what was begun of it here, which can't be saved below anything any more. */
export function GoneScreen({ draft }: { draft?: Draft | undefined }) {
  const phone = usePhone();
  return (
    <Screen id="check_in-gone" title={say(said.gone)} back={() => go("due")}>
      {draft && (
        <p>
          <Button class="quiet" code="drop" onTap={() => void phone.dropDraft(draft.id).then(() => replace("due"))}>
            {words.value.throwAway}
          </Button>
        </p>
      )}
    </Screen>
  );
}
