"""The addresses of the portal's pages, read from the sources that serve them."""

import pathlib
import re

VIEWS = pathlib.Path(__file__).parents[2] / "Services" / "Web"
ROUTE = re.compile(r'router\.(get|post)\("([^"]+)"')
SAMPLE = {"hash": "0", "name": "site.css", "language": "en", "token": "x"}


def web_routes() -> list[tuple[str, str]]:
    """Every route the sources of the pages name: method, and an address with its parts filled in."""
    found = []
    for file in sorted(VIEWS.rglob("*.swift")):
        for method, path in ROUTE.findall(file.read_text()):
            filled = re.sub(r":(\w+)", lambda part: SAMPLE.get(part[1], "0193b1de-0000-7000-8000-000000000002"), path)
            found.append((method.upper(), filled))
    return found
