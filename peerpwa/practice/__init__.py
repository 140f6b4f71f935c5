"""The practice as data: definitions, their rules, the checks of answers. Pure: no Flask, no database, no clock."""

from peerpwa.practice.answers import Fault, check
from peerpwa.practice.definitions import Form, Kind, Practice, Question, load
from peerpwa.practice.rules import default_for, evaluate

__all__ = ["Fault", "Form", "Kind", "Practice", "Question", "check", "default_for", "evaluate", "load"]
