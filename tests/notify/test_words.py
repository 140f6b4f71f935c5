"""No notice says who, what, or where: every word that leaves is searched for what phones sent."""

import re
from pathlib import Path

import pytest
from sqlalchemy import update

from peerpwa.accounts.models import Account
from peerpwa.notify import words
from peerpwa.practice import load
from peerpwa.storage import begin_write, db
from tests.centre import CAST, HARM, Installation
from tests.notify import mailbox
from tests.notify.conftest import Told
from tests.notify.push_service import PushService
from tests.practice.reading import grade_of, sentences_of

HANDLES = ["Heron", "Cedar", "Planted Otter"]
SENTENCE = "A planted sentence about a knife"
KINDS = ("conflict_type", "flag", "place", "heat", "outcome", "why_help")


@pytest.mark.shows("morning-2")
def test_every_notice_is_searched_for_planted_names_places_and_kinds(
    tmp_path: Path, house: Installation, service: PushService
) -> None:
    with mailbox.serving(tmp_path) as box:
        told = Told(house, service, **box.settings)
        browsers = [told.laptop(name) for name in ("sol", "bea")]
        for name in ("sol", "bea"):
            told.choose(name, email=f"{name}@example.org", by_email=True, digest_at=5 * 60)
        log = told.house.log(told.house.phone("ben"), **HARM)
        parts = [{"who": handle, "part": "affected"} for handle in HANDLES]
        more = {"place": "washroom", "why": ["weapon_seen"], "saw": SENTENCE, "parts": parts}
        told.ask("now", parent=log, **more)
        told.ask("this_shift", **more)
        arrived = []
        for _ in range(4):
            arrived += told.send()
            told.house.clock.pass_ms(15 * 60_000)
        said = [next(b for b in browsers if one.path in b.endpoint).read(one) for one in arrived]
        mails = [mail.as_string() for mail in box.read()]
    assert len(said) >= 6 and len(mails) >= 6
    assert any("Requests for help: 2." in one["body"] for one in said)
    open_to_all = [str({k: v for k, v in one.headers.items() if k != "Authorization"}) for one in arrived]
    texts = [str(one) for one in said] + mails + open_to_all
    planted = [
        *HANDLES,
        SENTENCE,
        log,
        "washroom",
        "weapon_seen",
        *(name for name in CAST if name not in ("sol", "bea")),
    ]
    planted += [label for name in KINDS for o in load().vocabularies[name] for label in o["label"]]
    for text in texts:
        found = [word for word in planted if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)]
        assert found == []


def test_a_notice_is_in_the_language_of_whoever_reads_it(told: Told) -> None:
    browser = told.laptop("sol")
    with told.house.context():
        begin_write()
        db.session.execute(update(Account).where(Account.name == "sol").values(language="fr"))
        db.session.commit()
    told.ask("now")
    (arrived,) = told.send()
    assert browser.read(arrived)["body"] == "Quelqu'un demande de l'aide. Répondez avant 05:55."


def every_english() -> list[str]:
    pairs = [words.HELP, words.STILL, words.TEST, words.OPEN, words.NO_ADDRESS, words.STOP]
    return [pair[0] for pair in [*pairs, *words.COUNTS.values()]]


@pytest.mark.parametrize("text", every_english())
def test_the_words_are_plain(text: str) -> None:
    assert grade_of(text.format(by="05:55", n=2, url="here")) < 7
    assert [one for one in sentences_of(text) if len(one) > 15] == []
