#!/usr/bin/env python3
"""Forecasts every series of a long table with one model of statsforecast, as a user would: read, forecast, write.

The whole process is what is measured: imports, reading, fitting on all cores, intervals, writing.

Needs   Python 3.10, statsforecast 2.1.1, polars, pyarrow.
Run     statsforecast_run.py AutoETS train.parquet forecasts.parquet --horizon 18 --season 12
Input   unique_id, ds, y as .csv, .csv.gz or .parquet
Output  unique_id, ds, MODEL, MODEL-lo-80, MODEL-hi-80, MODEL-lo-95, MODEL-hi-95 as .csv or .parquet
"""

import argparse
import os
from pathlib import Path

# One process per core is statsforecast's own parallelism; more threads inside would only get in its way.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import polars as pl  # noqa: E402
import statsforecast.models as models  # noqa: E402
from statsforecast import StatsForecast  # noqa: E402
from statsforecast.utils import ConformalIntervals  # noqa: E402

SEASONAL = {"AutoARIMA", "AutoETS", "AutoTheta", "Theta", "OptimizedTheta", "DynamicTheta", "DynamicOptimizedTheta",
            "AutoCES", "SeasonalNaive"}
PLAIN = {"Naive", "RandomWalkWithDrift", "HistoricAverage"}
CONFORMAL = {"WindowAverage"}  # no intervals of its own: the peer's conformal ones, from its least two windows
# The median of four, for means and bounds alike (Petropoulos & Svetunkov 2020); the peer has no such model itself.
SCUM = ("AutoETS", "AutoCES", "AutoARIMA", "DynamicOptimizedTheta")
NAMES = sorted(SEASONAL | PLAIN | CONFORMAL | {"Scum"})


def model(name: str, season: int, window: int, horizon: int, level: list):
    """The model object of a name."""
    if name in SEASONAL:
        return getattr(models, name)(season_length=season)
    if name in CONFORMAL:
        intervals = ConformalIntervals(h=horizon, n_windows=2) if level else None
        return models.WindowAverage(window_size=window, prediction_intervals=intervals)
    return getattr(models, name)()


def read(path: Path) -> pl.DataFrame:
    """A long table; `y` as double even where the first rows are whole numbers."""
    if path.suffix == ".parquet":
        return pl.read_parquet(path)
    return pl.read_csv(path, schema_overrides={"y": pl.Float64})


def write(table: pl.DataFrame, path: Path) -> None:
    """The forecasts, format by extension."""
    table.write_parquet(path) if path.suffix == ".parquet" else table.write_csv(path)


def median_of_four(table: pl.DataFrame) -> pl.DataFrame:
    """Columns Scum, Scum-lo-80 and so on from those of the four models."""
    table = table.rename({name: "Auto" + name for name in table.columns if name.startswith("CES")})
    ends = [name.removeprefix(SCUM[0]) for name in table.columns if name.startswith(SCUM[0])]
    middle = [pl.concat_list([f"{name}{end}" for name in SCUM]).list.median().alias(f"Scum{end}") for end in ends]
    return table.select("unique_id", "ds", *middle)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=NAMES)
    parser.add_argument("train", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--horizon", type=int, required=True)
    parser.add_argument("--season", type=int, default=1)
    parser.add_argument("--window", type=int, default=3, help="of WindowAverage")
    parser.add_argument("--freq", default="1", help="1 for whole numbers, else polars' words: 1mo, 1h")
    parser.add_argument("--levels", default="80,95", help="coverages in per cent, empty for none")
    parser.add_argument("--n-jobs", type=int, default=-1)
    args = parser.parse_args()
    freq = int(args.freq) if args.freq.isdigit() else args.freq
    level = [int(word) for word in args.levels.split(",") if word]
    names = SCUM if args.model == "Scum" else (args.model,)
    chosen = [model(name, args.season, args.window, args.horizon, level) for name in names]
    engine = StatsForecast(models=chosen, freq=freq, n_jobs=args.n_jobs)
    table = read(args.train)
    if table["ds"].dtype == pl.String:
        table = table.with_columns(pl.col("ds").str.to_datetime())
    forecasts = engine.forecast(df=table, h=args.horizon, level=level or None)
    write(median_of_four(forecasts) if args.model == "Scum" else forecasts, args.out)


if __name__ == "__main__":
    main()
