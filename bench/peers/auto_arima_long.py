#!/usr/bin/env python3
"""auto_arima on one long series with a long season: a random walk, a sine of the season and noise, from a seed.

Needs   Linux, Python 3.10.
Run     auto_arima_long.py BINARY [--length 10000] [--season 168] [--rounds 3]
Output  seconds (median, with the process) and peak memory
"""

import argparse
import math
import os
import random
import statistics
import subprocess
import tempfile
import time


def write_series(path: str, length: int, season: int) -> None:
    draw = random.Random(4)
    level = 0.0
    with open(path, "w") as file:
        file.write("unique_id,ds,y\n")
        for t in range(length):
            level += draw.gauss(0, 1)
            value = 100 + level + 20 * math.sin(2 * math.pi * t / season) + draw.gauss(0, 0.5)
            file.write(f"a,{t + 1},{value:.6f}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--length", type=int, default=10_000)
    parser.add_argument("--season", type=int, default=168)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    seconds, peaks = [], []
    with tempfile.TemporaryDirectory() as folder:
        data, out = os.path.join(folder, "data.csv"), os.path.join(folder, "out.csv")
        write_series(data, args.length, args.season)
        for _ in range(args.rounds):
            begin = time.perf_counter()
            process = subprocess.Popen([args.binary, "forecast", data, "--horizon", "24", "--season", str(args.season),
                                        "--models", "auto_arima", "-o", out],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            if status != 0:
                raise SystemExit(f"{args.binary} ended with status {status}")
            seconds.append(time.perf_counter() - begin)
            peaks.append(usage.ru_maxrss / 1024)
    print(f"{args.length:,} values, season {args.season}: {statistics.median(seconds):.2f} s, {max(peaks):.0f} MiB")


if __name__ == "__main__":
    main()
