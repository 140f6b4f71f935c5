"""The phone app's shell: one page for every address under /app/, its service worker and its manifest."""

from flask import Blueprint, Response, render_template, request, send_from_directory

from peerpwa.web.assets import STATIC
from peerpwa.web.headers import CAMERA

bp = Blueprint("shell", __name__)


@bp.get("/app/", defaults={"place": ""})
@bp.get("/app/<path:place>")
@bp.get("/check", defaults={"place": "check"})
def shell(place: str) -> Response:
    """The same bytes for everybody, signed in or not: there is nothing of anybody in it."""
    page = render_template("app.html")
    return Response(
        page, mimetype="text/html", headers={"Cache-Control": "no-cache", "Permissions-Policy": CAMERA}
    )


@bp.get("/app/sw.js")
def service_worker() -> Response:
    """Never kept by a cache: a new build must be seen. Packed as the build did it, a third of the bytes."""
    packed = request.accept_encodings.quality("br") > 0
    body = (STATIC / "build" / ("sw.js.br" if packed else "sw.js")).read_bytes()
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/app/", "Vary": "Accept-Encoding"}
    response = Response(body, mimetype="text/javascript", headers=headers)
    if packed:
        response.headers["Content-Encoding"] = "br"
    response.add_etag()
    response.make_conditional(request)
    return response


@bp.get("/app/manifest.webmanifest")
def manifest() -> Response:
    response = send_from_directory(STATIC, "manifest.webmanifest", mimetype="application/manifest+json")
    response.headers["Cache-Control"] = "no-cache"
    return response
