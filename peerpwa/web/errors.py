"""One shape for every error: JSON for the API, a page elsewhere. Never a trace, never a bare 500."""

import logging
from typing import Any

import msgspec
from flask import Flask, Response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, NotFound

from peerpwa.errors import Refusal
from peerpwa.language import language_of

SENTENCES = {
    400: (
        "That didn't come through as it should. Go back and try again.",
        "Ça n'a pas marché. Revenez et réessayez.",
    ),
    401: ("Sign in first.", "Connectez-vous d'abord."),
    403: ("There is nothing for you on this page.", "Il n'y a rien pour vous sur cette page."),
    404: ("There is no such page.", "Cette page n'existe pas."),
    405: ("This door doesn't take that.", "Cette porte ne prend pas ça."),
    413: (
        "That is too much at once. Send at most 200 envelopes and 512 kB.",
        "C'est trop à la fois. Envoyez au plus 512 ko.",
    ),
    415: ("Send application/json.", "Envoyez application/json."),
    429: ("Too many tries. Wait a few minutes.", "Trop d'essais. Attendez quelques minutes."),
    500: (
        "Something broke on our side. What you saved is kept.",
        "Quelque chose a cassé chez nous. Ce qui est enregistré reste.",
    ),
}
CODES = {400: "bad_request", 403: "not_yours", 404: "not_found", 405: "bad_method", 413: "too_large"}

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.register_error_handler(Refusal, on_refusal)
    app.register_error_handler(CSRFError, on_stale_form)
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(Exception, on_surprise)
    app.before_request(refuse_nul)


def refuse_nul() -> None:
    """No address of ours has a NUL in it; PostgreSQL takes no text that has one."""
    given = (text for pair in request.args.items(multi=True) for text in pair)
    if "\0" in request.path or any("\0" in text for text in given):
        raise NotFound


def on_refusal(refusal: Refusal) -> Response:
    """What a floor below refused, as it said it."""
    return _answer(refusal)


def on_stale_form(_: CSRFError) -> Response:
    """A form that lay open too long: nothing was done, the text is still in the browser's page before."""
    words = (
        "This page lay open too long. Go back, reload it, and send it again.",
        "Page ouverte trop longtemps. Revenez.",
    )
    return _answer(Refusal("stale_form", 400, words))


def on_http(fault: HTTPException) -> Response:
    """What Flask itself refused: no such page, wrong method, too large."""
    if fault.code is not None and fault.code < 400:
        return fault.get_response()  # type: ignore[return-value]
    status = fault.code or 500
    sentence = SENTENCES.get(status, SENTENCES[400 if status < 500 else 500])
    return _answer(Refusal(CODES.get(status, "bad_request" if status < 500 else "broken"), status, sentence))


def on_surprise(fault: Exception) -> Response:
    """What nobody foresaw: logged by its kind alone, since its text may hold what a person wrote."""
    log.error("unexpected %s at %s", type(fault).__name__, request.endpoint, exc_info=_quiet(fault))
    return _answer(Refusal("broken", 500, SENTENCES[500]))


def _answer(refusal: Refusal) -> Response:
    french = language_of(request) == "fr"
    sentence = refusal.sentence[french]
    if request.path.startswith("/api/"):
        error: dict[str, Any] = {"code": refusal.code, "sentence": sentence, "status": refusal.status}
        if refusal.field is not None:
            error["field"] = refusal.field
        body = msgspec.json.encode({"error": error | refusal.more})
        response = Response(body, refusal.status, mimetype="application/json", headers={"Peerpwa": "1"})
    else:
        page = render_template("error.html", sentence=sentence, status=refusal.status)
        response = Response(page, refusal.status, mimetype="text/html")
    response.headers.update(refusal.headers)
    return response


def _quiet(fault: Exception) -> tuple[type[Exception], Exception, Any]:
    """The trace without the message."""
    return type(fault), type(fault)() if _is_plain(fault) else Exception(), fault.__traceback__


def _is_plain(fault: Exception) -> bool:
    return type(fault) in (KeyError, ValueError, TypeError, AttributeError, RuntimeError, AssertionError)
