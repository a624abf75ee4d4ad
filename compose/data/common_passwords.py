"""Writes Services/Identity/Passwords/common.txt: the passwords that guessing tools try first.

Source: the passwords of zxcvbn's frequency lists (PyPI package zxcvbn 4.5.0, MIT licence, by Daniel Wolf after Dan
Wheeler), the 30 000 most common ones of published breaches: facts, in their order of frequency. Kept are those that
could otherwise pass the portal's rule: letters alone, which people complete with a digit and a capital, and those
of 8 characters or more with a digit among them.

    python3 -m venv /tmp/passwords && /tmp/passwords/bin/pip install zxcvbn==4.5.0
    /tmp/passwords/bin/python compose/data/common_passwords.py
"""

import pathlib
import re

from zxcvbn.frequency_lists import FREQUENCY_LISTS

TARGET = pathlib.Path(__file__).parents[2] / "Services/Identity/Passwords/common.txt"
STEM = re.compile(r"[a-z]{4,}")
WHOLE = re.compile(r"(?=.*\d)[!-~]{8,}")


def main() -> None:
    words = {word.lower() for word in FREQUENCY_LISTS["passwords"]}
    kept = sorted(word for word in words if STEM.fullmatch(word) or WHOLE.fullmatch(word))
    head = "# Written by compose/data/common_passwords.py, which names its source.\n"
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(head + "\n".join(kept) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
