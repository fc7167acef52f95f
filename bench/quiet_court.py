"""A court's server with nothing new: answers 304 to everything, as fast as one process can. Run by ``polling``.

``python -m bench.quiet_court`` prints its port and serves until it is ended.
"""

import asyncio

_NOTHING_NEW = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nContent-Length: 0\r\n\r\n'


class QuietCourt(asyncio.Protocol):
    """One connection. Requests have no body, so each ends with its empty line."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.unread = b""

    def data_received(self, data: bytes) -> None:
        *asked, self.unread = (self.unread + data).split(b"\r\n\r\n")
        if asked and isinstance(self.transport, asyncio.WriteTransport):
            self.transport.write(_NOTHING_NEW * len(asked))


async def serve() -> None:
    server = await asyncio.get_running_loop().create_server(QuietCourt, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
