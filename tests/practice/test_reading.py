"""Every English word that a worker or a client reads is at about grade 6.

What is measured, text by text: each label, hint, line and chip of every question; each name, purpose, line to say
and way out of the steps; each reason and line of the triggers; each label and note of the clocks; each option's
label; each line of the libraries.

- A text of eight words or more must have a Flesch-Kincaid grade below 7, which is what grade 6 means.
- A shorter one, of which the formula makes nothing (one long word in four gives grade 12), must have no word of
  more than three syllables, and of three words or more at most two and a half syllables a word: both without the
  words that this work can't do without (NEEDED).
- No sentence is longer than fifteen words, whatever its grade.

Not measured: French, which has no agreed formula (the lists of "unchecked" stand for it), and the app's own words.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.practice.reading import grade_of, sentences_of, syllables_of, to_words

PRACTICE = Path(__file__).resolve().parents[2] / "peerpwa" / "practice"
SHORT = 8
NEEDED = {
    "apology", "community", "discrimination", "disrespected", "emergency", "interpreter", "mediator",
    "misunderstanding", "supervisor",
}  # fmt: skip

KNOWN = {
    1: "the shared asked used breathe don't queue rules safe closed walked ties they're you'll fire hour",
    2: (
        "people agreed sharing table tables little wanted voices changes quiet science create someone noises "
        "useful private police isn't trouble unsafe closes heated carried social special question client "
        "trial headphones themselves choices going being saying complaint power statement service pressure "
        "safety trustee"
    ),
    3: (
        "agreement idea area naloxone ambulance belongings everyone usual decision opinion medium violence "
        "radio serious earlier noisier suicide family separate medical affected completely loneliness "
        "employee"
    ),
    4: "supervisor emergency mediator apology interpreter investigate society",
    5: "discrimination",
}


def read(name: str) -> Any:
    return json.loads((PRACTICE / f"{name}.json").read_text("utf-8"))


def pairs_of(raw: dict[str, Any], *keys: str) -> Iterator[tuple[str, str]]:
    """The English of those of these texts that are there."""
    yield from ((key, raw[key][0]) for key in keys if key in raw)


def texts() -> Iterator[tuple[str, str]]:
    for path in sorted((PRACTICE / "forms").glob("*.json")):
        for question in json.loads(path.read_text("utf-8"))["questions"]:
            for key, text in pairs_of(question, "label", "hint", "line", "chip"):
                yield f"{question['ref']} {key}", text
    for step in read("steps"):
        yield from ((f"{step['code']} {key}", text) for key, text in pairs_of(step, "name", "show"))
        yield from ((f"{step['code']} say", pair[0]) for pair in step["say"])
        for way in step["not_fit"]:
            yield from ((f"{step['code']} {way['code']}", text) for _, text in pairs_of(way, "label", "line"))
    for trigger in read("triggers")["triggers"]:
        for key, text in pairs_of(trigger, "reason", "first", "then", "do_not"):
            yield f"{trigger['code']} {key}", text
    for situation in read("clocks")["situations"]:
        yield from (
            (f"{situation['code']} {key}", text) for key, text in pairs_of(situation, "label", "note")
        )
    for name, vocabulary in read("vocabularies").items():
        for option in vocabulary["options"]:
            for key, text in pairs_of(option, "label", "short", "anchor"):
                yield f"{name} {option['code']} {key}", text
    for name, library in read("libraries").items():
        if name != "handle_words":
            yield from ((option["code"], option["label"][0]) for option in library["options"])


TEXTS = list(texts())


@pytest.mark.shows("ten-steps-8")
def test_every_long_text_is_at_grade_6() -> None:
    hard = [(where, text) for where, text in TEXTS if len(to_words(text)) >= SHORT and grade_of(text) >= 7]
    assert hard == []


@pytest.mark.shows("ten-steps-8")
def test_short_texts_use_short_words() -> None:
    hard = []
    for where, text in TEXTS:
        counts = [syllables_of(word) for word in to_words(text) if word.lower() not in NEEDED]
        if len(to_words(text)) >= SHORT or not counts:
            continue
        if max(counts) > 3 or (len(counts) >= 3 and sum(counts) / len(counts) > 2.5):
            hard.append((where, text))
    assert hard == []


@pytest.mark.shows("ten-steps-8")
def test_no_sentence_is_longer_than_fifteen_words() -> None:
    assert [where for where, text in TEXTS if any(len(words) > 15 for words in sentences_of(text))] == []


def test_all_of_the_practice_is_read() -> None:
    places = {where for where, _ in TEXTS}
    assert {
        "QL-01 label",
        "QL-11 line",
        "s1 say",
        "s9 wants_ban",
        "weapon_seen first",
        "serious note",
    } <= places
    assert {"GR1", "CG20", "OP22", "PS20", "AC22"} <= places
    assert len(TEXTS) > 900


@pytest.mark.parametrize("count", KNOWN)
def test_syllables_are_counted_as_they_are_spoken(count: int) -> None:
    assert [word for word in KNOWN[count].split() if syllables_of(word) != count] == []


def test_the_grade_tells_plain_words_from_hard_ones() -> None:
    plain = "One person talks at a time. The other one listens, and then they swap."
    hard = "Participants are required to demonstrate appropriate communication throughout the facilitated discussion."
    assert grade_of(plain) < 4
    assert grade_of(hard) > 15
    assert round(grade_of("The cat sat on the mat."), 2) == round(0.39 * 6 + 11.8 - 15.59, 2)
