# SPDX-License-Identifier: Apache-2.0
# Turns the values of the release into the configuration of JupyterHub, in the place where the public chart does the same.
import os
import yaml
from jupyterhub.utils import url_path_join

FOLDER = "/usr/local/etc/jupyterhub"

def secret(key):
    for where in ("existing-secret", "secret"):
        path = f"{FOLDER}/{where}/{key}"
        if os.path.exists(path):
            with open(path) as f:
                return f.read()
    raise SystemExit(f"the Secret hub has no key {key}")

values = yaml.safe_load(secret("values.yaml"))

def get(path, default=None):
    at = values
    for part in path.split("."):
        if not isinstance(at, dict) or at.get(part) is None:
            return default
        at = at[part]
    return at

c = get_config()  # noqa: F821
c.JupyterHub.spawner_class = "kubespawner.KubeSpawner"
c.JupyterHub.cleanup_servers = False
c.JupyterHub.last_activity_interval = 60
c.JupyterHub.tornado_settings = {"slow_spawn_timeout": 0}
c.JupyterHub.base_url = get("hub.baseUrl", "/")
c.JupyterHub.allow_named_servers = get("hub.allowNamedServers", False)
c.JupyterHub.concurrent_spawn_limit = get("hub.concurrentSpawnLimit")
c.JupyterHub.hub_bind_url = "http://:8081"
c.JupyterHub.hub_connect_url = f"http://hub:{os.environ['HUB_SERVICE_PORT']}"
c.ConfigurableHTTPProxy.api_url = f"http://proxy-api:{os.environ['PROXY_API_SERVICE_PORT']}"
c.ConfigurableHTTPProxy.should_start = False
kind = get("hub.db.type")
c.JupyterHub.db_url = {"sqlite-pvc": "sqlite:///jupyterhub.sqlite", "sqlite-memory": "sqlite://"}.get(kind) or get("hub.db.url")
c.JupyterHub.cookie_secret = bytes.fromhex(secret("hub.config.JupyterHub.cookie_secret"))
c.CryptKeeper.keys = secret("hub.config.CryptKeeper.keys").split(";")

labels = {"app": "jupyterhub", "release": get("Release.Name"), "app.kubernetes.io/name": "jupyterhub",
          "app.kubernetes.io/instance": get("Release.Name"), "app.kubernetes.io/managed-by": "kubespawner"}
k = c.KubeSpawner
k.common_labels = labels
k.namespace = os.environ["POD_NAMESPACE"]
k.image = f"{get('singleuser.image.name')}:{get('singleuser.image.tag')}"
k.start_timeout = get("singleuser.startTimeout")
k.events_enabled = get("singleuser.events", True)
k.uid, k.fs_gid = get("singleuser.uid"), get("singleuser.fsGid")
k.mem_guarantee, k.mem_limit = get("singleuser.memory.guarantee"), get("singleuser.memory.limit")
k.cpu_guarantee, k.cpu_limit = get("singleuser.cpu.guarantee"), get("singleuser.cpu.limit")
k.node_selector = get("singleuser.nodeSelector", {})
k.profile_list = get("singleuser.profileList", [])
k.extra_labels = {"hub.jupyter.org/network-access-hub": "true"}
c.Spawner.consecutive_failure_limit = get("hub.consecutiveFailureLimit")
if get("singleuser.cmd"):
    c.Spawner.cmd = get("singleuser.cmd")
if get("singleuser.defaultUrl"):
    c.Spawner.default_url = get("singleuser.defaultUrl")
if get("singleuser.storage.type") == "dynamic":
    k.storage_pvc_ensure = True
    k.storage_capacity = get("singleuser.storage.capacity")
    if get("singleuser.storage.dynamic.storageClass"):
        k.storage_class = get("singleuser.storage.dynamic.storageClass")
    k.volumes = {"home": {"name": "home", "persistentVolumeClaim": {"claimName": "{pvc_name}"}}}
    k.volume_mounts = {"home": {"name": "home", "mountPath": get("singleuser.storage.homeMountPath")}}

c.JupyterHub.services, c.JupyterHub.load_roles = [], []
if get("cull.enabled"):
    command = ["python3", "-m", "jupyterhub_idle_culler", "--url=http://localhost:8081" + url_path_join(get("hub.baseUrl", "/"), "hub/api"),
               f"--timeout={get('cull.timeout')}", f"--cull-every={get('cull.every')}"]
    scopes = ["list:users", "read:users:activity", "read:servers", "delete:servers"]
    if get("cull.users"):
        command.append("--cull-users")
        scopes.append("admin:users")
    c.JupyterHub.services.append({"name": "jupyterhub-idle-culler", "command": command})
    c.JupyterHub.load_roles.append({"name": "jupyterhub-idle-culler", "scopes": scopes, "services": ["jupyterhub-idle-culler"]})
for name, service in get("hub.services", {}).items():
    own = {n: v for n, v in service.items() if n != "apiToken"}
    c.JupyterHub.services.append({"name": name, **own, "api_token": secret(f"hub.services.{name}.apiToken")})
for name, role in get("hub.loadRoles", {}).items():
    c.JupyterHub.load_roles.append({"name": name, **role})
for section, own in get("hub.config", {}).items():
    kept = {"JupyterHub": {"cookie_secret"}, "ConfigurableHTTPProxy": {"auth_token"}, "CryptKeeper": {"keys"}}.get(section, set())
    c[section].update({n: v for n, v in own.items() if n not in kept})
if get("debug.enabled"):
    c.JupyterHub.log_level = "DEBUG"
for name, text in sorted(get("hub.extraConfig", {}).items()):
    print(f"extra configuration {name}")
    exec(compile(text, name, "exec"))
