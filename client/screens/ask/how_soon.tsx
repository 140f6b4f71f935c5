/** By when, as a time and never as a countdown, and the reasons in words. Its author may raise it; nobody lowers it here. */
import { useState } from "preact/hooks";
import type { Option } from "../../core/types";
import type { Trigger } from "../../practice/levels";
import { Button } from "../../ui/button";
import { usePractice } from "../../ui/context";
import { say, sayTime } from "../../words";
import type { Soon } from "./told";
import { said } from "./words";

interface Parts {
  soon: Soon;
  triggers: Trigger[];
  onRaise?: ((level: string) => void) | undefined;
}

export function HowSoon({ soon, triggers, onRaise }: Parts) {
  const [raising, setRaising] = useState(false);
  const levels = usePractice().vocabularies["er_level"]?.options ?? [];
  const at = levels.findIndex((option) => option.code === soon.level);
  const level = levels[at];
  if (!level) return null;
  const raise = (code: string): void => {
    setRaising(false);
    onRaise?.(code);
  };
  return (
    <section class="card how-soon" data-level={level.code}>
      <p>
        <b>{sayDeadline(level, soon.from)}</b>
      </p>
      {triggers.length > 0 && (
        <p>
          {say(said.because)} {triggers.map((one) => say(one.reason)).join(" · ")}
        </p>
      )}
      {onRaise && at > 0 && !raising && (
        <Button class="quiet" code="raise" onTap={() => setRaising(true)}>
          {say(said.raise)}
        </Button>
      )}
      {raising && (
        <div class="choice">
          {levels.slice(0, at).map((option) => (
            <Button key={option.code} class="chip" code={`level-${option.code}`} onTap={() => raise(option.code)}>
              {say(option.label)}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}

function sayDeadline(level: Option, from: number): string {
  const minutes = level["minutes"] as number | undefined;
  if (minutes !== undefined) return `${say(said.answerBy)} ${sayTime(from + minutes * 60_000)}`;
  return say(level["until"] === "shift_end" ? said.beforeYouLeave : level.label);
}
