/** Saved: the tick, and what comes next. */
import { Button } from "../ui/button";
import { usePhone } from "../ui/context";
import { LaterPart } from "../ui/more";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { StateCard } from "../ui/state";
import { words } from "../words";

export function SavedScreen({ id }: { id: string }) {
  const phone = usePhone();
  const said = words.value;
  const record = phone.records.value.find((one) => one.id === id);
  if (!record)
    return (
      <Screen id="saved" title={said.gone} back={() => go("")}>
        {null}
      </Screen>
    );
  return (
    <Screen
      id="saved"
      title={said.stateSaved}
      quietTitle
      dock={
        <Button class="button main" code="done" onTap={() => go("")}>
          {said.done}
        </Button>
      }
    >
      <StateCard record={record} />
      <LaterPart
        draw={(more) => (
          <>
            <more.SameMatter id={id} />
            <more.AfterSave record={record} />
          </>
        )}
      />
      <div class="row">
        <Button class="button" onTap={() => go(`log/${id}`)}>
          {said.changeIt}
        </Button>
        <LaterPart draw={(more) => <more.Withdraw record={id} />} />
      </div>
    </Screen>
  );
}
