"""Measures how long learners wait for what they earned: timeliness.py TOKENS URL_OF_GATEWAY URL_OF_SITE [--json]

Learners complete the demo course over the HTTP API, some at a time, while others open their dashboards at a steady
rate. A time runs from the moment the completing request is sent: until outline and dashboard show the tick, and until
the certificate's PDF is there. Exits 1 when a bar is missed.
"""

import json
import math
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from answers import right_options
from api import API
from pages import load
from scholars import COURSE, activity_steps

AT_ONCE = int(os.environ.get("CLIKC_BENCH_CONNECTIONS", "8"))
RATE = int(os.environ.get("CLIKC_BENCH_RATE", "30"))  # dashboards a second, opened by others
USERS = 20  # connections of those
TICK_BAR_S, CERTIFICATE_BAR_S = 1, 5
LOOK_AGAIN_S, PATIENCE_S = 0.05, 60


def until(seen, began: float) -> float:
    """Looks until it is there, as a page that is loaded again and again; seconds since `began`."""
    while not seen():
        if time.monotonic() - began > PATIENCE_S:
            raise SystemExit(f"timeliness: nothing came within {PATIENCE_S} s")
        time.sleep(LOOK_AGAIN_S)
    return time.monotonic() - began


class Learner:
    def __init__(self, base: str, token: str, right: dict[str, set[str]]):
        self.own, self.right = API(base, token), right
        courses = self.own.get("/api/v1/my/courses")["courses"]
        self.course = next(course for course in courses if course["code"] == COURSE)
        self.address = f"/api/v1/courses/{self.course['id']}"

    def ticked(self, activity: str, completed: int) -> bool:
        """Whether both pages show the activity as completed."""
        outline = self.own.get(f"/api/v1/pages/courses/{self.course['id']}")["progress"]
        line = next(line for line in outline["activities"] if line["activityId"] == activity)
        dashboard = self.own.get("/api/v1/pages/dashboard")["progress"]
        course = next(course for course in dashboard if course["courseId"] == self.course["id"])
        return line.get("status") == "ACTIVITY_STATUS_COMPLETED" and math.isclose(
            course.get("fraction", 0), completed / len(self.course["activities"]))

    def certified(self) -> bool:
        answer = self.own.send("GET", f"{self.address}/certificate/pdf", headers={"Accept": "application/pdf"})
        return answer.status == 200 and answer.body.startswith(b"%PDF")

    def study(self) -> tuple[list[float], float]:
        """Completes the course; the waits for its ticks, and for the certificate."""
        ticks, began = [], 0.0
        for number, activity in enumerate(self.course["activities"], 1):
            *before, last = activity_steps(self.own, self.course["id"], activity, self.right)
            for step in before:
                step()
            began = time.monotonic()
            last()
            ticks.append(until(lambda: self.ticked(activity["id"], number), began))
        return ticks, until(self.certified, began)


def spread(name: str, times: list[float], bar: float, part: float) -> dict:
    """`part` of the times must be within the bar, in seconds."""
    times = sorted(times)
    at = {point: times[max(0, math.ceil(point * len(times)) - 1)] for point in (0.5, 0.95, 0.99, 1.0, part)}
    return {
        "what": name, "count": len(times), "p50_s": round(at[0.5], 3), "p95_s": round(at[0.95], 3),
        "p99_s": round(at[0.99], 3), "max_s": round(at[1.0], 3), "bar_s": bar, "met": at[part] <= bar}


def crowd(site: str, tokens: str, stop: threading.Event, found: list[dict]) -> None:
    """Others, who open their dashboards all the time."""
    while not stop.is_set():
        found.append(load(f"{site}/dashboard", tokens, 5, connections=USERS, pause_ms=1000 * USERS // RATE))


def main() -> None:
    tokens, gateway, site = sys.argv[1:4]
    with open(tokens, encoding="utf-8") as lines:
        sessions = lines.read().split()
    right, stop, loads = right_options(COURSE), threading.Event(), []
    others = threading.Thread(target=crowd, args=(site, tokens, stop, loads))
    others.start()
    began = time.monotonic()
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            outcomes = list(pool.map(lambda token: Learner(gateway, token, right).study(), sessions))
    finally:
        seconds = time.monotonic() - began
        stop.set()
        others.join()
    wrong = sum(load["wrong"] for load in loads)
    results = [
        spread("tick", [tick for ticks, _ in outcomes for tick in ticks], TICK_BAR_S, 0.99),
        spread("certificate", [wait for _, wait in outcomes], CERTIFICATE_BAR_S, 1.0),
    ]
    met = all(result["met"] for result in results) and not wrong
    if "--json" in sys.argv:
        print(json.dumps({"learners": len(sessions), "seconds": round(seconds), "results": results, "met": met}, indent=2))
    else:
        opened = sum(load["requests"] for load in loads)
        print(f"{len(sessions)} learners completed the course in {seconds:.0f} s, {AT_ONCE} at a time; others opened "
              f"{opened} dashboards, {wrong} of them in vain")
        for result in results:
            print("{what:<12} {count:>5}   p50 {p50_s:.3f} s   p95 {p95_s:.3f} s   p99 {p99_s:.3f} s   "
                  "max {max_s:.3f} s".format(**result))
        print(f"bars, p99 of ticks at most {TICK_BAR_S} s and every certificate within {CERTIFICATE_BAR_S} s: "
              f"{'met' if met else 'MISSED'}")
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
