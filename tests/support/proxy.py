# SPDX-License-Identifier: GPL-3.0-or-later
"""A way to a server that can be slow, or broken: proxy.py SOCKET listens on a port of this computer and passes on what
comes to the UNIX socket at SOCKET.

It writes its port on the first line. Then it takes commands, one a line, and answers each with a line when it is done:

  delay MS   everything arrives later by so many milliseconds, in both directions
  cut        ends all connections
  reset      breaks them off
  hole       takes everything and passes on nothing, on the connections that there are and on new ones
  refuse     cuts, and accepts no more connections
  fail CODE  cuts, and answers every new connection as a server does that refuses it with this SQLSTATE
  pass       accepts connections again, and passes on
  trips      answers with the number of times that a client waited for an answer so far
  bytes      answers with how much the server said so far

It ends with its standard input.
"""

import asyncio
import contextlib
import socket
import struct
import sys


# What a client may ask before it says who it is: for encryption with TLS, or with GSSAPI (PostgreSQL's documentation,
# "Message Formats").
ENCRYPTION_REQUESTS = (80877103, 80877104)


async def read_startup(reader, writer):
    """Reads what a client says first, and encrypts nothing."""
    while True:
        length, what = struct.unpack("!ii", await reader.readexactly(8))
        await reader.readexactly(length - 8)
        if what not in ENCRYPTION_REQUESTS:
            return
        writer.write(b"N")


async def fail(reader, writer, code):
    """Answers like a server that lets nobody in."""
    with contextlib.suppress(OSError, asyncio.IncompleteReadError):
        await read_startup(reader, writer)
        fields = b"".join(field.encode() + b"\0" for field in ("SFATAL", "VFATAL", f"C{code}", "Mnot now")) + b"\0"
        writer.write(b"E" + struct.pack("!i", len(fields) + 4) + fields)
        await writer.drain()
    writer.close()


class Pair:
    """A connection and what it leads to."""

    def __init__(self, proxy, client, server):
        self.proxy = proxy
        self.writers = [client, server]
        self.waits = False  # the last that passed came from the client

    async def carry(self, reader, writer, from_client):
        """Passes on one direction, in order, each piece when its time has come."""
        queue = asyncio.Queue()
        sending = asyncio.create_task(self.send(queue, writer))
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                self.count(from_client, data)
                if not self.proxy.is_hole:
                    queue.put_nowait((asyncio.get_running_loop().time() + self.proxy.delay_s, data))
        queue.put_nowait((0, None))
        await sending
        self.close()

    async def send(self, queue, writer):
        while True:
            when, data = await queue.get()
            if data is None:
                return
            await asyncio.sleep(max(0, when - asyncio.get_running_loop().time()))
            with contextlib.suppress(OSError):
                writer.write(data)
                await writer.drain()

    def count(self, from_client, data):
        if from_client and not self.waits:
            self.proxy.n_trips += 1
        if not from_client:
            self.proxy.n_bytes += len(data)
        self.waits = from_client

    def close(self):
        for writer in self.writers:
            writer.close()

    def reset(self):
        linger = struct.pack("ii", 1, 0)
        for writer in self.writers:
            with contextlib.suppress(OSError):
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.transport.abort()


class Proxy:
    def __init__(self, path):
        self.path = path
        self.pairs = set()
        self.delay_s = 0
        self.is_hole = False
        self.refuses = False
        self.failure = None
        self.n_trips = 0
        self.n_bytes = 0

    async def serve(self, client_reader, client_writer):
        if self.refuses:
            client_writer.transport.abort()
            return
        if self.failure is not None:
            await fail(client_reader, client_writer, self.failure)
            return
        try:
            server_reader, server_writer = await asyncio.open_unix_connection(self.path)
        except OSError:
            client_writer.close()
            return
        pair = Pair(self, client_writer, server_writer)
        self.pairs.add(pair)
        await asyncio.gather(pair.carry(client_reader, server_writer, True),
                             pair.carry(server_reader, client_writer, False))
        self.pairs.discard(pair)

    def obey(self, command, *values):
        if command == "delay":
            self.delay_s = int(values[0]) / 1000
        elif command == "trips":
            return str(self.n_trips)
        elif command == "bytes":
            return str(self.n_bytes)
        elif command == "hole":
            self.is_hole = True
        elif command == "pass":
            self.is_hole = self.refuses = False
            self.failure = None
        elif command in ("cut", "refuse", "reset", "fail"):
            self.refuses = command == "refuse"
            self.failure = values[0] if command == "fail" else None
            for pair in list(self.pairs):
                pair.reset() if command == "reset" else pair.close()
        else:
            return "unknown"
        return "done"


async def main():
    proxy = Proxy(sys.argv[1])
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    commands = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    while line := (await commands.readline()).decode().split():
        print(proxy.obey(*line), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
