/**
 * Under a text box that has the word coach: soft chips with the words it is about; on tap the reason and one other way
 * to say it. Nothing here holds up a save. What is put aside twice stays quiet for thirty days, sealed on this phone.
 */
import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Values } from "../../core/types";
import { say } from "../../words";
import { Button } from "../button";
import { useAround } from "./around";
import { toItems, type Coach, type Item } from "./items";
import { WORDS } from "./words";

const PAUSE_MS = 600; // hints come when the hand rests, never under it

interface Around {
  /** The answers around the text: flags, types, names. */
  values: Values;
  /** When the log was begun: the balance is asked for once a log. */
  started: number;
}

interface Props extends Around {
  text: ReadonlySignal<string>;
  onWrite: (text: string) => void;
}

/** A key costs nothing here: all is drawn when the hand rests, with the answers as they stand then. */
export function Coached(props: Props) {
  const rested = useRested(props);
  const now = useRef(props);
  now.current = props;
  const mask = (item: Item): void => now.current.onWrite(withoutLetters(now.current.text.value, item));
  return useMemo(() => <Hints {...rested} onMask={mask} />, [rested]);
}

function Hints({ text, values, started, onMask }: Rested & { onMask: (item: Item) => void }) {
  const coach = useCoach();
  const { around, putAside } = useAround(coach, values, started);
  const [open, setOpen] = useState<string | null>(null);
  const [aside, setAside] = useState<readonly string[]>([]);
  const box = useRef<HTMLDivElement>(null);
  const items = useMemo(() => (coach && around ? toItems(coach, text, around) : []), [coach, text, around]);
  const shown = items.filter(({ code }) => !aside.includes(code));
  const opened = shown.find(({ code }) => code === open);
  const leave = (code: string): void => {
    setAside([...aside, code]);
    putAside(code);
    box.current?.focus();
  };
  return (
    <div class="coached" role="group" aria-label={say(WORDS.about)} tabIndex={-1} ref={box}>
      <p class="unseen" role="status">
        {shown.length > 0 ? say(WORDS.below) : ""}
      </p>
      <div class="chips">
        {shown.map(({ code, label }) => (
          <Button key={code} class="chip" code={`hint-${code}`} expanded={code === open} onTap={() => setOpen(code === open ? null : code)}>
            <span>{label}</span>
          </Button>
        ))}
      </div>
      {opened && <Card item={opened} onLeave={() => leave(opened.code)} onMask={() => onMask(opened)} />}
    </div>
  );
}

function Card({ item, onLeave, onMask }: { item: Item; onLeave: () => void; onMask: () => void }) {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.scrollIntoView({ block: "nearest" }), [item.code]);
  return (
    <div class="card" data-hint={item.code} ref={card}>
      {item.why && <p lang={item.language}>{item.why}</p>}
      {item.other && (
        <p>
          <small>{say(WORDS.otherWay)}</small>
          <b lang={item.language}>{item.other}</b>
        </p>
      )}
      {item.question && <p>{item.question}</p>}
      {item.mask && (
        <Button class="quiet" code="hint-mask" onTap={onMask}>
          {say(WORDS.maskLetters)}
        </Button>
      )}
      <Button class="quiet" code="hint-leave" onTap={onLeave}>
        {say(WORDS.leave)}
      </Button>
    </div>
  );
}

/** Comes with its data as a chunk of its own. Writing goes on without it. */
function useCoach(): Coach | null {
  const [coach, setCoach] = useState<Coach | null>(null);
  useEffect(() => void import("../../practice/coach").then(setCoach, () => undefined), []);
  return coach;
}

interface Rested extends Around {
  text: string;
}

function useRested({ text, values, started }: Props): Rested {
  const [rested, rest] = useState<Rested>({ text: text.peek(), values, started });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const stop = text.subscribe((typed) => {
      clearTimeout(timer);
      timer = setTimeout(() => rest({ text: typed, values, started }), PAUSE_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [text, values]);
  return rested;
}

/** The first letter stays: “s*****”. Only where the word still stands as it was seen. */
function withoutLetters(text: string, { label, mask }: Item): string {
  if (!mask || text.slice(mask.start, mask.end) !== label) return text;
  return text.slice(0, mask.start + 1) + "*".repeat(mask.end - mask.start - 1) + text.slice(mask.end);
}
