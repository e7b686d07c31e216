#!/usr/bin/env python3
"""What Python costs over C++: the same rows as a polars frame here, and as an Arrow table in the memory of a
program without Python (bench/ingest/in_process.cpp, of the preset bench).

usage: bench/python/overhead.py [--series 100000] [--length 100] [--models theta=1,auto_ets=50,seasonal_naive=1] [--runs 5]
       model=k: on a k-th of the series, where a model takes long
Both stay alive and forecast in turn; the first run of each is thrown away. Told are the medians, the median over the
pairs of Python / C++, by the clock and of all cores together (which a busy machine disturbs less), and that both answers are equal to the bit. Then the peak of memory as a multiple of the frame, and
the time of the import.
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
    begin, clock = time.perf_counter(), time.process_time()
    answer = ft.forecast(frame, 12, model, season=12)
    return (time.perf_counter() - begin, time.process_time() - clock), answer


class Cpp:
    """The program without Python, over a file that it has read."""

    def __init__(self, path):
        program = ROOT / "build/bench/bench/ingest/in_process"
        self.process = subprocess.Popen([program, path, "12", "12"], text=True, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def forecast(self, model):
        """Seconds by the clock and of all cores together, and the bits of all means."""
        print(model, file=self.process.stdin, flush=True)
        wall, cpu, bits = self.process.stdout.readline().split()
        return (float(wall), float(cpu)), int(bits)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def bits_of(values):
    return int(np.bitwise_xor.reduce(values.to_numpy().view(np.uint64)))


def compare(frame, folder, model, runs):
    frame.write_ipc(folder / "in.arrow", compression="uncompressed", compat_level=pl.CompatLevel.oldest())
    cpp, pairs = Cpp(folder / "in.arrow"), []
    for _ in range(runs + 1):
        theirs, bits = cpp.forecast(model)
        mine, answer = in_python(frame, model)
        assert bits_of(answer[model]) == bits, "the answers differ"
        pairs.append((mine, theirs))
        del answer
    cpp.close()
    for which, name in enumerate(("by the clock", "of all cores")):
        mine, theirs = ([pair[side][which] for pair in pairs[1:]] for side in (0, 1))
        over = statistics.median(100 * (a / b - 1) for a, b in zip(mine, theirs))
        print(f"{model}, {frame['unique_id'].n_unique():,} series, seconds {name}: "
              f"C++ {statistics.median(theirs):.3f}, Python {statistics.median(mine):.3f}, over C++ {over:+.1f} %", flush=True)


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
    """Seconds by the clock, and of the processor, of nine imports."""
    program = ("import time; t, c = time.perf_counter(), time.process_time(); import foretell; "
               "print(time.perf_counter() - t, time.process_time() - c)")
    env = {**os.environ, "PYTHONPATH": str(BUILD / "python")}
    texts = [subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True,
                            check=True).stdout for _ in range(9)]  # fmt: skip
    return [[float(number) for number in text.split()] for text in texts]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=100000)
    parser.add_argument("--length", type=int, default=100)
    parser.add_argument("--models", default="theta=1,auto_ets=50,seasonal_naive=1")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    frame = frame_of(options.series, options.length)
    for part in options.models.split(","):
        model, _, every = part.partition("=")
        rows = options.length * max(1, options.series // int(every or 1))
        with tempfile.TemporaryDirectory() as name:
            compare(frame[:rows], Path(name), model, options.runs)
    ratio, size = peak_memory(options.series, options.length)
    print(f"peak memory: {ratio:.2f} times the frame of {size / 2**20:.0f} MiB")
    wall, cpu = (1000 * statistics.median(times) for times in zip(*import_times()))
    print(f"import: median {wall:.0f} ms by the clock, {cpu:.0f} ms of the processor")


if __name__ == "__main__":
    main()
