"""An SMTP server that misbehaves as a test wants it to, and keeps a journal of what happened.

    smtp_server.py DIRECTORY [--port N] [--starttls CERT KEY | --tls CERT KEY] [--login USER PASSWORD]

It listens on 127.0.0.1, prints its port when it is ready, and files each mail it takes under
DIRECTORY/mail. DIRECTORY/journal has a line of JSON for each thing that happened. DIRECTORY/faults is a
JSON list of faults, read again when it changes:

    {"stage": "RCPT", "do": "450 4.2.1 later", "times": 2, "chance": 0.5, "to": "zoe@"}

`stage` is CONNECT, EHLO, AUTH, MAIL, RCPT, DATA, BODY (while the mail comes), DOT (before it is taken), TAKEN
(after it was, before the answer) or AFTER (when it was answered). `do` is an answer, `hang`, or `reset`. The first fault that fits is done;
`times`, `chance` and `to` (part of the recipient) may be missing.
"""

import argparse
import asyncio
import base64
import json
import pathlib
import random
import socket
import ssl
import struct
import time


class Faults:
    """The faults as the file has them now."""

    def __init__(self, file: pathlib.Path):
        self.file, self.seen, self.faults = file, None, []
        self.random = random.Random(20261124)

    def due(self, stage: str, recipient: str) -> str | None:
        stamp = self.file.stat().st_mtime_ns if self.file.exists() else None
        if stamp != self.seen:
            self.seen = stamp
            self.faults = json.loads(self.file.read_text() or "[]") if stamp else []
        for fault in self.faults:
            fits = fault["stage"] == stage and fault.get("to", "") in recipient
            if fits and fault.get("times", 1) > 0 and self.random.random() < fault.get("chance", 1):
                if "times" in fault:
                    fault["times"] -= 1
                return fault["do"]
        return None


class Journal:
    def __init__(self, directory: pathlib.Path):
        self.file = (directory / "journal").open("a", buffering=1)

    def note(self, what: str, **more: object) -> None:
        self.file.write(json.dumps({"at": time.time(), "what": what, **more}) + "\n")


class Ended(Exception):
    """The connection is over."""


class Conversation:
    """One connection."""

    def __init__(self, server: "Server", reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self.server, self.reader, self.writer = server, reader, writer
        self.sender, self.recipient, self.encrypted = "", "", server.tls is not None and server.implicit

    async def run(self) -> None:
        try:
            await self.greet()
            while line := await self.reader.readline():
                await self.obey(line.decode("utf-8", "replace").rstrip("\r\n"))
        except (Ended, ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.writer.close()

    async def greet(self) -> None:
        if not await self.fault("CONNECT"):
            await self.say("220 test ESMTP")

    async def say(self, *lines: str) -> None:
        self.writer.write("".join(line + "\r\n" for line in lines).encode())
        await self.writer.drain()

    async def fault(self, stage: str) -> bool:
        """Does what the test wants at this stage; true when that was the answer."""
        wanted = self.server.faults.due(stage, self.recipient)
        if wanted is None:
            return False
        self.server.journal.note("fault", stage=stage, do=wanted, to=self.recipient)
        if wanted == "hang":
            await asyncio.Event().wait()
        if wanted == "reset":
            # With nothing to linger for, closing sends a reset.
            opened = self.writer.get_extra_info("socket")
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.writer.transport.abort()
            raise Ended
        await self.say(wanted)
        if wanted.startswith("421"):
            raise Ended
        return True

    async def obey(self, line: str) -> None:
        verb = line.split(" ")[0].upper()
        known = {
            "EHLO": self.ehlo, "HELO": self.ehlo, "STARTTLS": self.starttls, "AUTH": self.auth,
            "MAIL": self.mail, "RCPT": self.rcpt, "DATA": self.data, "QUIT": self.quit,
        }
        if verb in known:
            await known[verb](line)
        else:
            await self.say("250 ok" if verb in ("RSET", "NOOP") else "500 what?")

    async def ehlo(self, line: str) -> None:
        if await self.fault("EHLO"):
            return
        offers = ["test"]
        if self.server.tls and not self.encrypted:
            offers.append("STARTTLS")
        if self.server.login:
            offers.append("AUTH PLAIN")
        await self.say(*[f"250-{offer}" for offer in offers], "250 8BITMIME")

    async def starttls(self, line: str) -> None:
        await self.say("220 go ahead")
        await self.writer.start_tls(self.server.tls)
        self.encrypted = True
        self.server.journal.note("encrypted")

    async def auth(self, line: str) -> None:
        if await self.fault("AUTH"):
            return
        words = line.split(" ")
        if len(words) < 3:
            await self.say("334 ")
            words.append((await self.reader.readline()).decode().strip())
        given = base64.b64decode(words[2]).split(b"\0")[1:]
        right = given == [word.encode() for word in self.server.login or []]
        await self.say("235 2.7.0 welcome" if right else "535 5.7.8 wrong")

    async def mail(self, line: str) -> None:
        self.sender, self.recipient = line[line.index("<") + 1:line.index(">")], ""
        if not await self.fault("MAIL"):
            await self.say("250 2.1.0 ok")

    async def rcpt(self, line: str) -> None:
        self.recipient = line[line.index("<") + 1:line.index(">")]
        self.server.journal.note("try", to=self.recipient, sender=self.sender)
        if not await self.fault("RCPT"):
            await self.say("250 2.1.5 ok")

    async def data(self, line: str) -> None:
        if await self.fault("DATA"):
            return
        await self.say("354 go on")
        if self.server.faults.due("BODY", self.recipient):
            await self.reader.readline()
            self.server.journal.note("fault", stage="BODY", do="reset", to=self.recipient)
            self.writer.transport.abort()
            raise Ended
        lines = []
        while (line_of_mail := await self.reader.readuntil(b"\r\n")) != b".\r\n":
            lines.append(line_of_mail.removeprefix(b"."))
        if await self.fault("DOT"):
            return
        number = self.server.take(b"".join(lines), self.sender, self.recipient)
        if not await self.fault("TAKEN"):
            await self.say(f"250 2.0.0 taken as {number}")
        await self.fault("AFTER")

    async def quit(self, line: str) -> None:
        await self.say("221 bye")
        raise Ended


class Server:
    def __init__(self, directory: pathlib.Path, options: argparse.Namespace):
        self.directory, self.login, self.number = directory, options.login, 0
        (directory / "mail").mkdir(parents=True, exist_ok=True)
        self.faults, self.journal = Faults(directory / "faults"), Journal(directory)
        self.implicit = options.tls is not None
        files = options.tls or options.starttls
        self.tls = None
        if files:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(*files)

    def take(self, mail: bytes, sender: str, recipient: str) -> int:
        self.number += 1
        header = mail.split(b"\r\n\r\n", 1)[0].replace(b"\r\n ", b" ")
        fields = [line for line in header.split(b"\r\n") if line.lower().startswith(b"message-id:")]
        identity = fields[0].split(b":", 1)[1].strip().decode() if fields else ""
        (self.directory / "mail" / str(self.number)).write_bytes(mail)
        self.journal.note("taken", id=identity, to=recipient, sender=sender)
        return self.number

    async def serve(self, port: int) -> None:
        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await Conversation(self, reader, writer).run()

        context = self.tls if self.implicit else None
        listening = await asyncio.start_server(talk, "127.0.0.1", port, ssl=context, limit=1 << 20)
        print(listening.sockets[0].getsockname()[1], flush=True)
        await listening.serve_forever()


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("directory", type=pathlib.Path)
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--starttls", nargs=2)
    options.add_argument("--tls", nargs=2)
    options.add_argument("--login", nargs=2)
    given = options.parse_args()
    asyncio.run(Server(given.directory, given).serve(given.port))


if __name__ == "__main__":
    main()
