/** The reasons for taking something back, as chips. */
import type { ComponentChildren } from "preact";
import { Button } from "../../ui/button";
import { usePractice } from "../../ui/context";
import { say } from "../../words";

export function Reasons({ onTap, children }: { onTap: (reason: string) => void; children?: ComponentChildren }) {
  const reasons = usePractice().vocabularies["withdraw_reason"]?.options ?? [];
  return (
    <div class="chips">
      {reasons.map((reason) => (
        <Button key={reason.code} class="chip" code={reason.code} onTap={() => onTap(reason.code)}>
          {say(reason.label)}
        </Button>
      ))}
      {children}
    </div>
  );
}
