"""The practice site as a WSGI application: its pages, its themes, and two test-only addresses."""

from __future__ import annotations

import hmac
import logging
from pathlib import Path

from flask import Flask, Response, abort, jsonify, request, send_from_directory

from flows.practice import console, user_list, user_properties, webmail
from flows.practice.answering import answer
from flows.practice.faults import Fault
from flows.practice.installation import Installation
from flows.practice.skins import SKINS

_PAGES = {
    page.path.casefold(): page
    for page in (*webmail.PAGES, *console.PAGES, *user_list.PAGES, *user_properties.PAGES)
}
_SKINS = Path(__file__).with_name("skins")
_FOLDERS = {"/iclient": "/IClient/default.aspx", "/iadmin": "/IAdmin/default.aspx"}


def make_app(site: Installation) -> Flask:
    """Wire one installation. Paths do not mind their case, as on Windows."""
    app = Flask("flows.practice", static_folder=None)
    app.config["PROPAGATE_EXCEPTIONS"] = True  # the server must see that a connection is to be dropped
    logging.getLogger("waitress").setLevel(logging.ERROR)

    @app.get("/")
    def root() -> Response:
        return _moved("/IClient/Login.aspx?ReturnUrl=%2fIClient%2fdefault.aspx")

    @app.route("/<path:path>", methods=["GET", "POST"])
    def page(path: str) -> Response:
        if folder := _FOLDERS.get(f"/{path}".casefold().rstrip("/")):
            return _moved(folder)
        found = _PAGES.get(f"/{path}".casefold())
        return answer(site, found, request) if found else _not_found(path)

    @app.get("/App_Themes/<skin>/<path:file>")
    def theme(skin: str, file: str) -> Response:
        if skin not in SKINS:
            return _not_found(file)
        folder = skin if (_SKINS / skin / file).is_file() else "classic"
        return send_from_directory(_SKINS / folder, file, max_age=3600)

    _add_test_addresses(app, site)
    return app


def _moved(address: str) -> Response:
    return Response("", 302, {"Location": address})


def _not_found(path: str) -> Response:
    text = "<h1>Server Error</h1><h2>404 - File or directory not found.</h2>"
    return Response(f"<html><head><title>404</title></head><body>{text}</body></html>", 404)


def _add_test_addresses(app: Flask, site: Installation) -> None:
    """What each account holds, and what is to go wrong: only for whoever knows the token."""

    def guard() -> None:
        shown = request.headers.get("X-Practice-Token") or request.args.get("token", "")
        if not site.test_token or not hmac.compare_digest(shown, site.test_token):
            abort(404)

    @app.get("/practice/state.json")
    def state() -> Response:
        guard()
        return jsonify(site.state())

    @app.post("/practice/faults")
    def faults() -> Response:
        guard()
        try:
            site.set_faults(Fault.from_data(each) for each in request.get_json(force=True))
        except (ValueError, TypeError) as error:
            return Response(str(error), 400, content_type="text/plain")
        return Response("", 204)
