"""An SMTP server for one machine that files what it takes as Maildir and delivers nothing.

    mail_sink.py PORT DIRECTORY [FAULT]

It listens on 127.0.0.1 and prints one line when it is ready; port 0 takes any free one. FAULT is a
file that tests write: while it holds text, each command that matches its first word is answered
with the rest, as in `RCPT 550 5.1.1 no such user`; `hang` and `drop` in place of an answer keep the
client waiting or close the connection.
"""

import asyncio
import email.policy
import pathlib
import sys
from email import message_from_bytes

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox


class Sink(Mailbox):
    def __init__(self, directory, fault):
        super().__init__(directory)
        self.fault = fault

    async def answer(self, command, server):
        """The answer a test wants for the command; None when it wants none."""
        text = self.fault.read_text().strip() if self.fault and self.fault.exists() else ""
        wanted, _, answer = text.partition(" ")
        if wanted != command:
            return None
        if answer == "hang":
            await asyncio.sleep(3600)
        if answer == "drop":
            server.transport.abort()
            await asyncio.sleep(3600)
        return answer

    async def handle_MAIL(self, server, session, envelope, address, options):
        if answer := await self.answer("MAIL", server):
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if answer := await self.answer("RCPT", server):
            return answer
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if answer := await self.answer("DATA", server):
            return answer
        message = message_from_bytes(envelope.content, policy=email.policy.SMTP)
        message["X-MailFrom"] = envelope.mail_from
        message["X-RcptTo"] = ", ".join(envelope.rcpt_tos)
        self.mailbox.add(message)
        if answer := await self.answer("ACCEPTED", server):
            return answer
        return "250 OK"


def main():
    port, directory = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    fault = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
    directory.parent.mkdir(parents=True, exist_ok=True)
    sink = Sink(directory, fault)
    loop = asyncio.new_event_loop()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    server = loop.run_until_complete(
        loop.create_server(controller.factory, host="127.0.0.1", port=port))
    print(f"ready on 127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    try:
        loop.run_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
