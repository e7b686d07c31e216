#!/usr/bin/env python3
"""The Python package against statsforecast and R's forecast on M-competition data: accuracy beside time, cold and warm.

Cold is a whole process: interpreter, imports, reading, the first forecast; warm is the second forecast in the same
process. Contenders run in turn. R runs its ets() series by series, on as many processes as there are cores.

Needs   pandas, pyarrow; the package built (build/release/python); statsforecast 2.1.1 in the interpreter PEER; R with
        forecast for --r.
Run     python_race.py FOLDER... [--peer PYTHON] [--r] [--repeats 3]
        FOLDER holds train.csv.gz, test.csv.gz (unique_id, ds, y) and meta.json (horizon, season, freq).
Output  a Markdown table per folder.
"""
import argparse
import json
import os
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
        sys.exit(done.stderr[-2000:])
    warm = float(done.stdout.split()[-1])
    return cold - warm, warm  # the process forecasts twice


def integers(frame):
    """Time as the number of the row within its series: all three read that."""
    return frame.assign(ds=frame.groupby("unique_id").cumcount() + 1)


def race(folder, options):
    meta = json.loads((folder / "meta.json").read_text())
    train, test = (pd.read_csv(folder / f"{part}.csv.gz") for part in ("train", "test"))
    if options.sample:
        kept = train["unique_id"].unique()[: options.sample]
        train, test = train[train["unique_id"].isin(kept)], test[test["unique_id"].isin(kept)]
    train = train[train["unique_id"].isin(test["unique_id"])]
    both = integers(pd.concat([train.assign(part=0), test.assign(part=1)], ignore_index=True))
    train, test = (both[both["part"] == p].drop(columns="part").reset_index(drop=True) for p in (0, 1))
    season, horizon = options.season or meta.get("season_length", 1), meta["horizon"]
    print(f"\n{folder.name}: {train['unique_id'].nunique()} series\n")
    print("| model | program | cold s | warm s | sMAPE | MASE |\n|---|---|---|---|---|---|")
    for ours in options.models.split(","):
        theirs, r = PAIRS[ours]
        names = {"package": PACKAGE, "horizon": horizon, "season": season, "ours": ours, "theirs": theirs, "r": r}
        with tempfile.TemporaryDirectory() as name:
            place = Path(name)
            train.to_parquet(place / "in.parquet"); train.to_csv(place / "in.csv", index=False)
            programs = {"foretell": ([sys.executable, "a.py"], FORETELL, "a.py"),
                        "statsforecast": ([options.peer, "b.py"], STATSFORECAST, "b.py")}
            if options.r and r:
                programs["R forecast"] = (["Rscript", "c.R"], R, "c.R")
            costs = {program: [] for program in programs}
            marks = {}
            for _ in range(options.repeats):
                for program, (call, text, file) in programs.items():
                    (place / file).write_text(text.format(**names))
                    costs[program].append(once(call, place))
                    out = place / ("out.csv" if file == "c.R" else "out.parquet")
                    made = pd.read_csv(out) if file == "c.R" else pd.read_parquet(out)
                    marks[program] = smape_mase(made, test, train, season)
            for program in programs:
                cold, warm = (statistics.median(t) for t in zip(*costs[program]))
                smape, mase = marks[program]
                print(f"| {ours} | {program} | {cold:.2f} | {warm:.3f} | {smape:.2f} | {mase:.3f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--peer", default=sys.executable, help="Python with statsforecast")
    parser.add_argument("--r", action="store_true")
    parser.add_argument("--models", default="auto_ets,dotm")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--sample", type=int, default=0, help="the first series only")
    parser.add_argument("--season", type=int, default=0)
    options = parser.parse_args()
    for folder in options.folders:
        race(folder, options)


if __name__ == "__main__":
    main()
