# SPDX-License-Identifier: Apache-2.0
# A JupyterHub of processes, for JupyterHubIT. What differs from a hub in a cluster is the spawner alone.
import asyncio
import json
import os

from jupyterhub.spawner import SimpleLocalProcessSpawner

given = json.loads(os.environ["HUB"])


class Spawner(SimpleLocalProcessSpawner):
    """Processes, and a profile that no node takes, in the words of KubeSpawner."""

    async def start(self):
        if self.user_options.get("profile") == "nowhere":
            await asyncio.sleep(2)
            raise TimeoutError("timed out")
        return await super().start()

    async def progress(self):
        if self.user_options.get("profile") == "nowhere":
            yield {"progress": 50, "message": "[Warning] 0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector."}


c = get_config()  # noqa: F821
c.JupyterHub.bind_url = f"http://127.0.0.1:{given['port']}/base/"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{given['hubPort']}"
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.cookie_secret = os.urandom(32)
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = Spawner
# As the chart has it: a start is answered at once, and its progress is asked for.
c.JupyterHub.tornado_settings = {"slow_spawn_timeout": 0}
c.ConfigurableHTTPProxy.command = [given["proxy"]]
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{given['proxyPort']}"
c.ConfigurableHTTPProxy.auth_token = os.urandom(16).hex()
c.JupyterHub.allow_named_servers = True
c.Authenticator.allow_all = True
c.Spawner.default_url = "/tree"
c.Spawner.args = ["--allow-root"]
c.SimpleLocalProcessSpawner.home_dir_template = given["homes"] + "/{username}"
c.JupyterHub.services = [{"name": name, "api_token": service["token"]} for name, service in given["services"].items()]
c.JupyterHub.load_roles = [
    {"name": name, "scopes": service["scopes"], "services": [name]} for name, service in given["services"].items()
]
