/** Digits under one thumb; a keyboard works too. Shows how many, never which. */
import { useEffect, useRef, useState } from "preact/hooks";
import { words } from "../words";
import { Button } from "./button";

const ROWS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const FEWEST = 6;
const MOST = 12;

export function Keypad({ onEnter, busy, act }: { onEnter: (pin: string) => void; busy: boolean; act: string }) {
  const held = useRef(""); // a fast keyboard types on before the next drawing
  const [count, setCount] = useState(0);
  const hold = (pin: string): void => {
    held.current = pin;
    setCount(pin.length);
  };
  const add = (digit: string): void => hold((held.current + digit).slice(0, MOST));
  const erase = (): void => hold(held.current.slice(0, -1));
  const enter = (): void => {
    const pin = held.current;
    if (busy || pin.length < FEWEST) return;
    hold("");
    onEnter(pin);
  };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (/^\d$/.test(event.key)) add(event.key);
      else if (event.key === "Backspace") erase();
      else if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) enter();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
  return (
    <div class="keypad">
      <p class="dots" role="status" aria-label={words.value.digits(count)}>
        {busy ? words.value.opening : "●".repeat(count) || "–"}
      </p>
      <div class="keys">
        {ROWS.map((digit) => (
          <Key key={digit} digit={digit} add={add} />
        ))}
        <Button class="key" icon="erase" label={words.value.erase} onTap={erase} />
        <Key digit="0" add={add} />
        <Button class="key go" code="enter" label={act} icon="tick" disabled={busy || count < FEWEST} onTap={enter} />
      </div>
    </div>
  );
}

/** A plain button: the same digit twice in a row is meant. */
function Key({ digit, add }: { digit: string; add: (digit: string) => void }) {
  return (
    <button type="button" class="key" data-code={digit} onClick={() => add(digit)}>
      {digit}
    </button>
  );
}
