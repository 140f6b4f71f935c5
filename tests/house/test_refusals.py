"""Whatever code the centre answers, the phone has words for it in both languages, as plain as all others."""

import re

import pytest

from peerpwa.sync.openapi import REFUSED
from tests.practice.reading import grade_of, sentences_of
from tests.server import ROOT

ENTRY = re.compile(r'^  (\w+): \[\s*"([^"]+)",\s*"([^"]+)",?\s*\]', re.MULTILINE)
SAID = {
    code: (english, french)
    for code, english, french in ENTRY.findall((ROOT / "client" / "words" / "refusals.ts").read_text("utf-8"))
}


def test_every_code_has_words_and_no_words_are_for_no_code() -> None:
    assert sorted(SAID) == sorted(REFUSED)


@pytest.mark.parametrize("code", REFUSED)
def test_they_are_plain_and_say_what_to_do(code: str) -> None:
    english, french = SAID[code]
    assert grade_of(english) < 7
    assert [s for s in sentences_of(english) if len(s) > 15] == []
    assert len(sentences_of(english)) >= 2 and len(sentences_of(french)) >= 2
