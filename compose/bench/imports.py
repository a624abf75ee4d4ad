"""Measures imports: imports.py URL_OF_GATEWAY DEMO ROWS     prints JSON

A coordinator sends a file of so many new people, who all get an invitation, and has it applied; then the same file with
other names, which changes them all, and has that applied and undone. A time runs from the moment the request is sent
until the import says that it is done, looked for twenty times a second.
"""

import base64
import json
import pathlib
import sys
import time

from api import API

LOOK_AGAIN_S, PATIENCE_S = 0.05, 300


def file(rows: int, name: str) -> bytes:
    lines = [f"imported-{number},{name} {number},imported-{number}@customs.example" for number in range(rows)]
    return "\n".join(["username,name,email", *lines]).encode()


def posted(api: API, address: str, body: dict) -> dict:
    answer = api.post(address, body)
    if answer.status != 200:
        sys.exit(f"imports: {answer.status} {answer.body[:500]!r}")
    return answer.json()


def reached(api: API, address: str, state: str, began: float) -> float:
    """Seconds from `began` until the import is so far."""
    while (found := api.get(address)["import"])["state"] != state:
        if time.monotonic() - began > PATIENCE_S:
            sys.exit(f"imports: after {PATIENCE_S} s it is not {state} but {found}")
        time.sleep(LOOK_AGAIN_S)
    return time.monotonic() - began


def imported(api: API, content: bytes) -> tuple[str, float, float]:
    """Sends a file and has it applied: the import's address, and the seconds of the check and of applying it."""
    began = time.monotonic()
    made = posted(api, "/api/v1/imports", {
        "content": base64.b64encode(content).decode(), "fileName": "officers.csv", "language": "en", "mailed": True})
    address = f"/api/v1/imports/{made['import']['id']}"
    checked = reached(api, address, "IMPORT_STATE_CHECKED", began)
    began = time.monotonic()
    posted(api, f"{address}/application", {})
    return address, checked, reached(api, address, "IMPORT_STATE_APPLIED", began)


def counted(api: API, address: str, key: str, rows: int) -> None:
    found = api.get(address)["import"]
    if found[key] != rows:
        sys.exit(f"imports: of {rows} rows {found[key]} are {key}: {found}")


def main() -> None:
    url, demo, rows = sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text()), int(sys.argv[3])
    api = API(url).signed_in(demo["coordinator"])
    made, checked, applied = imported(api, file(rows, "Imported Officer"))
    counted(api, made, "creates", rows)
    changed, checked_again, applied_again = imported(api, file(rows, "Renamed Officer"))
    counted(api, changed, "updates", rows)
    began = time.monotonic()
    posted(api, f"{changed}/reversal", {})
    undone = reached(api, changed, "IMPORT_STATE_UNDONE", began)
    print(json.dumps({
        "rows": rows, "checked_seconds": checked, "applied_seconds": applied,
        "checked_changes_seconds": checked_again, "applied_changes_seconds": applied_again, "undone_seconds": undone}))


if __name__ == "__main__":
    main()
