# SPDX-License-Identifier: Apache-2.0
"""Serves a WSGI application on the loopback interface: serve_wsgi.py MODULE:ATTRIBUTE PORT

waitress, because OpenStack's applications read their command line with oslo.config, at which gunicorn's workers die, and
because it keeps connections alive, which uwsgi's own HTTP does not. One request at a time, as a process of uwsgi with one
thread works: with several, Keystone was seen to refuse two of four application credentials that were asked for at once
("Could not find role assignment").
"""

import importlib
import sys

import waitress

place, port = sys.argv[1], int(sys.argv[2])
# oslo.config must not see arguments that are not its own.
sys.argv = sys.argv[:1]
module, attribute = place.split(":")
waitress.serve(getattr(importlib.import_module(module), attribute), host="127.0.0.1", port=port, threads=1, ident=None)
