"""The addresses of the portal's pages, read from the sources that serve them."""

import pathlib
import re

VIEWS = pathlib.Path(__file__).parents[2] / "Services" / "Web"
ROUTE = re.compile(r"router\.(get|post)\(([^{]+?)\) \{")
SAMPLE = {"hash": "0", "name": "site.css", "language": "en", "token": "x"}
# What stands for an address where one route is made for each of several.
SEVERAL = {
    "path": [f"/people/:account/{kind}" for kind in ("names", "administration", "roles")],
    "RouterPath(name)": ["/favicon.ico", "/robots.txt"],
}


def web_routes() -> list[tuple[str, str]]:
    """Every route the sources of the pages name: method, and an address with its parts filled in."""
    found = []
    for file in sorted(VIEWS.rglob("*.swift")):
        text = file.read_text()
        routes = ROUTE.findall(text)
        assert len(routes) == len(re.findall(r"router\.(?:get|post)\(", text)), f"{file} has a route that is not read here"
        for method, place in routes:
            for path in [place[1:-1]] if place.startswith('"') else SEVERAL[place]:
                filled = re.sub(r":(\w+)", lambda part: SAMPLE.get(part[1], "0193b1de-0000-7000-8000-000000000002"), path)
                found.append((method.upper(), filled))
    return found
