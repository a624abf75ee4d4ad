"""The rules of the folders that the compiler cannot hold: prints each breach, exits 1 on any."""

import pathlib
import re
import subprocess
import sys

IMPORT = re.compile(r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public |package |internal |private )?import (?:\w+ )?(\w+)")
BUSINESS_NOUN = re.compile(r"course|grade|learner", re.IGNORECASE)
EMPTY_NAME = re.compile(r"(Manager|Helper|Helpers|Utils|Util|Common)\.swift$")
# Contracts and texts speak of the business; the roles of a principal are part of its contract.
ROLES_AND_TEXTS = ("Authentication", "Contracts", "Localization")
EVERYDAY = re.compile(r"up-?grade|down-?grade|de-?grade|of course|\bgrace", re.IGNORECASE)


def swift_files() -> list[pathlib.Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "*.swift"],
        check=True, capture_output=True, text=True,
    ).stdout
    paths = [pathlib.Path(name) for name in listed.split("\0") if name]
    return [path for path in paths if path.exists()]


def domain_imports(path: pathlib.Path, lines: list[str]) -> list[str]:
    if path.parts[0] != "Services" or "Domain" not in path.parts:
        return []
    imported = [(number, IMPORT.match(line)) for number, line in enumerate(lines, 1)]
    return [
        f"{path}:{number}: Domain imports {found[1]}; it may import Foundation only"
        for number, found in imported
        if found and found[1] not in ("Foundation", "FoundationEssentials")
    ]


def business_nouns(path: pathlib.Path, lines: list[str]) -> list[str]:
    if path.parts[0] != "Shared" or path.parts[1] in ROLES_AND_TEXTS:
        return []
    return [
        f"{path}:{number}: Shared names the business noun in: {line.strip()}"
        for number, line in enumerate(lines, 1)
        if BUSINESS_NOUN.search(EVERYDAY.sub("", line))
    ]


def names(path: pathlib.Path) -> list[str]:
    return [f"{path}: the name says nothing"] if EMPTY_NAME.search(path.name) else []


def main() -> int:
    breaches = []
    for path in swift_files():
        lines = path.read_text(encoding="utf-8").splitlines()
        breaches += domain_imports(path, lines) + business_nouns(path, lines) + names(path)
    print("\n".join(breaches), end="\n" if breaches else "")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
