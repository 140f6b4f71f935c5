/** Each phone screen: above the ground line you read and choose, below it stand the acts that never move (UX 1). */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { usePhone } from "./context";
import { Button } from "./button";
import { practising, stopPractising } from "./practising";
import { go } from "./route";
import { words } from "../words";

interface Parts {
  id: string;
  title: string;
  lead?: string | undefined;
  children: ComponentChildren;
  /** The main acts, on top of the dock. */
  dock?: ComponentChildren;
  /** The second place in the dock's bottom row, beside Get help. */
  beside?: ComponentChildren;
  back?: (() => void) | undefined;
  backLabel?: string;
  middle?: ComponentChildren;
  /** Where Get help leads, when not to this page's own help card. */
  help?: (() => void) | undefined;
  quietTitle?: boolean;
}

export function Screen({ id, title, lead, children, dock, beside, back, backLabel, middle, help, quietTitle }: Parts) {
  const phone = usePhone();
  const heading = useRef<HTMLHeadingElement>(null);
  const open = phone.standing.value === "open";
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [id]);
  return (
    <div class={`screen screen-${id}`} data-screen={id}>
      <header class="bar">
        <div class="start">
          {back && (
            <Button class="quiet" icon="back" onTap={back}>
              {backLabel ?? words.value.back}
            </Button>
          )}
        </div>
        <div class="middle">{practising.value ? <Practising /> : middle}</div>
        <div class="end">
          {open && (
            <Button class="quiet" icon="hide" onTap={() => phone.lock()}>
              {words.value.hide}
            </Button>
          )}
        </div>
      </header>
      <main class="above">
        <h1 ref={heading} tabIndex={-1} class={quietTitle ? "unseen" : ""}>
          {title}
        </h1>
        {lead && <p class="lead">{lead}</p>}
        {children}
      </main>
      <footer class="dock">
        {dock}
        <div class="row">
          {id !== "help" && (
            <Button class="button help" icon="help" code="help" onTap={help ?? (() => go("help/ask"))}>
              {words.value.getHelp}
            </Button>
          )}
          {beside}
        </div>
      </footer>
    </div>
  );
}

/** On every screen: that nothing here is real, and the way out. */
function Practising() {
  return (
    <Button class="chip" code="practise_stop" label={words.value.practiceEnd} onTap={() => stopPractising()}>
      {words.value.practice}
    </Button>
  );
}
