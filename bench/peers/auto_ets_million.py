#!/usr/bin/env python3
"""auto_ets over a million short seasonal series, and how it scales from one core to two.

The series are made here: a level that wanders, a season and noise, 40 to 80 observations, from a seed.

Needs   Linux, Python 3.10, numpy, pyarrow.
Run     auto_ets_million.py BINARY [--series 1000000] [--seasons 4,12] [--scaling 20000]
Output  a Markdown table: wall and processor seconds, series per second, peak memory; then the time of a smaller set
        with one thread and with two, in turn, medians of three.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import pyarrow
import pyarrow.parquet

CHUNK = 50_000


def make_table(path: str, count: int, season: int) -> int:
    """Writes the series; the number of rows."""
    writer, rows = None, 0
    for first in range(0, count, CHUNK):
        part = min(CHUNK, count - first)
        rng = numpy.random.default_rng([season, first])
        lengths = rng.integers(40, 81, part)
        owner = numpy.repeat(numpy.arange(part), lengths)
        step = numpy.arange(len(owner)) - numpy.repeat(numpy.cumsum(lengths) - lengths, lengths)
        walk = numpy.cumsum(rng.normal(0, 2, (part, 80)), axis=1)
        figure = rng.normal(0, 8, (part, season))
        level = rng.uniform(80, 500, part)
        y = level[owner] + walk[owner, step] + figure[owner, step % season] + rng.normal(0, 3, len(owner))
        ids = pyarrow.array([f"{i:07d}" for i in range(first, first + part)]).take(pyarrow.array(owner))
        table = pyarrow.table({"unique_id": ids, "ds": pyarrow.array(step + 1),
                               "y": pyarrow.array(numpy.round(numpy.maximum(y, 1), 2))})
        writer = writer or pyarrow.parquet.ParquetWriter(path, table.schema)
        writer.write_table(table)
        rows += len(owner)
    writer.close()
    return rows


def run(binary: str, data: str, out: str, season: int, threads: int) -> tuple[float, float, int]:
    """Wall and processor seconds and peak MiB of one run."""
    begin = time.monotonic()
    child = subprocess.Popen([binary, "forecast", data, "--horizon", str(season), "--season", str(season), "--models",
                              "auto_ets", "-o", out, "--quiet", "--threads", str(threads)])
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"auto_ets_million: the command ended with {status}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss >> 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--series", type=int, default=1_000_000)
    parser.add_argument("--seasons", default="4,12")
    parser.add_argument("--scaling", type=int, default=20_000)
    args = parser.parse_args()
    print("| series | season | rows | wall s | processor s | processor minutes | series/s | peak MiB |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        data, out = os.path.join(folder, "data.parquet"), os.path.join(folder, "out.parquet")
        for season in map(int, args.seasons.split(",")):
            rows = make_table(data, args.series, season)
            wall, cpu, peak = run(args.binary, data, out, season, 0)
            print(f"| {args.series:,} | {season} | {rows:,} | {wall:.0f} | {cpu:.0f} | {cpu / 60:.1f} | "
                  f"{args.series / wall:,.0f} | {peak:,} |", flush=True)
        season = int(args.seasons.split(",")[-1])
        make_table(data, args.scaling, season)
        times = {1: [], 2: []}
        for _ in range(3):
            for threads in times:
                times[threads].append(run(args.binary, data, out, season, threads)[0])
        one, two = (statistics.median(times[threads]) for threads in (1, 2))
        print(f"\n{args.scaling:,} series of season {season}: one thread {one:.2f} s, two {two:.2f} s, {one / two:.2f} times")


if __name__ == "__main__":
    main()
