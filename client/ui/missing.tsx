/** An act that waits for something: what is missing stands above it in words, and is read out with it. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** `words`: what is missing, or nothing. `children`: draws the act with the id of those words. */
export function Missing({ words, children }: { words: string | false; children: (id: string | undefined) => ComponentChildren }) {
  const id = useId();
  return (
    <>
      {words && (
        <p class="hint missing" id={id}>
          {words}
        </p>
      )}
      {children(words ? id : undefined)}
    </>
  );
}
