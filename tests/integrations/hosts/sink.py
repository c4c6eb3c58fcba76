"""A mail server on the loopback that keeps each message as it came: sink.py PORT-FILE FOLDER."""

import asyncio
import itertools
import json
import os
import sys

from aiosmtpd.smtp import SMTP


class Keep:
    def __init__(self, folder):
        self.folder = folder
        self.numbers = itertools.count(1)

    async def handle_DATA(self, server, session, envelope):
        stem = os.path.join(self.folder, f"{next(self.numbers):03}")
        with open(stem + ".json", "w", encoding="utf-8") as file:
            json.dump({"from": envelope.mail_from, "to": envelope.rcpt_tos}, file)
        with open(stem + ".part", "wb") as file:
            file.write(envelope.original_content)
        os.rename(stem + ".part", stem + ".eml")
        return "250 kept"


async def main(port_file, folder):
    keep = Keep(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keep, enable_SMTPUTF8=True), "127.0.0.1", 0)
    with open(port_file + ".part", "w", encoding="utf-8") as file:
        file.write(str(server.sockets[0].getsockname()[1]))
    os.rename(port_file + ".part", port_file)
    await server.serve_forever()


asyncio.run(main(sys.argv[1], sys.argv[2]))
