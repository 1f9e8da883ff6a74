"""An OpenID provider on loopback, of Authlib's own server parts: code flow, PKCE demanded, refresh, sign-out.

It stands for Cognito's sign-in pages, which nothing here runs. A person is a button without a password: never
serve it to anybody else. It asks anew each time what a person may: a withdrawn group is gone at once.
"""

from __future__ import annotations

import logging
import os
import threading
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc7636 import CodeChallenge
from flask import Flask, Response, jsonify, redirect, request
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server

from cloud.local.provider_grants import Provider, keep, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator


HOST = "localhost"  # by this name a browser keeps Secure cookies without TLS
PATIENCE = 10  # seconds for the server's thread to end


@contextmanager
def served(provider: Provider) -> Iterator[Provider]:
    """Serve a provider on a free port of loopback while the context lasts; its address is then known."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # else a line for each request
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # Authlib's own server refuses http, be it loopback
    server = make_server("127.0.0.1", 0, app_of(provider), threaded=True)
    provider.address = f"http://{HOST}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, name="provider", daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join(PATIENCE)
        server.server_close()


def app_of(provider: Provider) -> Flask:
    """Return the provider as a web application."""
    app = Flask(__name__)
    app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
    server = AuthorizationServer(
        app,
        query_client=lambda name: provider.client if name == provider.client.client_id else None,
        save_token=lambda token, asked: keep(provider, token, asked),
    )
    code, refresh, of_code, of_refresh = parts_of(provider)
    server.register_grant(code, [of_code(require_nonce=True), CodeChallenge(required=True)])
    server.register_grant(refresh, [of_refresh()])
    app.before_request(lambda: Response(status=503) if provider.is_down else None)
    app.add_url_rule("/.well-known/openid-configuration", "metadata", lambda: jsonify(_metadata(provider)))
    app.add_url_rule("/jwks", "jwks", lambda: jsonify(_public(provider).as_dict()))
    app.add_url_rule("/authorize", "ask", lambda: _ask(provider, server), methods=["GET"])
    app.add_url_rule("/authorize", "answer", lambda: _answer(provider, server), methods=["POST"])
    app.add_url_rule("/token", "token", server.create_token_response, methods=["POST"])
    app.add_url_rule("/logout", "logout", lambda: _logout(provider))
    return app


def _metadata(provider: Provider) -> dict[str, Any]:
    return {
        "issuer": provider.address,
        "authorization_endpoint": f"{provider.address}/authorize",
        "token_endpoint": f"{provider.address}/token",
        "jwks_uri": f"{provider.address}/jwks",
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
    }


def _public(provider: Provider) -> KeySet:
    return KeySet([RSAKey.import_key(provider.key.as_dict(private=False))])


def _ask(provider: Provider, server: AuthorizationServer) -> Response:
    """Show the people to choose from; what the client asks for is checked first."""
    try:
        server.get_consent_grant(end_user=None)
    except OAuth2Error as error:
        return Response(escape(f"{error.error}: {error.description}"), 400)
    if not request.args.get("code_challenge"):
        return Response("PKCE is demanded here", 400)
    buttons = "".join(
        f'<p><button name="user" value="{escape(one)}">{escape(one)}</button></p>' for one in provider.people
    )
    head = '<!doctype html><html lang="en"><title>Sign in</title><h1>Made-up people</h1>'
    return Response(f'{head}<form method="post">{buttons}</form>')


def _answer(provider: Provider, server: AuthorizationServer) -> Any:  # noqa: ANN401 (Authlib's own)
    user = request.form.get("user")
    known = user if user in provider.people else None
    return server.create_authorization_response(
        grant_user=known, grant=server.get_consent_grant(end_user=known)
    )


def _logout(provider: Provider) -> Any:  # noqa: ANN401 (Flask's own)
    back = request.args.get("logout_uri", "")
    is_ours = urlsplit(back).netloc == urlsplit(provider.client.back).netloc
    return redirect(back) if is_ours else Response("not an address of this client", 400)
