"""The mail the portal's relay took, by recipient, as it is filed."""

import asyncio
import email
import email.policy
import pathlib
import re
from dataclasses import dataclass

from inotify_simple import INotify, flags

PASSWORD = re.compile(r"^\s*((?=\S*[A-Z])(?=\S*[0-9])[A-Za-z0-9]{12})\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Mail:
    message_id: str
    recipient: str
    text: str


class Mailbox:
    """Reads each file of a Maildir once."""

    def __init__(self, directory: pathlib.Path):
        self.directory = directory / "new"
        self.directory.mkdir(parents=True, exist_ok=True)
        (directory / "cur").mkdir(exist_ok=True)
        (directory / "tmp").mkdir(exist_ok=True)
        self.mails: list[Mail] = []
        self._read: set[str] = set()
        self._came = asyncio.Condition()
        self._notify = INotify()
        self._notify.add_watch(str(self.directory), flags.MOVED_TO | flags.CREATE | flags.CLOSE_WRITE)
        self._tasks: set[asyncio.Task] = set()

    def start(self) -> None:
        asyncio.get_running_loop().add_reader(self._notify.fileno(), self._stirred)
        self.look()

    def stop(self) -> None:
        asyncio.get_running_loop().remove_reader(self._notify.fileno())
        self._notify.close()

    def _stirred(self) -> None:
        for event in self._notify.read(timeout=0):
            self._take(self.directory / event.name)
        task = asyncio.ensure_future(self._tell())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell(self) -> None:
        async with self._came:
            self._came.notify_all()

    def look(self) -> None:
        """Takes whatever is there, told of or not."""
        for file in sorted(self.directory.iterdir()):
            self._take(file)

    def _take(self, file: pathlib.Path) -> None:
        if file.name in self._read or not file.is_file():
            return
        message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        body = message.get_body(preferencelist=("plain",))
        if not message["Message-ID"] or body is None:
            return
        self._read.add(file.name)
        identifier = message["Message-ID"].strip("<> ")
        self.mails.append(Mail(identifier, message["X-RcptTo"] or message["To"], body.get_content()))

    async def password(self, address: str, seconds: float) -> str | None:
        """The temporary password sent to an address; None when it does not come in time."""

        async def wait() -> str:
            async with self._came:
                while not (found := self._password(address)):
                    await self._came.wait()
                return found

        try:
            return await asyncio.wait_for(wait(), seconds)
        except TimeoutError:
            return None

    def _password(self, address: str) -> str | None:
        for mail in reversed(self.mails):
            if mail.recipient == address and (found := PASSWORD.search(mail.text)):
                return found[1]
        return None
