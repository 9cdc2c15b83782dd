"""A TCP proxy that holds everything back for a while, each way: `python -m tests.lab.proxy LISTEN TO SECONDS`."""

import asyncio
import sys


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float) -> None:
    loop = asyncio.get_running_loop()
    waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def deliver() -> None:
        while True:
            due, piece = await waiting.get()
            await asyncio.sleep(max(due - loop.time(), 0))
            if not piece:
                writer.close()
                return
            writer.write(piece)

    delivering = asyncio.create_task(deliver())
    while piece := await reader.read(1 << 18):
        waiting.put_nowait((loop.time() + seconds, piece))
    waiting.put_nowait((loop.time() + seconds, b""))
    await delivering


async def _serve(listen: int, to: int, seconds: float) -> None:
    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", to)
        await asyncio.gather(
            _pass_on(reader, far_writer, seconds), _pass_on(far_reader, writer, seconds), return_exceptions=True
        )

    server = await asyncio.start_server(accept, "127.0.0.1", listen)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
