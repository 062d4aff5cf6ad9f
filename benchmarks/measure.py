"""What every benchmark measures with, and how it says what it found."""

from __future__ import annotations

import os
import platform
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def cpu() -> float:
    """Seconds of processor time of this process and of the children it has waited for."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


@contextmanager
def timed() -> Iterator[dict[str, float]]:
    """Seconds on the clock and of the processor, once the block has ended."""
    spent: dict[str, float] = {}
    clock, processor = time.perf_counter(), cpu()
    yield spent
    spent |= {"wall": time.perf_counter() - clock, "cpu": cpu() - processor}


def repeated(times: int, work: Callable[[], object], clock: Callable[[], float] = cpu) -> list[float]:
    """Seconds of each run, sorted; two runs before them are not counted."""
    for _ in range(2):
        work()
    found = []
    for _ in range(times):
        began = clock()
        work()
        found.append(clock() - began)
    return sorted(found)


def median(sorted_values: list[float]) -> float:
    return sorted_values[len(sorted_values) // 2]


def p95(sorted_values: list[float]) -> float:
    return sorted_values[min(len(sorted_values) - 1, round(0.95 * len(sorted_values)))]


def head(title: str) -> None:
    """The title, the machine and how busy it was."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    busy = os.getloadavg()[0]
    print(f"\n{title}\n{'=' * len(title)}")
    processors = len(os.sched_getaffinity(0))
    print(f"{time.strftime('%Y-%m-%d %H:%M')}, {model}, {processors} processors, load {busy:.1f}\n")


def row(name: str, ours: str, peer: str = "", ratio: str = "", goal: str = "") -> None:
    print(f"{name:<34}{ours:>16}{peer:>16}{ratio:>9}   {goal}")
