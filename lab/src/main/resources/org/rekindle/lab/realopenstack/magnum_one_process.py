# SPDX-License-Identifier: Apache-2.0
"""Magnum's API and its conductor in one process: magnum_one_process.py CONFIGURATION PORT NOTES

Both are Magnum's own code. In one process they can talk to each other by oslo.messaging's in-memory transport, so that no
message broker is needed. What differs from a stock magnum-api: it reads the database itself rather than through the
conductor. Each request that may change something is noted in the file NOTES, a line of JSON with what came of it.
"""

import datetime
import io
import json
import logging
import sys
import threading

from oslo_service import backend

# Before anything that imports oslo.service.
backend.init_backend(backend.BackendType.THREADING)

configuration, port, notes = sys.argv[1], int(sys.argv[2]), sys.argv[3]
arguments = ["magnum", "--config-file", configuration]
# oslo.config must not see arguments that are not its own.
sys.argv = arguments

from magnum.common import service as magnum_service  # noqa: E402

magnum_service.prepare_service(arguments)

import oslo_messaging  # noqa: E402
import waitress  # noqa: E402
from magnum import conf  # noqa: E402
from magnum.api import app as api_app  # noqa: E402
from magnum.common import rpc, short_id  # noqa: E402
from magnum.conductor.handlers import (  # noqa: E402
    ca_conductor,
    cluster_conductor,
    conductor_listener,
    credential_conductor,
    federation_conductor,
    indirection_api,
    nodegroup_conductor,
)
from magnum.objects import base  # noqa: E402
from magnum.service import periodic  # noqa: E402

handlers = (
    indirection_api,
    cluster_conductor,
    conductor_listener,
    credential_conductor,
    ca_conductor,
    federation_conductor,
    nodegroup_conductor,
)
conductor = rpc.get_server(
    oslo_messaging.Target(topic=conf.CONF.conductor.topic, server=short_id.generate_id()),
    [handler.Handler() for handler in handlers],
    serializer=base.MagnumObjectSerializer(),
)
conductor.start()


def look_at_clusters():
    tasks = periodic.MagnumPeriodicTasks(conf.CONF)
    pause = threading.Event()
    while not pause.wait(1):
        try:
            tasks.run_periodic_tasks(None)
        except Exception:
            # As in the conductor's own loop: the next look may go well.
            logging.getLogger("periodic").exception("a periodic task failed")


def parsed(text):
    try:
        document = json.loads(text)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def noting_changes(application):
    one_at_a_time = threading.Lock()

    def noted(environ, start_response):
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return application(environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        note = {
            "at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "method": environ["REQUEST_METHOD"],
            "path": environ["PATH_INFO"],
        }

        def started(status, headers, exc_info=None):
            note["answer"] = int(status.split()[0])
            note["request"] = dict((name.lower(), value) for name, value in headers).get("x-openstack-request-id")
            return start_response(status, headers, exc_info)

        answer = b"".join(application(environ, started))
        asked = parsed(body)
        note["name"] = asked.get("name")
        note["mark"] = (asked.get("labels") or {}).get("rekindle_run")
        if note["path"].endswith("/actions/upgrade"):
            note["template"] = asked.get("cluster_template")
        note["uuid"] = parsed(answer).get("uuid")
        with one_at_a_time, open(notes, "a", encoding="utf-8") as file:
            file.write(json.dumps(note) + "\n")
        return [answer]

    return noted


threading.Thread(target=look_at_clusters, daemon=True).start()
waitress.serve(noting_changes(api_app.load_app()), host="127.0.0.1", port=port, threads=8, ident=None)
