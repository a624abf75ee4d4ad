"""What the portal says in a language, by the keys of its catalogue."""

import functools
import json
import pathlib

MESSAGES = pathlib.Path(__file__).parents[2] / "Shared/Localization/Messages"


@functools.cache
def words(language: str) -> dict[str, str]:
    """All of it: a key stands in one file only."""
    return {key: text for file in (MESSAGES / language).glob("*.json") for key, text in json.loads(file.read_text()).items()}
