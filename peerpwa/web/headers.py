"""The headers of every answer, errors and files too (SECURITY S14 to S19)."""

from flask import Flask, Response, current_app, request

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types peerpwa",
    )
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
# From a real installation over HTTPS: a year during which a browser asks it no other way.
ALWAYS_HTTPS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
# For the shell alone: a handover is read off another phone's screen.
CAMERA = HEADERS["Permissions-Policy"].replace("camera=()", "camera=(self)")
# A script or a sheet is no document: what tells a page what it may do says nothing there, and costs bytes.
OF_SCRIPTS = {name: HEADERS[name] for name in ("X-Content-Type-Options", "Cross-Origin-Resource-Policy")}


def init_app(app: Flask) -> None:
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Sets what isn't set; pages and answers are never kept by a cache unless they said so themselves."""
    secure = request.is_secure and not current_app.config["DEMO"]
    for name, value in (HEADERS | ALWAYS_HTTPS if secure else HEADERS).items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    return response
