"""Reads mail as it is filed, without polling."""

import email
import email.policy
import pathlib
from email.message import EmailMessage

from inotify_simple import INotify, flags


class Maildir:
    """The directory in which the portal's mail sink files what it takes."""

    def __init__(self, directory: str):
        self.new = pathlib.Path(directory) / "new"

    def messages(self) -> list[EmailMessage]:
        files = sorted(self.new.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]

    def to(self, address: str) -> list[EmailMessage]:
        return [message for message in self.messages() if address in message["To"]]

    def wait_for(self, address: str, count: int = 1, seconds: float = 30) -> EmailMessage:
        """The count-th mail to an address, as soon as it is there."""
        with INotify() as notify:
            notify.add_watch(str(self.new), flags.MOVED_TO | flags.CREATE | flags.CLOSE_WRITE)
            found = self.to(address)
            while len(found) < count:
                if not notify.read(timeout=int(seconds * 1000)):
                    raise AssertionError(f"no mail number {count} to {address} came in {seconds} s")
                found = self.to(address)
        return found[count - 1]


def text_of(message: EmailMessage) -> str:
    """The plain text of a mail."""
    body = message.get_body(preferencelist=("plain",))
    assert body is not None, "the mail has no plain text"
    return body.get_content()
