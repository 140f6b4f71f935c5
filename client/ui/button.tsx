/** Everything that is tapped. Acts on release; a second touch on the same target within 300 ms is ignored (UX 4). */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Icon, type IconName } from "./icon";

const TWICE_MS = 300;

interface Tap {
  onTap: () => void;
  children?: ComponentChildren;
  class?: string;
  icon?: IconName;
  label?: string;
  pressed?: boolean;
  expanded?: boolean;
  disabled?: boolean;
  /** The id of the words that say what is missing. */
  waits?: string | undefined;
  code?: string;
}

export function Button({ onTap, children, class: name = "button", icon, label, pressed, expanded, disabled, waits, code }: Tap) {
  const last = useRef(-TWICE_MS);
  const tap = (event: MouseEvent): void => {
    if (event.timeStamp - last.current < TWICE_MS) return;
    last.current = event.timeStamp;
    onTap();
  };
  return (
    <button
      type="button"
      class={name}
      onClick={tap}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      disabled={disabled}
      aria-describedby={waits}
      data-code={code}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A word this long would be broken in two on half a screen. */
const LONG_WORD = /[^\s-]{13}/;

/** Answers a question. Chosen is said by an edge, a fill and a tick, never by colour alone. */
export function Tile({
  code,
  label,
  under,
  chosen,
  full,
  onTap,
}: {
  code: string;
  label: string;
  under?: ComponentChildren;
  chosen: boolean;
  full?: boolean | undefined;
  onTap: () => void;
}) {
  return (
    <Button class={`tile${full ? " full" : ""}`} pressed={chosen} code={code} onTap={onTap}>
      <span class={LONG_WORD.test(label) && !full ? "label long" : "label"}>{label}</span>
      {under}
      {chosen && <Icon name="tick" />}
    </Button>
  );
}
