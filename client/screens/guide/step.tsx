/** The layout of every step: its name, what to say aloud, what to tap; below the ground line what never moves. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Pair } from "../../core/types";
import { stepOf, type Alternative } from "../../practice/content";
import { Button } from "../../ui/button";
import { go, route } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say } from "../../words";
import { said } from "./words";

/** As many lines as leave room for what is tapped; the others are one tap away. */
const LINES: Record<string, number> = { s1: 3, s5: 3 };
const BEATS = ["listen", "rules", "turns", "way_forward", "close"];

interface Parts {
  code: string;
  children?: ComponentChildren;
  /** Where it goes on, and its name. */
  next?: { label: string; onTap: () => void } | undefined;
  /** Acts that take the place of Next. */
  dock?: ComponentChildren;
  onAll: () => void;
  onAct: (act: string) => void;
}

export function StepScreen({ code, children, next, dock, onAll, onAct }: Parts) {
  const step = stepOf(code);
  const [sheet, setSheet] = useState(false);
  if (!step) return null;
  if (sheet) return <NotFit alternatives={step.not_fit} onBack={() => setSheet(false)} onAct={onAct} />;
  const notFit = (
    <Button class="button" code="not_fit" onTap={() => setSheet(true)}>
      {say(said.notFit)}
    </Button>
  );
  return (
    <Screen
      id={`step-${code}`}
      title={say(step.name)}
      back={onAll}
      backLabel={say(said.allSteps)}
      middle={<Beats at={BEATS.indexOf(step.beat ?? "")} />}
      dock={
        dock ?? (
          <div class="row">
            {notFit}
            {next && (
              <Button class="button main" code="next" onTap={next.onTap}>
                {next.label}
              </Button>
            )}
          </div>
        )
      }
      beside={
        <Button class="button" code="not_now" onTap={putOff}>
          {say(said.notNow)}
        </Button>
      }
    >
      <SayLines lines={step.say} many={LINES[code] ?? 1} />
      <p class="show-line">{say(step.show)}</p>
      <div class="taps">{children}</div>
      {dock && <p class="asked">{notFit}</p>}
    </Screen>
  );
}

/** “Not now”: the talk stands on the list again at an hour, or a co-worker goes on. Its address names it. */
export function putOff(): void {
  go(`not_now/${route.value[1] ?? ""}`);
}

/** A few lines at a time, large enough to read aloud from. */
export function SayLines({ lines, many }: { lines: Pair[]; many: number }) {
  const [from, setFrom] = useState(0);
  const shown = lines.slice(from, from + many);
  const more = lines.length > many;
  return (
    <div class="say">
      <h2>{say(said.say)}</h2>
      {shown.map((line) => (
        <p key={line[0]}>{say(line)}</p>
      ))}
      {more && (
        <Button class="quiet" onTap={() => setFrom(from + many >= lines.length ? 0 : from + many)}>
          {say(said.otherWords)}
        </Button>
      )}
    </div>
  );
}

function Beats({ at }: { at: number }) {
  return (
    <span class="steps" aria-hidden="true">
      {BEATS.map((beat, i) => (
        <i key={beat} class={i === at ? "at" : ""} />
      ))}
    </span>
  );
}

/** What else can be done, largest first; each says what to do, and leads there where it leads anywhere. */
function NotFit(parts: { alternatives: Alternative[]; onBack: () => void; onAct: (act: string) => void }) {
  const [chosen, setChosen] = useState<Alternative | null>(null);
  const act = chosen?.act;
  return (
    <Screen
      id="not_fit"
      title={chosen ? say(chosen.label) : say(said.notFitLead)}
      back={() => (chosen ? setChosen(null) : parts.onBack())}
      dock={
        chosen && (
          <Button class="button main" code="do_that" onTap={() => (act ? parts.onAct(act) : parts.onBack())}>
            {say(act ? said.doThat : said.goOn)}
          </Button>
        )
      }
      beside={
        <Button class="button" onTap={putOff}>
          {say(said.notNow)}
        </Button>
      }
    >
      {chosen ? (
        <div class="say">
          <p>{say(chosen.line)}</p>
        </div>
      ) : (
        <div class="tiles single">
          {parts.alternatives.map((one) => (
            <Button key={one.code} class="tile" code={one.code} onTap={() => setChosen(one)}>
              <span class="label">{say(one.label)}</span>
            </Button>
          ))}
        </div>
      )}
    </Screen>
  );
}
