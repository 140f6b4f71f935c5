"""The practice as data: definitions, their rules, the checks of answers. Pure: no Flask, no database, no clock."""

from peerpwa.practice.answers import Fault, check
from peerpwa.practice.clocks import (
    check_ins,
    next_step,
    open_days_between,
    open_days_since,
    satisfied,
    settled,
    situations_of,
)
from peerpwa.practice.definitions import Form, Kind, Practice, Question, load
from peerpwa.practice.guide import Situation, Step, Trigger
from peerpwa.practice.levels import level_of
from peerpwa.practice.own import as_called, minutes_within, offered, open_days_of, with_own, words_of
from peerpwa.practice.own_questions import own_questions
from peerpwa.practice.rules import default_for, evaluate
from peerpwa.practice.shifts import answer_by, shift_end, shift_of

__all__ = [
    "Fault",
    "Form",
    "Kind",
    "Practice",
    "Question",
    "Situation",
    "Step",
    "Trigger",
    "answer_by",
    "as_called",
    "check",
    "check_ins",
    "default_for",
    "evaluate",
    "level_of",
    "load",
    "minutes_within",
    "next_step",
    "offered",
    "open_days_between",
    "open_days_of",
    "open_days_since",
    "own_questions",
    "satisfied",
    "settled",
    "shift_end",
    "shift_of",
    "situations_of",
    "with_own",
    "words_of",
]
