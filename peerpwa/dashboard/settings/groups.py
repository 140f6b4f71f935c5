"""What can be set, one page each: its fields, and how they are edited and shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from peerpwa.practice.guide import Pair
from peerpwa.records.settings import empty

Editor = Literal["plain", "numbers", "days", "list", "questions", "checked", "phrases"]


@dataclass(frozen=True, slots=True)
class Group:
    """`name` stands in its address. `part`: under which heading the list of settings has it."""

    name: str
    title: Pair
    lead: Pair
    fields: tuple[str, ...]
    editor: Editor
    part: str

    def values(self, standing: Mapping[str, Any]) -> dict[str, Any]:
        """What stands of its fields; where nobody set one, the answer that says nothing."""
        return {field: standing.get(field, empty(field)) for field in self.fields}


PARTS: dict[str, Pair] = {
    "people": ("Who and when", "Qui et quand"),
    "screens": ("What phones offer", "Ce qu'offrent les téléphones"),
    "talk": ("Lines of the guide", "Les lignes du guide"),
}

GROUPS = {
    group.name: group
    for group in (
        Group(
            "calls",
            ("People to call", "Qui appeler"),
            (
                "Every phone shows these numbers, locked too. The first of each is called first.",
                "Chaque téléphone montre ces numéros, verrouillé aussi. Le premier est appelé d'abord.",
            ),
            ("duty", "second_contact", "emergency", "danger", "crisis", "law", "desk"),
            "numbers",
            "people",
        ),
        Group(
            "days",
            ("Open days and visits", "Ouverture et visites"),
            (
                "Check-ins are due on open days. Without a day chosen, every day is one.",
                "Les suivis tombent les jours d'ouverture. Sans choix, c'est chaque jour.",
            ),
            ("open_days", "visits"),
            "plain",
            "people",
        ),
        Group(
            "clocks",
            ("How soon we answer", "Nos délais de réponse"),
            (
                "By then somebody must have a request for help. You may ask for less time, never for more.",
                "D'ici là, quelqu'un doit prendre une demande d'aide. Moins de temps, oui\u00a0; plus, jamais.",
            ),
            ("within_now", "within_1h", "within_24h"),
            "plain",
            "people",
        ),
        Group(
            "check-ins",
            ("Days of check-ins", "Jours des suivis"),
            (
                "So many days after it happened, on an open day. 0 is the same day.",
                "Tant de jours après, un jour d'ouverture. 0 est le jour même.",
            ),
            ("check_in_days",),
            "days",
            "people",
        ),
        Group(
            "language",
            ("Language", "Langue"),
            (
                "Where a phone starts. Each worker can change it, and the change stays.",
                "Celle du début. Chaque personne peut la changer, et cela reste.",
            ),
            ("language",),
            "plain",
            "people",
        ),
        Group(
            "places",
            ("Places", "Lieux"),
            (
                "Where things happen, in your own words. A place is never taken away, only closed: old logs keep it.",
                "Où les choses arrivent, dans vos mots. Un lieu ne s'efface pas, il se ferme\u00a0: les notes le gardent.",
            ),
            ("places",),
            "list",
            "screens",
        ),
        Group(
            "types",
            ("What it was about", "De quoi il s'agissait"),
            (
                "Order and words of the tiles. What each one leads to stays as it is.",
                "L'ordre et les mots des choix. Ce que chacun entraîne reste pareil.",
            ),
            ("types",),
            "list",
            "screens",
        ),
        *(
            Group(
                name,
                title,
                (
                    "Asked under “Add if you want”, never required. What was asked once keeps its words.",
                    "Sous « Ajouter si vous voulez », jamais obligatoire. Une question posée garde ses mots.",
                ),
                (field,),
                "questions",
                "screens",
            )
            for name, field, title in (
                (
                    "log-questions",
                    "log_questions",
                    ("Our own questions: quick log", "Nos questions : note rapide"),
                ),
                (
                    "check-in-questions",
                    "check_in_questions",
                    ("Our own questions: check-in", "Nos questions : suivi"),
                ),
            )
        ),
        Group(
            "safety",
            ("Safety lines", "Lignes de sécurité"),
            (
                "Read each with your own law and plan. What isn't ticked says “not yet checked by our centre”.",
                "Lisez chacune avec votre loi et votre plan. Sans coche, elle dit «\u00a0pas encore vérifié\u00a0».",
            ),
            ("checked_lines",),
            "checked",
            "talk",
        ),
        Group(
            "phrases",
            ("Our own phrases", "Nos expressions"),
            (
                "The writing helper leaves these alone. One on each line.",
                "L'aide à l'écriture les laisse tranquilles. Une par ligne.",
            ),
            ("safe_phrases",),
            "phrases",
            "talk",
        ),
        *(
            Group(
                name,
                title,
                (
                    "Change the words, put some first, add your own. What was chosen once keeps its words.",
                    "Changez les mots, l'ordre, ajoutez les vôtres. Ce qui fut choisi garde ses mots.",
                ),
                (field,),
                "list",
                "talk",
            )
            for name, field, title in (
                ("rules", "ground_rules", ("Ground rules", "Règles de base")),
                ("goals", "common_goals", ("Goals that people share", "Buts communs")),
                ("ideas", "options", ("Ideas", "Idées")),
                ("space", "space_plans", ("Space plans", "Plans d'espace")),
                ("support", "aftercare", ("Support", "Soutien")),
            )
        ),
    )
}
