/** The open matters of a handover: each can be unticked; what to do about it is tapped, words are for whoever likes. */
import { useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import type { Draft } from "../../contract";
import type { Option, Value } from "../../core/types";
import { findRow, type Row } from "../../practice/sheet";
import { Button } from "../../ui/button";
import { Coached } from "../../ui/coached/coached";
import { Icon } from "../../ui/icon";
import { say } from "../../words";
import { Chips, TextLine } from "./taps";
import { said } from "./words";

const TEXT_MOST = 100;

interface Props {
  rows: Row[];
  draft: Draft;
  verbs: Option[];
  keep: (field: string, value: Value) => void;
}

export function Items({ rows, draft, verbs, keep }: Props) {
  const { items, left } = draft.values;
  const unticked = Array.isArray(left) ? (left as string[]) : [];
  const write = (row: Row): void => {
    const others = Array.isArray(items) ? (items as Row[]).filter((one) => one["about"] !== row["about"]) : [];
    keep("items", [...others, row]);
  };
  const tick = (about: string): void =>
    keep("left", unticked.includes(about) ? unticked.filter((one) => one !== about) : [...unticked, about]);
  return (
    <>
      {rows.map((row) => {
        const about = row["about"] ?? "";
        return (
          <Item
            key={about}
            row={{ ...row, ...findRow(items, about) }}
            started={draft.started}
            ticked={!unticked.includes(about)}
            verbs={verbs}
            onTick={() => tick(about)}
            onWrite={write}
          />
        );
      })}
    </>
  );
}

interface ItemProps {
  row: Row;
  started: number;
  ticked: boolean;
  verbs: Option[];
  onTick: () => void;
  onWrite: (row: Row) => void;
}

function Item({ row, started, ticked, verbs, onTick, onWrite }: ItemProps) {
  const { about = "", line = "", text = "" } = row;
  const chosen = (row["verbs"] ?? "").split(",").filter(Boolean);
  const typed = useSignal(text);
  useLayoutEffect(() => void (typed.value = text), [text]);
  const write = (words: string): void => onWrite({ ...row, text: words });
  return (
    <div class="card item" data-item={about}>
      <Button class="tile full" code={`item-${about}`} pressed={ticked} onTap={onTick}>
        <span class="label">{line}</span>
        {ticked && <Icon name="tick" />}
      </Button>
      {ticked && (
        <div role="group" aria-label={`${say(said.whatToDo)}: ${line}`}>
          <Chips options={verbs} given={chosen} onTap={(codes) => onWrite({ ...row, verbs: codes.join(",") })} />
          <TextLine id={`text-${about}`} label={say(said.few)} max={TEXT_MOST} text={text} onType={write} />
          <Coached text={typed} values={{}} started={started} onWrite={write} />
        </div>
      )}
    </div>
  );
}
