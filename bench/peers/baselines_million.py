#!/usr/bin/env python3
"""Baselines over a million short series: foretell against statsforecast, whole processes, all cores.

The series are made here: a level, a slope, a season of 4 and noise, 24 to 40 observations each, from a seed. The
last observation, drift line and means that both programs must agree on are checked on every series.

Needs   Linux, Python 3.10, numpy, pandas, pyarrow, polars, statsforecast 2.1.1; about 12 GiB of memory for the peer.
Run     baselines_million.py BINARY SCRATCH [--series 1000000] [--repeats 3] [--models naive,drift]
Output  a Markdown table: medians of wall seconds, CPU seconds and peak MiB, ratios, largest relative difference.
"""

import argparse
import os
import sys
from pathlib import Path

import measure
import numpy as np
import polars as pl
from against_statsforecast import Side, in_turn, pair, words_of

HORIZON, SEASON, RUNNER = 8, 4, Path(__file__).with_name("statsforecast_run.py")


def make_series(count: int, seed: int) -> pl.DataFrame:
    """A long table of `count` positive series."""
    rng = np.random.default_rng(seed)
    lengths = rng.integers(24, 41, count)
    owner = np.repeat(np.arange(count), lengths)
    step = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    level, slope = rng.uniform(50, 500, count), rng.normal(0, 0.5, count)
    season = rng.normal(0, 5, (count, SEASON))
    y = level[owner] + slope[owner] * step + season[owner, step % SEASON] + rng.normal(0, 3, len(owner))
    ids = pl.Series("unique_id", owner).cast(pl.String).str.zfill(7)
    return pl.DataFrame({"unique_id": ids, "ds": step + 1, "y": np.round(np.maximum(y, 1), 2)})


def difference(a: Side, b: Side) -> float:
    """The largest relative difference of the point forecasts of two files."""
    tables = []
    for side in (a, b):
        table = pl.read_parquet(side.out)
        table = table.select(pl.col("unique_id").cast(pl.String), pl.col("ds").cast(pl.Int64),
                             pl.col(table.columns[2]).cast(pl.Float64).alias("f"))
        tables.append(table.sort("unique_id", "ds"))
    if not tables[0].select("unique_id", "ds").equals(tables[1].select("unique_id", "ds")):
        sys.exit(f"{a.out} and {b.out} hold different series or steps")
    x, y = (table["f"].to_numpy() for table in tables)
    return float(np.max(np.abs(x - y) / np.maximum(np.abs(y), 1e-9)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("scratch", type=Path)
    parser.add_argument("--series", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--peer-repeats", type=int, default=0, help="fewer runs of a slow peer, 0: as many")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--models", default="naive,seasonal_naive,drift,mean,window_average(window=3)")
    args = parser.parse_args()
    train = args.scratch / f"series-{args.series}-{args.seed}.parquet"
    if not train.exists():
        make_series(args.series, args.seed).write_parquet(train)
    print(f"{args.series:,} series of 24 to 40 observations, horizon {HORIZON}, 80 and 95 % intervals except "
          f"window_average (the peer has none), foretell / statsforecast, {os.cpu_count()} cores, medians of "
          f"{args.repeats}\n\n| model | wall s | ratio | CPU s | peak MiB | largest relative difference |\n"
          "|---|---|---|---|---|---|", flush=True)
    binary = str(Path(args.binary).resolve())
    common = [str(train), "--horizon", str(HORIZON), "--season", str(SEASON)]
    for word, peer in map(pair, words_of(args.models)):
        mine, theirs = args.scratch / "foretell.parquet", args.scratch / "statsforecast.parquet"
        a = Side([binary, "forecast", *common, "--models", word, "--coverage", "80,95", "--quiet", "-o", str(mine)],
                 mine, [])
        b = Side([sys.executable, str(RUNNER), peer, str(train), str(theirs), *common[1:]], theirs, [])
        in_turn(a, b, args.repeats, args.peer_repeats)
        x, y = measure.median(a.costs), measure.median(b.costs)
        print(f"| {word} | {x.wall:.2f} / {y.wall:.2f} | **{y.wall / x.wall:.1f}** | {x.cpu:.1f} / {y.cpu:.1f} | "
              f"{x.memory:.0f} / {y.memory:.0f} | {difference(a, b):.1e} |", flush=True)


if __name__ == "__main__":
    main()
