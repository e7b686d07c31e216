#!/usr/bin/env python3
"""The Python package against statsforecast and R's forecast on M-competition data: accuracy beside time, cold and warm.

Cold is a whole process: interpreter, imports, reading, the first forecast; warm is the second forecast in the same
process. Contenders run in turn, and the first run of each is thrown away where there are several: compiled code of
statsforecast is then in its cache on disk, as on its user's machine. R runs its models series by series, on as many
processes as there are cores. A pilot on fifty series says beforehand how long it will take.

Needs   pandas, pyarrow; the package built (build/release/python); statsforecast 2.1.1 in the interpreter PEER; R with
        forecast for --r.
Run     python_race.py FOLDER... [--peer PYTHON] [--r] [--repeats 3] [--sample 200] [--output race.md]
        FOLDER holds train.csv.gz, test.csv.gz (unique_id, ds, y) and meta.json (horizon, season_length).
Output  a Markdown table per folder; progress on standard error.
"""
import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = os.environ.get("FORETELL_PACKAGE", str(ROOT / "build/release/python"))

FORETELL = """
import sys, time; sys.path.insert(0, {package!r})
import pandas as pd, foretell as ft
df = pd.read_parquet("in.parquet")
run = lambda: ft.forecast(df, {horizon}, "{ours}", season={season}, coverage=[80, 95])
out = run(); begin = time.perf_counter(); out = run(); print(time.perf_counter() - begin)
out.rename(columns={{"{ours}": "mean"}})[["unique_id", "ds", "mean"]].to_parquet("out.parquet")
"""
STATSFORECAST = """
import time, pandas as pd
from statsforecast import StatsForecast
from statsforecast.models import {theirs}
df = pd.read_parquet("in.parquet")
if __name__ == "__main__":
    run = lambda: StatsForecast([{theirs}(season_length={season})], freq=1, n_jobs=-1).forecast(
        df=df, h={horizon}, level=[80, 95])
    out = run(); begin = time.perf_counter(); out = run(); print(time.perf_counter() - begin)
    out.rename(columns={{"{theirs}": "mean"}})[["unique_id", "ds", "mean"]].to_parquet("out.parquet")
"""
R = """
suppressMessages({{library(forecast); library(parallel)}})
df <- read.csv("in.csv"); parts <- split(df$y, factor(df$unique_id, unique(df$unique_id)))
run <- function() mclapply(parts, function(y) as.numeric(
  forecast({r}(ts(y, frequency = {season})), h = {horizon}, level = c(80, 95))$mean), mc.cores = detectCores())
out <- run(); took <- system.time(out <- run())[["elapsed"]]; cat(took, "\\n")
ends <- tapply(df$ds, factor(df$unique_id, unique(df$unique_id)), max)
write.csv(data.frame(unique_id = rep(names(out), each = {horizon}), ds = rep(ends, each = {horizon}) + 1:{horizon},
                     mean = unlist(out)), "out.csv", row.names = FALSE)
"""
PAIRS = {"auto_ets": ("AutoETS", "ets"), "dotm": ("DynamicOptimizedTheta", None),
         "auto_arima": ("AutoARIMA", "auto.arima")}  # fmt: skip


def smape_mase(out, test, train, season):
    """sMAPE and MASE over all series, each the mean over series."""
    rows = test.merge(out, on=["unique_id", "ds"])
    assert len(rows) == len(test), "forecasts are missing"
    error = (rows["y"] - rows["mean"]).abs()
    smape = (200 * error / (rows["y"].abs() + rows["mean"].abs())).groupby(rows["unique_id"]).mean()
    scale = train.groupby("unique_id")["y"].apply(lambda y: y.diff(season).abs().mean())
    mase = error.groupby(rows["unique_id"]).mean() / scale
    return smape.mean(), mase[scale > 0].mean()


def once(call, folder):
    """Seconds of a whole process, and of its second forecast."""
    begin = time.perf_counter()
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True)
    cold = time.perf_counter() - begin
    if done.returncode:
        sys.exit(f"{call} failed:\n{done.stdout[-500:]}\n{done.stderr[-2000:]}")
    warm = float(done.stdout.split()[-1])
    return cold - warm, warm  # the process forecasts twice


def integers(frame):
    """Time as the number of the row within its series: all three read that."""
    return frame.assign(ds=frame.groupby("unique_id").cumcount() + 1)


def tables(folder, sample, season):
    """Training and test rows of the series that have both, or of a drawn sample of them."""
    train, test = (pd.read_csv(folder / f"{part}.csv.gz") for part in ("train", "test"))
    lengths = train.dropna().groupby("unique_id")["y"].size()
    both = sorted(set(lengths[lengths > 2 * season + 5].index) & set(test["unique_id"]))
    kept = set(both if not sample or sample >= len(both) else random.Random(1).sample(both, sample))
    train, test = (part[part["unique_id"].isin(kept)] for part in (train, test))
    rows = integers(pd.concat([train.assign(part=0), test.assign(part=1)], ignore_index=True))
    return [rows[rows["part"] == p].drop(columns="part").sort_values(["unique_id", "ds"]).reset_index(drop=True)
            for p in (0, 1)]  # fmt: skip


class Contest:
    """The programs that forecast one training table with one model."""

    def __init__(self, train, horizon, season, model, options):
        self.train, self.horizon, self.season = train, horizon, season
        theirs, r = PAIRS[model]
        self.names = {"package": PACKAGE, "horizon": horizon, "season": season, "ours": model, "theirs": theirs, "r": r}
        self.programs = {"foretell": ([sys.executable, "a.py"], FORETELL, "a.py"),
                         "statsforecast": ([options.peer, "b.py"], STATSFORECAST, "b.py")}
        if options.r and r:
            self.programs["R forecast"] = (["Rscript", "c.R"], R, "c.R")

    def run(self, program, folder):
        """Cold and warm seconds, and the forecasts."""
        call, text, file = self.programs[program]
        self.train.to_csv(folder / "in.csv", index=False)
        self.train.to_parquet(folder / "in.parquet")
        (folder / file).write_text(text.format(**self.names))
        costs = once(call, folder)
        made = pd.read_csv(folder / "out.csv") if file == "c.R" else pd.read_parquet(folder / "out.parquet")
        return costs, made


def tell(text):
    print(text, file=sys.stderr, flush=True)


def estimate(train, horizon, season, model, options):
    """What the race over all series will take, from one over fifty of them."""
    ids = train["unique_id"].unique()
    few = train[train["unique_id"].isin(ids[:50])]
    contest = Contest(few, horizon, season, model, options)
    total = 0.0
    for program in contest.programs:
        with tempfile.TemporaryDirectory() as name:
            (cold, warm), _ = contest.run(program, Path(name))
        whole = warm * len(ids) / 50
        total += options.repeats * (max(cold - warm, 0) + 2 * whole)
        tell(f"  pilot of 50 series, {model}, {program}: cold {cold:.1f} s, warm {warm:.2f} s; all {len(ids)}: ~{whole:.0f} s warm")
    tell(f"  {model}: about {total / 60:.1f} minutes")


def race(folder, options, say):
    meta = json.loads((folder / "meta.json").read_text())
    season, horizon = options.season or meta.get("season_length", 1), meta["horizon"]
    train, test = tables(folder, options.sample, season)
    count = train["unique_id"].nunique()
    if count == 0:
        sys.exit(f"{folder}: no series has training and test rows and more than two seasons")
    say(f"\n{folder.name}: {count} series, horizon {horizon}, season {season}, {os.cpu_count()} cores\n")
    say("| model | program | cold s | warm s | series/s warm | sMAPE | MASE |\n|---|---|---|---|---|---|---|")
    for model in options.models.split(","):
        if count > 200:
            estimate(train, horizon, season, model, options)
        contest = Contest(train, horizon, season, model, options)
        costs = {program: [] for program in contest.programs}
        marks = {}
        for turn in range(options.repeats):
            for program in contest.programs:
                with tempfile.TemporaryDirectory() as name:
                    cost, made = contest.run(program, Path(name))
                costs[program].append(cost)
                marks[program] = smape_mase(made, test, train, season)
                tell(f"  {model}, {program}, run {turn + 1} of {options.repeats}: cold {cost[0]:.2f} s, warm {cost[1]:.3f} s")
        for program, runs in costs.items():
            cold, warm = (statistics.median(t) for t in zip(*runs[len(runs) > 1 :]))
            smape, mase = marks[program]
            say(f"| {model} | {program} | {cold:.2f} | {warm:.3f} | {count / warm:,.0f} | {smape:.2f} | {mase:.3f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--peer", default=sys.executable, help="Python with statsforecast")
    parser.add_argument("--r", action="store_true")
    parser.add_argument("--models", default="auto_ets,dotm")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--sample", type=int, default=0, help="so many series, drawn; 0: all")
    parser.add_argument("--season", type=int, default=0)
    parser.add_argument("--output", type=Path, help="Markdown file to write as well")
    options = parser.parse_args()
    lines = []

    def say(text):
        print(text, flush=True)
        lines.append(text)
        if options.output:
            options.output.write_text("\n".join(lines) + "\n")

    for folder in options.folders:
        race(folder, options, say)


if __name__ == "__main__":
    main()
