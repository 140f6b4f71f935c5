"""Templates say each sentence in both languages on the spot: {{ t("Sign in", "Se connecter") }}."""

from flask import Flask, request

from peerpwa.language import language_of


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"t": t, "language": language_of(request)})


def t(english: str, french: str) -> str:
    """The sentence in the reader's language."""
    return french if language_of(request) == "fr" else english
