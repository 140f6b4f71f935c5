"""The cases that server and phone share."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "vectors"


def load_vectors(name: str) -> Any:
    """One file of tests/vectors, by its name without ending."""
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
