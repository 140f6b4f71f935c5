"""What a phone's spare key may write: whoever holds the phone can use it, locked as it is (DESIGN 4).

It makes records, which mask, limit and link nothing until their author confirms them, and adds to those that it made.
What its author's own key has written is closed to it: refused, since no phone of ours ever writes that. Where its
author has confirmed meanwhile what it made, it may be honest work that was delayed, or somebody who writes to a
confirmed record under an old date: nobody but a human can tell, so that it is put aside and none of it is lost.
What comes before the record is here refuses nothing: the fold leaves it out later (`fold.counting`).
"""

from collections.abc import Mapping, Sequence

from peerpwa.records import words
from peerpwa.records.fold import Stored, find_maker, is_confirming
from peerpwa.records.refused import Aside, Refused

WRITTEN_LOCKED = "written_locked"


def judge_spare(envelope: Sequence[Stored], held: Mapping[str, Sequence[Stored]]) -> None:
    """Raises Refused("written_locked"), or Aside for a human to look at."""
    for one in envelope:
        if one.locked:
            _judge(one, [*held.get(one.change.record, []), *envelope])


def _judge(one: Stored, every: Sequence[Stored]) -> None:
    if words.is_asked(one.change):
        raise Refused(WRITTEN_LOCKED)  # words that were taken out are gone for good
    here = [s for s in every if s.change.record == one.change.record]
    maker = find_maker(here)
    if maker is None or maker is one:
        return
    if not maker.locked or maker.account != one.account:
        raise Refused(WRITTEN_LOCKED)
    if any(is_confirming(s, maker) for s in here):
        raise Aside(WRITTEN_LOCKED)
