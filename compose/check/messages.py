"""Every message exists in every language with the same placeholders: prints each gap, exits 1."""

import json
import pathlib
import re
import sys

MESSAGES = pathlib.Path("Shared/Localization/Messages")
LANGUAGES = ["en", "fr", "ar", "es", "pt"]
PLACEHOLDER = re.compile(r"\{(\w+)\}")
# CLDR plural categories: a language has those its grammar knows, so they are set aside.
PLURAL = re.compile(r"\.(zero|one|two|few|many|other)$")


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def unique(pairs: list[tuple[str, object]]) -> dict:
    """Refuses a key written twice, which JSON readers silently let win."""
    keys = [key for key, _ in pairs]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise ValueError(f"written twice: {', '.join(sorted(twice))}")
    return dict(pairs)


def read(path: pathlib.Path, breaches: list[str]) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=unique)
    except (OSError, ValueError) as error:
        breaches.append(f"{path}: {error}")
        return {}
    wrong = [key for key, text in found.items() if not isinstance(text, str) or not text.strip()]
    breaches += [f"{path}: {key} is no text" for key in wrong]
    return {key: text for key, text in found.items() if key not in wrong}


def base_keys(messages: dict[str, str]) -> set[str]:
    return {PLURAL.sub("", key) for key in messages}


def compare(area: str, breaches: list[str]) -> None:
    english = read(MESSAGES / "en" / area, breaches)
    for language in LANGUAGES[1:]:
        path = MESSAGES / language / area
        other = read(path, breaches)
        difference = base_keys(english) ^ base_keys(other)
        breaches += [f"{path}: {key} is not in both this and en" for key in sorted(difference)]
        for key in sorted(english.keys() & other.keys()):
            if PLURAL.search(key) is None and placeholders(english[key]) != placeholders(other[key]):
                breaches.append(f"{path}: {key} has other placeholders than en")


def check_areas(areas: set[str], breaches: list[str]) -> None:
    """A key stands in one file only: the catalogue is refused at start otherwise."""
    home: dict[str, str] = {}
    for area in sorted(areas):
        for key in read(MESSAGES / "en" / area, []):
            if home.setdefault(key, area) != area:
                breaches.append(f"{MESSAGES / 'en' / area}: {key} stands in {home[key]} too")


def main() -> int:
    breaches: list[str] = []
    areas = {path.name for language in LANGUAGES for path in (MESSAGES / language).glob("*.json")}
    for area in sorted(areas):
        compare(area, breaches)
    check_areas(areas, breaches)
    print("\n".join(breaches), end="\n" if breaches else "")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
