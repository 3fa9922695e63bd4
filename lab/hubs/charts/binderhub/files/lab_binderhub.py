# SPDX-License-Identifier: Apache-2.0
"""BinderHub 0.1.0 of 2018, the only one that PyPI has, with the two addresses that today's has beside: /health and /versions."""
import json

from binderhub.app import BinderHub
from tornado.httpclient import AsyncHTTPClient
from tornado.web import RequestHandler


async def answers(url, statuses):
    response = await AsyncHTTPClient().fetch(url, raise_error=False, follow_redirects=False, request_timeout=10)
    return response.code in statuses


class Health(RequestHandler):
    """As today's: 200 where JupyterHub's API and the registry answer, else 503."""

    async def get(self):
        settings = self.application.settings["lab_binderhub"]
        checks = [
            {"service": "JupyterHub API", "ok": await answers(settings.hub + "hub/api/health", {200})},
            {"service": "Docker registry", "ok": await answers(settings.registry + "/v2/", {200, 401})},
        ]
        well = all(check["ok"] for check in checks)
        self.set_status(200 if well else 503)
        self.set_header("Content-Type", "application/json")
        self.write(json.dumps({"ok": well, "checks": checks}))


class Versions(RequestHandler):
    def get(self):
        self.write({"builder": self.application.settings["lab_binderhub"].builder, "binderhub": "0.1.0"})


class Settings:
    def __init__(self, app):
        self.builder = app.builder_image_spec
        self.hub = "http://hub:8081/"
        self.registry = app.docker_registry_host


class LabBinderHub(BinderHub):
    def initialize(self, *arguments, **named):
        super().initialize(*arguments, **named)
        self.tornado_app.settings["lab_binderhub"] = Settings(self)
        self.tornado_app.add_handlers(r".*", [(self.base_url + "health", Health), (self.base_url + "versions", Versions)])


if __name__ == "__main__":
    LabBinderHub.launch_instance()
