"""English or French, as the browser or the phone asks for it."""

from flask import Request

LANGUAGES = ("en", "fr")


def language_of(request: Request) -> str:
    """The best of our two languages for this request."""
    return request.accept_languages.best_match(LANGUAGES) or "en"
