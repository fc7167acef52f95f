"""An OpenID Connect provider, as a process of its own on a local port: discovery, authorization, token, user info. It
has one person at a time, whom the tests choose, and lets them in without asking.

Codes are good once, for the address and with the verifier (PKCE) that they were asked for; tokens bear the provider's
signature.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "casetracker", "a secret of both"
_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(BaseHTTPRequestHandler):
    """``PUT /person`` says who is there, as the claims of their token; ``{}``: nobody."""

    person: dict[str, Any] = {}
    codes: dict[str, dict[str, str]] = {}
    tokens: dict[str, dict[str, Any]] = {}

    def log_message(self, *_: Any) -> None:
        return

    @property
    def issuer(self) -> str:
        return f"http://{self.headers['Host']}"

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/.well-known/openid-configuration":
            names = ("authorization", "token", "userinfo")
            ends = {f"{name}_endpoint": f"{self.issuer}/{name}" for name in names}
            self.answer({"issuer": self.issuer, "jwks_uri": f"{self.issuer}/jwks", **ends})
        elif path == "/jwks":
            told = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_KEY.public_key()))
            self.answer({"keys": [{**told, "kid": "one", "use": "sig", "alg": "RS256"}]})
        elif path == "/authorization":
            self.authorize({name: values[0] for name, values in query.items()})
        elif path == "/userinfo":
            told = self.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
            self.answer(told or {"error": "invalid_token"}, 200 if told else 401)
        else:
            self.answer({}, 404)

    def do_PUT(self) -> None:
        type(self).person = json.loads(self.read())
        self.answer({})

    def do_POST(self) -> None:
        sent = {name: values[0] for name, values in parse_qs(self.read()).items()}
        asked = self.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        is_right = asked and (sent.get("client_id"), sent.get("client_secret")) == (CLIENT, SECRET)
        same = asked and (asked["redirect_uri"], asked["code_challenge"]) == (sent.get("redirect_uri"), challenge)
        if not (is_right and same):
            self.answer({"error": "invalid_grant"}, 400)
            return
        access, now = secrets.token_urlsafe(16), int(time.time())
        self.tokens[access] = self.person
        claims = {**self.person, "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        signed = jwt.encode(claims, _KEY, algorithm="RS256", headers={"kid": "one"})
        self.answer({"access_token": access, "token_type": "Bearer", "expires_in": 60, "id_token": signed})

    def authorize(self, asked: dict[str, str]) -> None:
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        told = {"code": code} if self.person else {"error": "access_denied"}
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode({**told, 'state': asked['state']})}")
        self.end_headers()

    def read(self) -> str:
        return self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()

    def answer(self, told: dict[str, Any], status: int = 200) -> None:
        sent = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()
