"""Who asks and who writes, in the words of the records: plain values, so that this floor needs no accounts."""

from dataclasses import dataclass

LEADS = frozenset({"supervisor", "manager"})
FLOOR = frozenset({"worker"}) | LEADS


@dataclass(frozen=True, slots=True)
class Viewer:
    """An account looking at one centre, with its roles there."""

    account: str
    centre: str
    roles: frozenset[str]

    @property
    def leads(self) -> bool:
        """Supervisors and managers see the letters S and X."""
        return bool(self.roles & LEADS)

    @property
    def on_floor(self) -> bool:
        """Whoever carries a phone of the centre; mediators and administrators get nothing by default."""
        return bool(self.roles & FLOOR)


@dataclass(frozen=True, slots=True)
class Author:
    """Who a change is from: told by the key that signed or by the page's sign-in, never by the change itself.

    `account` None is the installation itself (a command of its operator); `device` None is no phone. `locked`:
    signed by a phone's second key, which anybody who holds the phone can use.
    """

    account: str | None
    device: str | None
    roles: frozenset[str]
    name: str = ""
    locked: bool = False

    @property
    def leads(self) -> bool:
        return bool(self.roles & LEADS)


INSTALLATION = Author(None, None, frozenset({"manager"}))
