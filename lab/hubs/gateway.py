#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The ways between the machine and the namespaces of the lab. A socket stays in the network where it was opened, whoever serves it.

The way in is an HTTP proxy (CONNECT) on the machine's loopback interface that resolves names and connects inside. The way out is a port inside
that leads to the same port of the machine's loopback interface.

gateway.py open FILE COMMAND...   listens on GATEWAY_PORT or a free port, writes it to FILE, and becomes COMMAND, which inherits the socket
gateway.py serve                  is run inside by what COMMAND starts; serves the unix socket GATEWAY_PATH too, if it is said
gateway.py lend ADDRESS PORT      is run inside too: has what is sent to PORT there go to the machine
"""
import asyncio
import functools
import os
import socket
import sys

PROXY = "GATEWAY_SOCKET"
CHANNEL = "GATEWAY_CHANNEL"
LONGEST_HEAD = 16 * 1024


def open_and_become(file, command):
    listening = socket.create_server(("127.0.0.1", int(os.environ.get("GATEWAY_PORT", 0))))
    outside, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        listening.close()
        inside.close()
        asyncio.run(lead_out(outside))
        return
    outside.close()
    inherit(PROXY, listening)
    inherit(CHANNEL, inside)
    with open(file + ".part", "w") as out:
        out.write(str(listening.getsockname()[1]))
    os.rename(file + ".part", file)
    os.execvp(command[0], command)


def inherit(variable, sock):
    sock.set_inheritable(True)
    os.environ[variable] = str(sock.fileno())


def lend(address, port):
    listening = socket.create_server((address, int(port)))
    with socket.socket(fileno=int(os.environ[CHANNEL])) as channel:
        socket.send_fds(channel, [port.encode()], [listening.fileno()])


async def lead_out(channel):
    """Serves what is lent, until all who could lend more are gone."""
    servers = []
    while True:
        port, sockets, _, _ = await asyncio.to_thread(socket.recv_fds, channel, 16, 1)
        if not port:
            return
        lent = socket.socket(fileno=sockets[0])
        servers.append(await asyncio.start_server(functools.partial(connect_outside, int(port)), sock=lent))


async def connect_outside(port, reader, writer):
    try:
        await join(reader, writer, *await asyncio.open_connection("127.0.0.1", port))
    except OSError as error:
        print(f"port {port} of the machine: {error}", flush=True)
    finally:
        writer.close()


async def copy(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        writer.write_eof()
    except OSError:
        # The other end is gone, and so is this one's purpose.
        writer.close()


async def join(reader, writer, other_reader, other_writer):
    await asyncio.gather(copy(reader, other_writer), copy(other_reader, writer))
    other_writer.close()


async def tunnel(reader, writer):
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        method, target, _ = head.split(b"\r\n", 1)[0].decode("ascii").split(" ")
        if method != "CONNECT":
            writer.write(b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n")
            return
        host, port = target.rsplit(":", 1)
        try:
            inside = await asyncio.open_connection(host, int(port))
        except OSError as error:
            print(f"{target}: {error}", flush=True)
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
            return
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await join(reader, writer, *inside)
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError) as error:
        print(f"not a request that can be passed on: {error}", flush=True)
    finally:
        writer.close()


async def serve():
    listening = socket.socket(fileno=int(os.environ[PROXY]))
    servers = [await asyncio.start_server(tunnel, sock=listening, limit=LONGEST_HEAD)]
    if path := os.environ.get("GATEWAY_PATH"):
        servers.append(await asyncio.start_unix_server(tunnel, path, limit=LONGEST_HEAD))
    await asyncio.gather(*(server.serve_forever() for server in servers))


match sys.argv[1:]:
    case ["open", file, *command]:
        open_and_become(file, command)
    case ["serve"]:
        asyncio.run(serve())
    case ["lend", address, port]:
        lend(address, port)
