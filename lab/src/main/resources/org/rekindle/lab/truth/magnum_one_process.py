# SPDX-License-Identifier: Apache-2.0
"""Magnum's API and its conductor in one process: magnum_one_process.py CONFIGURATION PORT

Both are Magnum's own code. In one process they can talk to each other by oslo.messaging's in-memory transport, so that no
message broker is needed. What differs from a stock magnum-api: it reads the database itself rather than through the
conductor.
"""

import logging
import sys
import threading

from oslo_service import backend

# Before anything that imports oslo.service.
backend.init_backend(backend.BackendType.THREADING)

configuration, port = sys.argv[1], int(sys.argv[2])
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


threading.Thread(target=look_at_clusters, daemon=True).start()
waitress.serve(api_app.load_app(), host="127.0.0.1", port=port, threads=8, ident=None)
