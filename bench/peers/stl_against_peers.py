"""STL here, in statsmodels and in R: microseconds per call and largest difference of the parts.

usage   peers/bin/python bench/peers/stl_against_peers.py RUNNER [--rounds 7] [--short]
        RUNNER is build/bench/bench/decompose/stl_runner (preset bench)
Needs   Linux, statsmodels, Rscript. One thread each, one process each; calls alternate, medians are shown. Same
        windows, degrees, jumps and loops on every side: those that R takes by default (setting R: constants over
        the cycles, jumps of a tenth of the window) or statsmodels (setting sm: lines, jumps of 1). Lengths are odd,
        because R's stl takes other values than the middle two for the median of an even number of remainders.
"""

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
from statsmodels.tsa.seasonal import STL


class Runner:
    """A process that answers one line of orders after another."""

    def __init__(self, command: list[str]):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def ask(self, order: str) -> str:
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


def odd(value: float) -> int:
    return int(math.ceil(value)) | 1


def series(n: int, period: int) -> np.ndarray:
    t = np.arange(n)
    random = np.random.default_rng(n + period)
    y = 100 + 0.01 * t + 10 * np.sin(2 * np.pi * t / period) + np.cumsum(random.normal(size=n)) / 20
    y += random.normal(size=n)
    y[random.random(n) < 0.01] += 25
    return y


def statsmodels_call(y, period, window, degree, jump, inner, outer):
    """A function that decomposes once, and the places to average afterwards."""
    n = len(y)
    seasonal = 10 * n + 1 if window == 0 else window
    trend, low_pass = odd(1.5 * period / (1 - 1.5 / seasonal)), odd(period)
    jumps = [jump or -(-w // 10) for w in (seasonal, trend, low_pass)]
    # statsmodels wants the low-pass window above the period, as an odd period's default elsewhere is the period.
    low_pass = low_pass + 2 if low_pass == period else low_pass

    def call():
        stl = STL(y, period=period, seasonal=seasonal, trend=trend, low_pass=low_pass, seasonal_deg=degree,
                  trend_deg=1, low_pass_deg=1, robust=outer > 0, seasonal_jump=jumps[0], trend_jump=jumps[1],
                  low_pass_jump=jumps[2])
        return stl.fit(inner_iter=inner, outer_iter=outer)

    return call


def averaged(season: np.ndarray, period: int) -> np.ndarray:
    means = [season[i::period].mean() for i in range(period)]
    return np.resize(means, len(season))


def timed(call, count: int) -> float:
    start = time.perf_counter()
    for _ in range(count):
        call()
    return (time.perf_counter() - start) / count


def largest(a: np.ndarray, b: np.ndarray, scale: float) -> float:
    return float(np.max(np.abs(a - b)) / scale)


def compare(ours: Runner, r: Runner, folder: str, case: tuple, rounds: int) -> str:
    n, period, window, robust, setting = case
    degree, jump = (0, 0) if setting == "R" else (1, 1)
    if window == 0:
        degree, jump = 0, 0
    inner, outer = (1, 15) if robust else (2, 0)
    y = series(n, period)
    path = f"{folder}/y.txt"
    np.savetxt(path, y, fmt="%.17g")
    y = np.loadtxt(path)
    theirs = statsmodels_call(y, period, window, degree, jump, inner, outer)
    for runner, name in ((ours, "ours"), (r, "r")):
        runner.ask(f"load {path} {period} {window} {degree} {jump} {inner} {outer}")
        runner.ask(f"write {folder}/{name}.txt")
    our_parts, r_parts = (np.loadtxt(f"{folder}/{name}.txt") for name in ("ours", "r"))
    fit = theirs()
    season = averaged(fit.seasonal, period) if window == 0 else fit.seasonal
    scale = float(np.mean(np.abs(y)))
    difference_sm = max(largest(our_parts[:, 0], season, scale), largest(our_parts[:, 1], fit.trend, scale))
    difference_r = largest(our_parts, r_parts, scale)

    def once() -> list[float]:
        return [float(ours.ask(f"time {counts[0]}")), timed(theirs, counts[1]), float(r.ask(f"time {counts[2]}"))]

    counts = [1, 1, 1]
    counts = [max(1, min(1000, int(0.05 / took))) for took in once()]
    medians = [statistics.median(column) * 1e6 for column in zip(*(once() for _ in range(rounds)))]
    us, sm, them = medians
    return (f"| {n:,} | {period} | {window or 'periodic'} | {'yes' if robust else 'no'} | {setting} | {us:,.0f} | {sm:,.0f} | "
            f"{them:,.0f} | {sm / us:.1f} | {them / us:.1f} | {difference_sm:.0e} | {difference_r:.0e} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runner")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--short", action="store_true", help="leave out the longest series")
    options = parser.parse_args()
    ours = Runner([options.runner])
    r = Runner(["Rscript", str(Path(__file__).with_name("stl_runner.R"))])
    print("| n | period | window | robust | setting | here µs | statsmodels µs | R µs | statsmodels / here | R / here | "
          "difference to statsmodels | to R |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for n in (1_001, 10_001) if options.short else (1_001, 10_001, 100_001):
            for period in (12, 24, 168):
                for window, setting in ((0, "R"), (11, "R"), (7, "sm")):
                    for robust in (False, True):
                        print(compare(ours, r, folder, (n, period, window, robust, setting), options.rounds))
                        sys.stdout.flush()


if __name__ == "__main__":
    main()
