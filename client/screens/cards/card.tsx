/** A card for the person in front: large words in their language, to turn to them or to print. */
import { useState } from "preact/hooks";
import type { Language } from "../../contract";
import type { Pair } from "../../core/types";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { Screen } from "../../ui/screen";
import { language as mine } from "../../words";
import { complaintLines, sayIn, writtenLines } from "./lines";
import { said } from "./words";

export function WrittenCard() {
  return <Card title={said.written} toLines={writtenLines} />;
}

export function ComplaintCard() {
  const onCall = usePhone().onCall.value;
  return <Card title={said.complaint} toLines={(language) => complaintLines(onCall, language)} />;
}

function Card({ title, toLines }: { title: Pair; toLines: (language: Language) => string[] }) {
  const [language, setLanguage] = useState(mine.value);
  const other: Language = language === "en" ? "fr" : "en";
  return (
    <Screen
      id="card"
      title={sayIn(title, language)}
      back={() => history.back()}
      dock={
        <Button class="button main" code="print" onTap={() => print()}>
          {sayIn(said.print, mine.value)}
        </Button>
      }
      beside={
        <Button class="button" code="language" onTap={() => setLanguage(other)}>
          {sayIn(said.otherLanguage, language)}
        </Button>
      }
    >
      <ul class="say" lang={language}>
        {toLines(language).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Screen>
  );
}
