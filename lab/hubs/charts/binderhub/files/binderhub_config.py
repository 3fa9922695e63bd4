# SPDX-License-Identifier: Apache-2.0
# Turns the values of the release into the configuration of BinderHub.
import os

import yaml

with open("/etc/binderhub/values.yaml") as file:
    values = yaml.safe_load(file)
c = get_config()  # noqa: F821
c.BinderHub.build_namespace = os.environ["BUILD_NAMESPACE"]
c.BinderHub.hub_api_token = os.environ["JUPYTERHUB_API_TOKEN"]
for section, own in values["config"].items():
    c[section].update(own)
c.BinderHub.build_docker_host = f"unix://{values['dind']['hostSocketDir']}/{values['dind']['hostSocketName']}"
