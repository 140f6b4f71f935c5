/** Beside the input for handles: who is here already, a full name noticed, a word for whoever has none. */
import { useState } from "preact/hooks";
import { handle_words } from "../../../peerpwa/practice/libraries.json";
import type { Pair } from "../../core/types";
import { alike } from "../../practice/matters";
import { findTwin, listHandles, looksLegal, offerWord, search } from "../../practice/people";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { say } from "../../words";
import { said } from "./words";

const WORDS = handle_words.options.map((option) => option.label as Pair);

interface Props {
  typed: string;
  given: string[];
  onChoose: (handle: string) => void;
}

export function HandleHints({ typed, given, onChoose }: Props) {
  const phone = usePhone();
  const [chance, setChance] = useState(Math.random);
  const handles = listHandles(phone.records.value, phone.now());
  const others = handles.filter((handle) => !given.some((one) => alike(one) === alike(handle)));
  const twin = findTwin(others, typed);
  const found = search(others, typed).filter((handle) => handle !== twin);
  const word = say(typed ? undefined : offerWord(WORDS, [...handles, ...given], chance));
  // A touch here must not take the focus away: what was typed so far would be added by that.
  const stay = (event: Event): void => event.preventDefault();
  return (
    <div class="hints" role="status" onMouseDown={stay}>
      {looksLegal(typed) && <p class="hint">{say(said.likeLegal)}</p>}
      {twin && (
        <p class="hint">
          {say(said.hereAlready).replace("{name}", twin)} {say(said.hereAlreadyLead)}
        </p>
      )}
      <div class="chips">
        {[...(twin ? [twin] : []), ...found].map((handle) => (
          <Button key={handle} class="chip" code={`known-${handle}`} onTap={() => onChoose(handle)}>
            {handle}
          </Button>
        ))}
        {word && (
          <>
            <Button class="chip" icon="plus" code="word" onTap={() => onChoose(word)}>
              {say(said.offerWord).replace("{word}", word)}
            </Button>
            <Button class="quiet" code="another" onTap={() => setChance(Math.random())}>
              {say(said.another)}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
