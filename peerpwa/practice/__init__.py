"""The practice as data: vocabularies, kinds and forms, and the checks of answers. Pure: no Flask, no storage.

A question is a line in `forms/*.json`; server and phone read the same lines. See docs/practice-data.md.
"""

from peerpwa.practice.answers import Fault, check
from peerpwa.practice.care import STOPS, care_code, masking
from peerpwa.practice.definitions import Form, Kind, Practice, Question, load
from peerpwa.practice.rules import default_for, evaluate

__all__ = [
    "STOPS",
    "Fault",
    "Form",
    "Kind",
    "Practice",
    "Question",
    "care_code",
    "check",
    "default_for",
    "evaluate",
    "load",
    "masking",
]
