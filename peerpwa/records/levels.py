"""How soon a request for help must be answered: its author may raise it, a supervisor may lower it (ER-03)."""

from collections.abc import Mapping, Sequence

from peerpwa.practice import load
from peerpwa.records.door import Door
from peerpwa.records.fold import Stored
from peerpwa.records.known import find_standing
from peerpwa.records.refused import Refused
from peerpwa.records.viewer import Author

SENTENCE = {
    "en": "Only a supervisor can make it less urgent.",
    "fr": "Seule la supervision peut baisser l'urgence.",
}


def judge_levels(
    door: Door, author: Author, envelope: Sequence[Stored], held: Mapping[str, list[Stored]], seen: int
) -> None:
    """Raises Refused("not_yours") for a level below one that the author's phone knew of."""
    order = [option["code"] for option in load().vocabularies["er_level"]]
    for index, one in enumerate(envelope):
        change = one.change
        if author.leads or change.kind != "escalation" or change.makes or "level" not in change.set:
            continue
        before = find_standing(door, author, envelope, index, held, seen).get("level")
        level = change.set["level"]
        if before is not None and (level is None or order.index(level) > order.index(before)):
            raise Refused("not_yours", "level", SENTENCE)
