"""Why a change is refused: a code that the protocol lists, the field to mend, and a sentence for its author."""

from dataclasses import dataclass


@dataclass
class Refused(Exception):
    """Raised before anything of the envelope is stored; all its changes are refused with it.

    `code` is one of the protocol's (bad_change, bad_answer, private_field, not_yours, same_id), `fault` the
    practice's finer one where an answer is to blame, `sentence` is {"en": …, "fr": …}. None of them holds a
    value.
    """

    code: str
    field: str | None = None
    sentence: dict[str, str] | None = None
    fault: str | None = None

    def __str__(self) -> str:
        return f"{self.code} {self.field or ''}".strip()


@dataclass
class Aside(Exception):
    """Raised before anything of the envelope is stored, where a human must look: its bytes go into quarantine."""

    reason: str
