"""Measures an import: imports.py URL_OF_GATEWAY DEMO ROWS     prints JSON

A coordinator sends a file of so many new people, who all get an invitation, and has it applied. A time runs from the
moment the request is sent until the import says that it is done, looked for twenty times a second.
"""

import base64
import json
import pathlib
import sys
import time

from api import API

LOOK_AGAIN_S, PATIENCE_S = 0.05, 300


def file(rows: int) -> bytes:
    lines = [f"imported-{number},Imported Officer {number},imported-{number}@customs.example" for number in range(rows)]
    return "\n".join(["username,name,email", *lines]).encode()


def reached(api: API, address: str, state: str, began: float) -> float:
    """Seconds from `began` until the import is so far."""
    while (found := api.get(address)["import"])["state"] != state:
        if time.monotonic() - began > PATIENCE_S:
            sys.exit(f"imports: after {PATIENCE_S} s it is not {state} but {found}")
        time.sleep(LOOK_AGAIN_S)
    return time.monotonic() - began


def main() -> None:
    url, demo, rows = sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text()), int(sys.argv[3])
    api = API(url).signed_in(demo["coordinator"])
    began = time.monotonic()
    made = api.post("/api/v1/imports", {
        "content": base64.b64encode(file(rows)).decode(), "fileName": "officers.csv", "language": "en", "mailed": True})
    if made.status != 200:
        sys.exit(f"imports: {made.status} {made.body[:500]!r}")
    address = f"/api/v1/imports/{made.json()['import']['id']}"
    checked = reached(api, address, "IMPORT_STATE_CHECKED", began)
    began = time.monotonic()
    answer = api.post(f"{address}/application", {})
    if answer.status != 200:
        sys.exit(f"imports: {answer.status} {answer.body[:500]!r}")
    applied = reached(api, address, "IMPORT_STATE_APPLIED", began)
    creates = api.get(address)["import"]["creates"]
    if creates != rows:
        sys.exit(f"imports: of {rows} rows {creates} made an account")
    print(json.dumps({"rows": rows, "checked_seconds": checked, "applied_seconds": applied}))


if __name__ == "__main__":
    main()
