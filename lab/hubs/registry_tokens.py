#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""registry_tokens.py ADDRESS PORT TLS SIGNER USER: gives the tokens that the registry asks for. Everybody may pull, USER may push.

The user's password is in the variable REGISTRY_PASSWORD. TLS and SIGNER are paths of a certificate and its key, without .crt and .key. https://distribution.github.io/distribution/spec/auth/token/
"""
import base64
import json
import os
import ssl
import sys
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt

LIFETIME = 300
address, port, tls, signer, user = sys.argv[1:]
password = os.environ["REGISTRY_PASSWORD"]
with open(signer + ".key") as file:
    key = file.read()
with open(signer + ".crt") as file:
    chain = ["".join(file.read().split("-----")[2].split())]


def granted(scope, may_push):
    """What of a scope such as repository:binder/one:pull,push is given."""
    kind, rest = scope.split(":", 1)
    name, actions = rest.rsplit(":", 1)
    return {"type": kind, "name": name, "actions": [action for action in actions.split(",") if action == "pull" or may_push]}


class Tokens(BaseHTTPRequestHandler):
    def do_GET(self):
        login = self.headers.get("Authorization", "")
        right = login == "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
        if login and not right:
            self.answer(401, {"errors": [{"code": "UNAUTHORIZED"}]})
            return
        query = parse_qs(urlsplit(self.path).query)
        now = int(time.time())
        claims = {
            "iss": "lab",
            "sub": user if right else "",
            "aud": query.get("service", [""])[0],
            "iat": now,
            "nbf": now - 10,
            "exp": now + LIFETIME,
            "jti": uuid.uuid4().hex,
            "access": [granted(scope, right) for scope in " ".join(query.get("scope", [])).split()],
        }
        self.answer(200, {"token": jwt.encode(claims, key, algorithm="RS256", headers={"x5c": chain}), "expires_in": LIFETIME})

    def do_POST(self):
        """OAuth2 is not spoken; clients then ask by GET."""
        self.answer(405, {})

    def answer(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer((address, int(port)), Tokens)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(tls + ".crt", tls + ".key")
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
