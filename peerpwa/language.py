"""English or French, as the browser or the phone asks for it."""

from flask import Request

LANGUAGES = ("en", "fr")
KEPT = "peerpwa.language"


def language_of(request: Request) -> str:
    """The best of our two languages for this request; worked out once, since a page asks for it at each sentence."""
    if KEPT not in request.environ:
        request.environ[KEPT] = request.accept_languages.best_match(LANGUAGES) or "en"
    return str(request.environ[KEPT])
