"""A search answers what the record pages of the same person say, and tells nothing of anything else."""

import contextlib
import random
from typing import Any

import pytest

from peerpwa.records import ids
from peerpwa.records.door import writing
from peerpwa.records.finding import KINDS, Found, find_records, is_anybody, parse_query
from peerpwa.records.read import Filters
from peerpwa.records.refused import Refused
from peerpwa.records.shelf import rebuild
from tests.records.conftest import HARBOUR, MET, QUICK, ROLES, Centre, account_of, viewer
from tests.records.scan import Scan
from tests.records.test_handover import HANDOVER

DUE = "2026-11-24T10:00:00.000-05:00"
WORDS = [
    "kettle",
    "Kettles",
    "plug",
    "plugged",
    "brûlé",
    "BRULE",
    "l'été",
    "bag",
    "blue",
    "jacket",
    "quiet",
    "Heron",
]
NAMES = ["Heron", "Cedar", "Red Jacket", "Été", "Finch"]
ASKED = [
    *(word.lower() for word in WORDS),
    "ke", "plu", "bru", "he", "red", "jack", "ete", "fin", "kettle plug", "blue bag", "heron bag", "red bag",
    '"blue bag"', "«\u00a0red jacket\u00a0»", '"kettle plug" he', "bag fi", "nowhere", "quiet heron cedar",
]  # fmt: skip


def find(centre: Centre, words: str, who: str = "Sol", **filters: Any) -> Found:
    asked = Filters(**({"kinds": KINDS} | filters))
    return find_records(viewer(who, centre.id), parse_query(words), asked, centre.now)


def ids_of(found: Found) -> list[str]:
    return [row.id for row in found.rows]


class World:
    """A centre in which anybody writes anything below anything, with few words and few names."""

    def __init__(self, centre: Centre, seed: int) -> None:
        self.centre, self.dice = centre, random.Random(seed)
        self.made: list[tuple[str, str, str]] = []  # id, kind, who

    def live(self, steps: int) -> None:
        acts = [
            self.log,
            self.log,
            self.below,
            self.below,
            self.anew,
            self.take_back,
            self.take_out,
            self.hand_over,
        ]
        for _ in range(steps):
            with contextlib.suppress(Refused):
                self.dice.choice(acts)()

    def text(self) -> str:
        return " ".join(self.dice.choices([*WORDS, *NAMES], k=self.dice.randint(1, 5)))

    def who(self, *names: str) -> str:
        return self.dice.choice(names or ("Ama", "Ben", "Sol", "Max"))

    def write(self, who: str, kind: str, values: dict[str, Any], parent: str | None = None) -> None:
        self.made.append((self.centre.write(who, kind, values, parent=parent), kind, who))

    def log(self) -> None:
        values: dict[str, Any] = {"saw": self.text(), "outcome": self.dice.choice(["agreement", "not_over"])}
        if self.dice.random() < 0.5:
            values["people"] = self.dice.sample(NAMES, 2)
        if self.dice.random() < 0.3:
            values |= {"flags": ["staff_conduct"], "concerns": [account_of(self.who("Sol", "Max", "Ben"))]}
        self.write(self.who(), "conflict", QUICK | values)

    def below(self) -> None:
        id, kind, _ = self.dice.choice(self.made)
        makes: dict[str, list[tuple[str, dict[str, Any]]]] = {
            "conflict": [
                ("party", {"handle": self.dice.choice(NAMES), "words": self.text()}),
                ("follow_up", {"due": DUE}),
                ("check_in", {**MET, "flags": ["none"], "words": self.text()}),
                (
                    "escalation",
                    {"saw": self.text(), "quotes": [{"who": self.dice.choice(NAMES), "words": self.text()}]},
                ),
                ("talk", {"mode": "one_person", "summary": self.text(), "rules": ["GR1", self.text()]}),
                ("view", {"saw": self.text()}),
            ],
            "party": [("check_in", {**MET, "flags": ["none"], "worked": self.text()})],
            "escalation": [
                ("told", {"role": self.text(), "reached": "yes"}),
                ("referral", {"to": "counsellor"}),
            ],
            "talk": [
                ("promise", {"what": self.text(), "who": self.dice.choice(NAMES)}),
                ("option", {"idea": "OP1"}),
            ],
        }
        notes = [("note", {"text": self.text(), "sort": "addendum"}), ("fix", {"what": self.text()})]
        below, values = self.dice.choice([*makes.get(kind, []), *notes])
        self.write(self.who(), below, values, parent=id)

    def anew(self) -> None:
        id, kind, who = self.dice.choice(self.made)
        if kind in ("conflict", "escalation", "view"):
            self.centre.send(who, self.centre.change(who, kind, {"saw": self.text()}, record=id))

    def take_back(self) -> None:
        id, _, who = self.dice.choice(self.made)
        if self.dice.random() < 0.5:
            self.write(who, "withdrawal", {"reason": "mistake"}, parent=id)

    def take_out(self) -> None:
        id, kind, who = self.dice.choice(self.made)
        field = {"party": "handle", "check_in": "words", "note": "text", "fix": "what"}.get(kind, "saw")
        self.write(who, "withdrawal", {"reason": "asked", "field": field}, parent=id)

    def hand_over(self) -> None:
        items = [
            {
                "about": self.dice.choice(self.made)[0],
                "line": self.text(),
                "verbs": "keep_eye",
                "text": self.text(),
            }
            for _ in range(2)
        ]
        checks = [{"who": self.dice.choice(NAMES), "when": DUE, "by": ""}]
        self.write(
            self.who(), "handover", HANDOVER | {"items": items, "checkins": checks, "good": self.text()}
        )


@pytest.mark.parametrize("seed", range(8))
def test_everybody_finds_what_their_pages_say_and_nothing_else(centre: Centre, seed: int) -> None:
    world = World(centre, seed)
    world.log()
    world.live(90)
    other = Centre(HARBOUR)
    other.log("Nia", saw="A kettle and a blue bag.", people=["Heron"])
    for again in range(2):
        hits = 0
        for who in ROLES:
            scan = Scan(viewer(who), centre.now)
            for words in ASKED:
                query = parse_query(words)
                asked = [tuple(term.word + "*" * term.begins for term in group) for group in query.groups]
                found = find(centre, words, who)
                assert set(ids_of(found)) == scan.find(asked), (who, words, again)
                assert found.called == sorted(" ".join(name) for name in scan.names_of(asked)), (who, words)
                hits += len(found.rows)
        assert hits > 100, "a world in which next to nothing is found shows nothing"
        with writing(centre.id) as door:
            rebuild(door)


@pytest.mark.parametrize("who", ["Ama", "Ben", "Mira", "Ada", "Nia"])
def test_only_supervisors_and_managers_find_anything(centre: Centre, who: str) -> None:
    centre.log(who if who in ("Ama", "Ben") else "Ama", saw="A kettle.")
    assert find(centre, "kettle", who) == Found()
    assert ids_of(find(centre, "kettle", "Max"))


def test_words_fold_prefixes_and_quotes(centre: Centre) -> None:
    id = centre.log(saw="L’Éclair au café: the kettle, number 7, was Empty.")
    for words in (
        "eclair",
        "CAFÉ",
        "ket",
        "the kettle",
        "empty ket",
        '"the kettle"',
        "«\u00a0l'éclair\u00a0»",
        "l'ecl",
    ):
        assert ids_of(find(centre, words)) == [id], words
    for words in ("cafe tea", "ettle", "kett number", '"kettle the"', '"the kett"', "7", "", '""', "* OR -"):
        assert ids_of(find(centre, words)) == [], words


def test_what_a_database_would_read_as_its_own_is_only_words(centre: Centre) -> None:
    id = centre.log(saw="near the not and or kettle")
    for words in (
        "NOT kettle",
        "words:kettle",
        "kettle*",
        "near(kettle)",
        "kettle') --",
        "ket & kettle | !or",
    ):
        found = find(centre, words)
        assert ids_of(found) in ([id], []), words
    assert ids_of(find(centre, "NOT AND OR NEAR kettle")) == [id]


def test_words_that_were_taken_out_taken_back_or_put_otherwise_find_nothing(centre: Centre) -> None:
    out, back, other = (centre.log(saw=f"A kettle, {n}.") for n in ("first", "second", "third"))
    assert ids_of(find(centre, "kettle")) == [other, back, out]
    centre.write("Sol", "withdrawal", {"reason": "asked", "field": "saw"}, parent=out)
    centre.write("Ama", "withdrawal", {"reason": "mistake"}, parent=back)
    centre.send("Ama", centre.change("Ama", "conflict", {"saw": "A cup."}, record=other))
    assert find(centre, "kettle") == find(centre, "first") == Found()
    assert ids_of(find(centre, "cup")) == [other]


def test_a_name_finds_what_is_open_and_ongoing_matters_and_no_past(centre: Centre) -> None:
    past = centre.log(saw="Heron took a kettle.", people=["Heron", "Cedar"])
    unnamed = centre.log(saw="It was heron again.")
    still = centre.log(saw="A plug.", people=["Heron"], outcome="not_over")
    for words in ("heron", "Her", '"heron"', "took heron"):
        assert not {past, unnamed} & set(ids_of(find(centre, words))), words
    found = find(centre, "heron")
    assert (ids_of(found), found.called, found.matters) == ([still], ["heron"], [])
    assert ids_of(find(centre, "kettle")) == [past], "its other words find it"
    linked = {"title": "One plug", "conflicts": [{"record": past}, {"record": unnamed}]}
    thread = centre.write("Ama", "thread", linked)
    found = find(centre, "heron")
    assert [(one.id, one.title) for one in found.matters] == [(thread, "One plug")]
    assert find(centre, "kettle").matters == []
    centre.send("Ama", centre.change("Ama", "thread", {"closed": "yes"}, record=thread))
    assert find(centre, "heron").matters == []


def test_a_name_that_only_a_hidden_record_holds_is_a_word_like_any_other(centre: Centre) -> None:
    told = centre.log(saw="A finch on the roof.")
    centre.log(people=["Finch"], flags=["staff_conduct"], concerns=[account_of("Sol")], saw="A roof.")
    assert ids_of(find(centre, "finch", "Sol")) == [told]
    assert find(centre, "finch", "Sol").called == []
    assert (ids_of(find(centre, "finch", "Max")), find(centre, "finch", "Max").called) == ([], ["finch"])
    assert not is_anybody(viewer("Sol"), "Finch mornings")
    assert is_anybody(viewer("Max"), "Finch mornings")


def test_filters_narrow_what_is_found_and_the_newest_hundred_are_shown(centre: Centre) -> None:
    calm = centre.log(saw="A kettle.", heat="h0")
    cool = centre.log(saw="A kettle.")
    assert ids_of(find(centre, "kettle", heat="h0")) == [calm]
    assert ids_of(find(centre, "kettle", kinds=("handover",))) == []
    assert not find(centre, "kettle").more
    changes = [centre.change("Ama", "conflict", QUICK | {"saw": "A kettle."}) for _ in range(100)]
    for change in changes:
        centre.send("Ama", change, envelope=ids.new_id(centre.now))
    found = find(centre, "kettle")
    assert (len(found.rows), found.more) == (100, True)
    assert not {calm, cool} & set(ids_of(found))
