/** Chips of which several may be on, and one line to type. */
import type { Option, Value } from "../../core/types";
import { Button } from "../../ui/button";
import { say } from "../../words";

interface ChipsProps {
  options: Option[];
  given: Value | undefined;
  onTap: (codes: string[]) => void;
}

/** One that stands alone clears the others. */
export function Chips({ options, given, onTap }: ChipsProps) {
  const chosen = Array.isArray(given) ? (given as string[]) : [];
  const isAlone = (code: string): boolean => options.some((option) => option.code === code && option["alone"] === true);
  const tap = (code: string): void => {
    if (chosen.includes(code)) onTap(chosen.filter((one) => one !== code));
    else onTap(isAlone(code) ? [code] : [...chosen.filter((one) => !isAlone(one)), code]);
  };
  return (
    <div class="chips" role="group">
      {options.map(({ code, label }) => (
        <Button key={code} class="chip" code={code} pressed={chosen.includes(code)} onTap={() => tap(code)}>
          {say(label)}
        </Button>
      ))}
    </div>
  );
}

interface LineProps {
  id: string;
  label: string;
  max: number;
  text: string;
  onType: (text: string) => void;
}

export function TextLine({ id, label, max, text, onType }: LineProps) {
  return (
    <div class="fields">
      <label for={id}>{label}</label>
      <input id={id} value={text} maxLength={max} autocomplete="off" onInput={(event) => onType(event.currentTarget.value)} />
    </div>
  );
}
