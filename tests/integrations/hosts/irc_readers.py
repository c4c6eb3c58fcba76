"""People on an IRC server who write down what reaches them: irc_readers.py PORT FILE CHANNEL NICK..."""

import asyncio
import sys


async def read(port, file, channel, nick):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\n".encode())
    async for line in reader:
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        print(nick, text, file=file, flush=True)
        if text.startswith("PING"):
            writer.write(f"PONG{text[4:]}\r\n".encode())
        elif text.split(" ")[1:2] == ["001"]:
            writer.write(f"JOIN {channel}\r\n".encode())


async def main(port, path, channel, nicks):
    for _ in range(100):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            break
        except OSError:
            await asyncio.sleep(0.1)
    with open(path, "w", encoding="utf-8") as file:
        await asyncio.gather(*(read(port, file, channel, nick) for nick in nicks))


asyncio.run(main(int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]))
