/**
 * The turn card: whose turn it is, large enough for two people to read. No clock and no score stand on it; minutes are
 * counted for the author alone. It may lie between people: under the curtain it goes on, and leaving it asks for the PIN.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { MOST_MS, type Talk } from "../../practice/talk";
import { useAwake } from "../../ui/awake";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { go } from "../../ui/route";
import { say, words } from "../../words";
import { nameOf, Shape } from "./shapes";
import { Asked } from "./taps";
import type { TalkHand } from "./use_talk";
import { said } from "./words";

const BUZZ_MS = 2 * 60_000;

export function TurnCard({ hand, onDone }: { hand: TalkHand; onDone: () => void }) {
  const phone = usePhone();
  const { talk } = hand;
  const since = useRef(phone.now());
  const [resting, setResting] = useState(false);
  const next = (talk.turn + 1) % talk.people.length;
  const counted = (now: Talk): Talk => {
    const passed = resting ? 0 : Math.min(MOST_MS, phone.now() - since.current);
    since.current = phone.now();
    const people = now.people.map((person, i) => (i === now.turn ? { ...person, ms: person.ms + passed } : person));
    return { ...now, people };
  };
  const swap = (): void => {
    buzz(15, phone.looks.value.calmer);
    hand.change((now) => {
      const swaps = Number(now.values["swaps"] ?? 0) + 1;
      return { ...counted(now), turn: (now.turn + 1) % now.people.length, values: { ...now.values, swaps } };
    });
  };
  const rest = (): void => {
    hand.change(counted);
    setResting(!resting);
  };
  const done = (): void => {
    if (phone.curtain.value) return phone.lock();
    hand.change(counted);
    onDone();
  };
  useAwake();
  useSoftBuzz(talk.buzz === true && !resting, talk.turn, phone.looks.value.calmer);
  const shuttle = talk.values["mode"] === "shuttle";
  return (
    <div class="screen screen-turn" data-screen="turn">
      <header class="bar">
        <div class="start">
          <Button class="quiet" code="turn-done" onTap={done}>
            {words.value.done}
          </Button>
        </div>
        <div class="end">
          <Button class="quiet" icon="hide" onTap={() => phone.lock()}>
            {words.value.hide}
          </Button>
        </div>
      </header>
      <main class="above turn-card">
        <Shape index={talk.turn} />
        <h1 tabIndex={-1}>{resting ? say(said.rest) : nameOf(talk, talk.turn)}</h1>
        <p class="big">{resting ? say(said.resting) : shuttle ? say(said.passWhat) : say(said.talking)}</p>
        {shuttle && !resting && <p class="big">{say(said.staysWhat)}</p>}
        <p class="after">
          <Shape index={next} /> {nameOf(talk, next)} {say(said.isNext)}
        </p>
        <p class="hint">{say(said.turnQuiet)}</p>
      </main>
      <footer class="dock">
        <Button class="button main tall" code="swap" onTap={swap}>
          {say(said.swap)}
        </Button>
        <div class="row">
          <Button class="button" code="rest" onTap={rest}>
            {say(resting ? said.goOn : said.rest)}
          </Button>
          <Button class="button help" icon="help" code="help" onTap={() => go("help/ask")}>
            {words.value.getHelp}
          </Button>
        </div>
      </footer>
    </div>
  );
}

/** What is asked of the turns afterwards. */
export function Turns({ hand }: { hand: TalkHand }) {
  const on = hand.talk.buzz === true;
  return (
    <>
      <Asked hand={hand} field="turns" />
      <div class="choice">
        <Button class="button" code="turn_card" onTap={() => hand.open("turn")}>
          {say(said.turnCard)}
        </Button>
        <Button class="chip" code="buzz" pressed={on} onTap={() => hand.change((talk) => ({ ...talk, buzz: !on }))}>
          {say(said.buzz)}
        </Button>
      </div>
    </>
  );
}

function useSoftBuzz(on: boolean, turn: number, calmer: boolean): void {
  useEffect(() => {
    if (!on) return undefined;
    const timer = setTimeout(() => buzz(15, calmer), BUZZ_MS);
    return () => clearTimeout(timer);
  }, [on, turn]);
}

function buzz(ms: number, calmer: boolean): void {
  if (!calmer) navigator.vibrate?.(ms);
}
