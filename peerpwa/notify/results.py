"""What became of one try to reach somebody."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Result:
    """`sent`: taken by the other side. `later`: worth another try, not before `wait` ms where it said so.
    `refused`: no try will help. `gone`: this device takes no more. `fault` is a code that the pages have words for.
    """

    outcome: Literal["sent", "later", "refused", "gone"]
    fault: str | None = None
    wait: int = 0


SENT = Result("sent")
