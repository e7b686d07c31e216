"""Wall seconds, CPU seconds and peak memory of a whole process with all its children. Used by the other scripts here.

Needs   Linux, Python 3.10; psutil is not needed.
"""

import os
import signal
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Cost:
    """What one run of a command took."""

    wall: float  #: seconds from start to exit
    cpu: float  #: user and system seconds of the process and its children
    memory: float  #: MiB: highest sum over the process and its children, shared pages counted once; sampled


def median(costs: list[Cost]) -> Cost:
    """The median of each number."""
    return Cost(*(statistics.median(getattr(c, name) for c in costs) for name in ("wall", "cpu", "memory")))


def _family(pid: int) -> list[int]:
    """A process and its descendants."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def _field_kib(path: str, name: str) -> int:
    """One field of a file of /proc in KiB; 0 when the process is gone."""
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)


def _proportional_kib(pid: int) -> int:
    """Proportional set size: shared pages divided by the processes that share them."""
    return _field_kib(f"/proc/{pid}/smaps_rollup", "Pss:")


def _watch(pid: int, stop: threading.Event, peak: list[int], pause: float) -> None:
    """Keeps the highest sum in peak[0] until told to stop.

    A process alone is read by its high-water mark; the kernel's figure at exit (ru_maxrss) would also count this
    script's own pages, which a child holds until it becomes the command.
    """
    while not stop.wait(pause):
        try:
            family = _family(pid)
            alone = len(family) == 1
            now = _field_kib(f"/proc/{pid}/status", "VmHWM:") if alone else sum(map(_proportional_kib, family))
            peak[0] = max(peak[0], now)
        except OSError:
            continue


def run(command: list[str], pause: float = 0.02) -> Cost:
    """Runs a command to its end; raises RuntimeError with its last words if it fails."""
    stop, peak = threading.Event(), [0]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    watcher = threading.Thread(target=_watch, args=(process.pid, stop, peak, pause))
    reader_text: list[bytes] = []
    reader = threading.Thread(target=lambda: reader_text.append(process.stderr.read()))
    watcher.start()
    reader.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        os.killpg(process.pid, signal.SIGTERM)
        raise
    finally:
        stop.set()
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    watcher.join()
    reader.join()
    if process.returncode != 0:
        words = b"".join(reader_text).decode(errors="replace").strip()[-2000:]
        raise RuntimeError(f"exit status {process.returncode}: {' '.join(command)}\n{words}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak[0] / 1024)
