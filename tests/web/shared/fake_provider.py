# SPDX-License-Identifier: Apache-2.0
"""A tiny OpenID Connect provider on loopback: one person at a time, real HTTP, no signatures checked by anybody.

The product fetches tokens from it directly, so by OpenID Connect Core 3.1.3.7 it need not check their signature.
"""

import base64
import hashlib
import json
import time
from contextlib import contextmanager
from threading import Thread
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, make_server

CLIENT, SECRET = "zhuoping", "of-the-provider"


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


class Provider:
    """What the provider says of whoever signs in, and what it was asked for."""

    def __init__(self):
        self.person = {}
        self.challenges = {}
        self.address = ""

    def authorize(self, asked):
        """What a provider does with a browser that was sent to it: the code that the browser brings back."""
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = asked["code_challenge"][0]
        return code

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        answer = {
            "/.well-known/openid-configuration": self._configuration,
            "/token": self._token,
            "/userinfo": self._userinfo,
        }.get(path, lambda _: None)(environ)
        start_response("200 OK" if answer else "400 Bad Request", [("Content-Type", "application/json")])
        return [json.dumps(answer or {"error": "invalid_request"}).encode()]

    def _configuration(self, _):
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _token(self, environ):
        sent = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())
        challenge = self.challenges.pop(sent["code"][0], None)
        proof = hashlib.sha256(sent["code_verifier"][0].encode()).digest()
        if (
            sent["client_secret"] != [SECRET]
            or base64.urlsafe_b64encode(proof).decode().rstrip("=") != challenge
        ):
            return None
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, **self.person}
        parts = ({"alg": "RS256", "kid": "1"}, claims)
        text = ".".join(
            base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts
        )
        return {"access_token": "opens", "token_type": "Bearer", "id_token": f"{text}.AAAA"}

    def _userinfo(self, environ):
        return self.person if environ.get("HTTP_AUTHORIZATION") == "Bearer opens" else None


@contextmanager
def running():
    """A provider that answers inside the block."""
    provider = Provider()
    with make_server("127.0.0.1", 0, provider, handler_class=Quiet) as server:
        provider.address = f"http://127.0.0.1:{server.server_port}"
        # It looks this often whether to end, and the test waits for it to.
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
