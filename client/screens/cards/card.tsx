/** A card for the person in front: large words in their language, to turn to them or to print. */
import { useState } from "preact/hooks";
import type { Language } from "../../contract";
import type { Pair } from "../../core/types";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { Screen } from "../../ui/screen";
import { language as mine } from "../../words";
import type { Turned } from "../../ui/turned";
import { turnTo } from "../guide/show";
import { said as guide } from "../guide/words";
import { complaintLines, sayIn, writtenLines } from "./lines";
import { said } from "./words";

export function WrittenCard() {
  return <Card name="written" title={said.written} toLines={writtenLines} />;
}

export function ComplaintCard() {
  const onCall = usePhone().onCall.value;
  return <Card name="complaint" title={said.complaint} toLines={(language) => complaintLines(onCall, language)} />;
}

function Card({ name, title, toLines }: { name: Turned["card"]; title: Pair; toLines: (language: Language) => string[] }) {
  const [language, setLanguage] = useState(mine.value);
  const other: Language = language === "en" ? "fr" : "en";
  return (
    <Screen
      id="card"
      title={sayIn(title, language)}
      back={() => history.back()}
      dock={
        <div class="row">
          <Button class="button" code="print" onTap={() => print()}>
            {sayIn(said.print, mine.value)}
          </Button>
          <Button class="button main" code="show" onTap={() => turnTo(name, toLines)}>
            {sayIn(guide.showThem, mine.value)}
          </Button>
        </div>
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
