/** Lines of a library as tiles: those that fit this matter first, the rest behind "More". */
import { useState } from "preact/hooks";
import type { Language } from "../../contract";
import type { Option } from "../../core/types";
import { lineOf, type Library } from "../../practice/content";
import { Button } from "../../ui/button";
import { language as mine, say, words } from "../../words";

interface Lines {
  lines: Option[];
  chosen: readonly string[];
  onTap: (code: string) => void;
  first: number;
}

export function LibraryTiles({ lines, chosen, onTap, first }: Lines) {
  const [all, setAll] = useState(false);
  const own = chosen.filter((code) => !lines.some((line) => line.code === code));
  const shown = all ? lines : lines.filter((line, i) => i < first || chosen.includes(line.code));
  return (
    <div class="tiles single library">
      {shown.map((line) => (
        <Line key={line.code} code={line.code} label={say(line.label)} on={chosen.includes(line.code)} onTap={onTap} />
      ))}
      {own.map((text) => (
        <Line key={text} code={text} label={text} on onTap={onTap} />
      ))}
      {!all && shown.length < lines.length && (
        <Button class="tile more" code="more" onTap={() => setAll(true)}>
          {words.value.more}
        </Button>
      )}
    </div>
  );
}

function Line({ code, label, on, onTap }: { code: string; label: string; on: boolean; onTap: (code: string) => void }) {
  return (
    <Button class="tile" code={code} pressed={on} onTap={() => onTap(code)}>
      <span class="label">{label}</span>
    </Button>
  );
}

export function toggle(chosen: readonly string[], code: string): string[] {
  return chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code];
}

/** A line's words in the reader's language, or another; somebody's own words as they are. */
export function sayLine(library: Library, code: string, language: Language = mine.value): string {
  return lineOf(library, code)?.label[language === "fr" ? 1 : 0] ?? code;
}
