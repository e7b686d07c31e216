#!/usr/bin/env python3
"""What Python costs over C++: the same rows as a polars frame and as an Arrow file of the command.

usage: bench/python/overhead.py [--series 100000] [--length 100] [--models theta,auto_ets] [--runs 3]
Runs alternate; medians are told, with the check that both answers are equal to the bit. Then the
peak of memory as a multiple of the frame, and the time of the import.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/release"
sys.path.insert(0, str(BUILD / "python"))

import foretell as ft  # noqa: E402
import numpy as np  # noqa: E402
import polars as pl  # noqa: E402


def frame_of(series, length):
    """Monthly random walks with a season."""
    rng = np.random.default_rng(1)
    walks = 100 + rng.normal(size=(series, length)).cumsum(axis=1) + 5 * np.sin(np.arange(length) / 2)
    days = np.arange(np.datetime64("2015-01"), np.datetime64("2015-01") + length).astype("datetime64[us]")
    return pl.DataFrame({
        "unique_id": np.repeat([f"series_{i}" for i in range(series)], length),
        "ds": np.tile(days, series),
        "y": walks.ravel(),
    })  # fmt: skip


def in_python(frame, model):
    begin = time.perf_counter()
    answer = ft.forecast(frame, 12, model, season=12)
    return time.perf_counter() - begin, answer


def in_cpp(folder, model):
    call = [BUILD / "foretell", "forecast", folder / "in.arrow", "--horizon", "12", "--models", model,
            "--season", "12", "-o", folder / "out.arrow", "-q"]
    begin = time.perf_counter()
    subprocess.run(call, check=True)
    return time.perf_counter() - begin


def peak_memory(series, length):
    """Peak over the frame's own size, in a process of its own: the frame counts as 1."""
    program = f"""
import sys; sys.path[:0] = [{str(BUILD / "python")!r}, {str(Path(__file__).parent)!r}]
import overhead, foretell as ft
def status(name):
    return int(next(l for l in open("/proc/self/status") if l.startswith(name)).split()[1]) * 1024
frame = overhead.frame_of({series}, {length})
size = frame.estimated_size()
open("/proc/self/clear_refs", "w").write("5")
before = status("VmRSS")
ft.forecast(frame, 12, "theta", season=12)
print((size + status("VmHWM") - before) / size, size)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    ratio, size = done.stdout.split()
    return float(ratio), int(size)


def import_times():
    program = "import time; t = time.perf_counter(); import foretell; print(time.perf_counter() - t)"
    env = {**os.environ, "PYTHONPATH": str(BUILD / "python")}
    return [float(subprocess.run([sys.executable, "-c", program], env=env, capture_output=True,
                                 text=True, check=True).stdout) for _ in range(9)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=100000)
    parser.add_argument("--length", type=int, default=100)
    parser.add_argument("--models", default="theta,auto_ets")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    frame = frame_of(options.series, options.length)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        frame.write_ipc(folder / "in.arrow", compression="uncompressed")
        for model in options.models.split(","):
            pairs = []
            for _ in range(options.runs):
                cpp = in_cpp(folder, model)
                python, answer = in_python(frame, model)
                pairs.append((python, cpp))
            theirs = pl.read_ipc(folder / "out.arrow")
            assert answer[model].equals(theirs[model]), "the answers differ"
            python, cpp = (statistics.median(times) for times in zip(*pairs))
            print(f"{model}: C++ {cpp:.2f} s, Python {python:.2f} s, "
                  f"over C++ {100 * (python / cpp - 1):+.1f} %")
    ratio, size = peak_memory(options.series, options.length)
    print(f"peak memory: {ratio:.2f} times the frame of {size / 2**20:.0f} MiB")
    print(f"import: median {1000 * statistics.median(import_times()):.0f} ms")


if __name__ == "__main__":
    main()
