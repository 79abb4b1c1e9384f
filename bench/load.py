"""How many requests a second an address answers, by wrk. What is compared is asked in turns."""

import re
import shutil
import subprocess
import time
from statistics import median
from urllib.request import urlopen

SECONDS = 1
ROUNDS = 3
CONNECTIONS = 8
ADVICE = "This needs wrk: install it first (apt install wrk, or brew install wrk)."


def is_there() -> bool:
    return shutil.which("wrk") is not None


def rate(address: str) -> float:
    """Requests a second over some seconds; RuntimeError when an answer is not 2xx."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", "Accept-Encoding: gzip", address]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    if "Non-2xx" in output or not (found := re.search(r"Requests/sec:\s+([\d.]+)", output)):
        raise RuntimeError(f"{address}\n{output}")
    return float(found[1])


def compare(ours: str, other: str) -> tuple[float, float, float]:
    """The middle rate of both, and the middle of the ratios of each pair: ours, other, ours, other, ..."""
    pairs = [(rate(ours), rate(other)) for _ in range(ROUNDS)]
    first, second = (median(rates) for rates in zip(*pairs, strict=True))
    return first, second, median(one / two for one, two in pairs)


def first_after_change(ours: str, other: str) -> float:
    """How many times as long the first answer after a change takes. Django is set up for that database."""
    from home.freshness import content_changed

    ratios = []
    for _ in range(ROUNDS):
        content_changed()
        ratios.append(seconds(ours) / seconds(other))
    return median(ratios)


def seconds(address: str) -> float:
    began = time.perf_counter()
    with urlopen(address) as answer:  # noqa: S310  (our own)
        answer.read()
    return time.perf_counter() - began
