#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""pack.py FILE NAME LAYER[,LAYER...]: packs folders as the layers of one image, in a tar file of the OCI image layout.

A layer's tar is made once, so that images with the same layer share its digest.
"""
import argparse
import hashlib
import io
import json
import os
import platform
import subprocess
import tarfile

WORK = os.environ["work"]
LEFT_OUT = ["./proc/*", "./sys/*", "./dev/*", "./tmp/*", "./var/cache/apt/*", "./var/lib/apt/lists/*"]
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def parts(text):
    return text.split(",") if text else None


def digest_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return "sha256:" + digest.hexdigest()


def layer(name):
    """The path, digest and size of a layer's tar."""
    path = os.path.join(WORK, name + ".tar")
    if not os.path.exists(path):
        excluded = ["--exclude=" + pattern for pattern in LEFT_OUT]
        command = ["tar", "--sort=name", "--mtime=@0", "--numeric-owner", "--xattrs", *excluded]
        subprocess.run([*command, "-cf", path + ".part", "-C", os.path.join(WORK, name), "."], check=True)
        os.rename(path + ".part", path)
    return path, digest_of(path), os.path.getsize(path)


def blob(document):
    data = json.dumps(document, sort_keys=True).encode()
    return data, "sha256:" + hashlib.sha256(data).hexdigest()


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("name")
    parser.add_argument("layers")
    parser.add_argument("--entrypoint")
    parser.add_argument("--cmd")
    parser.add_argument("--user")
    parser.add_argument("--folder")
    parser.add_argument("--env", action="append", default=[])
    return parser.parse_args()


def main():
    given = arguments()
    layers = [layer(name) for name in given.layers.split(",")]
    settings = {"Entrypoint": parts(given.entrypoint), "Cmd": parts(given.cmd), "User": given.user, "WorkingDir": given.folder, "Env": given.env}
    config, config_digest = blob({
        "architecture": ARCHITECTURES[platform.machine()],
        "os": "linux",
        "config": {key: value for key, value in settings.items() if value},
        "rootfs": {"type": "layers", "diff_ids": [digest for _, digest, _ in layers]},
    })
    described = [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": digest, "size": size} for _, digest, size in layers]
    manifest, manifest_digest = blob({
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": config_digest, "size": len(config)},
        "layers": described,
    })
    index = {"schemaVersion": 2, "manifests": [{
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "digest": manifest_digest,
        "size": len(manifest),
        "annotations": {"io.containerd.image.name": given.name, "org.opencontainers.image.ref.name": given.name.rsplit(":", 1)[1]},
    }]}
    with tarfile.open(given.file + ".part", "w") as out:
        def add(name, data):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            out.addfile(info, io.BytesIO(data))

        add("oci-layout", b'{"imageLayoutVersion":"1.0.0"}')
        add("index.json", json.dumps(index).encode())
        add("blobs/" + config_digest.replace(":", "/"), config)
        add("blobs/" + manifest_digest.replace(":", "/"), manifest)
        for path, digest, _ in layers:
            out.add(path, "blobs/" + digest.replace(":", "/"))
    os.rename(given.file + ".part", given.file)


main()
