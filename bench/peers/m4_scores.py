#!/usr/bin/env python3
"""sMAPE, MASE and OWA of a forecast file by the formulas of the M4 competition.

    sMAPE  mean over the horizon of 200 |y - f| / (|y| + |f|), then over the series
    MASE   mean |y - f| over the horizon, divided by the mean |y_t - y_{t-m}| of the training part
    OWA    half of sMAPE / sMAPE(naive2) plus half of MASE / MASE(naive2)
    Source Makridakis, Spiliotis & Assimakopoulos (2020), Int. J. Forecasting 36, 54-74

Needs   Python 3.10, numpy, pandas, pyarrow.
Folder  one frequency: train.csv.gz, test.csv.gz, naive2.csv.gz (unique_id, ds, value), meta.json (mase_m).
Run     m4_scores.py FOLDER                    scores naive2 and compares it with the published figures
        m4_scores.py FOLDER FORECASTS [COLUMN]  scores a CSV or Parquet file with unique_id, ds, MODEL...
Exit    0 done, 1 a forecast is missing or not finite, or naive2 misses its published figures
"""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

KEYS = ["unique_id", "ds"]


@dataclass
class Scores:
    """Means over the series of one set; `owa` is NaN without naive2."""

    series: int
    smape: float
    mase: float
    owa: float = float("nan")


@dataclass
class M4Set:
    """One frequency of M4: training part, official test part and naive2, series in the test's order."""

    name: str
    meta: dict
    train: pd.DataFrame
    actual: pd.DataFrame
    naive2: pd.DataFrame

    @property
    def horizon(self) -> int:
        return int(self.meta["horizon"])

    @property
    def season(self) -> int:
        return int(self.meta["mase_m"])

    def only(self, ids) -> "M4Set":
        """The same set with these series only."""
        parts = [part[part["unique_id"].isin(ids)] for part in (self.train, self.actual, self.naive2)]
        return M4Set(self.name, self.meta, *parts)

    def scored(self) -> "M4Set":
        """The series that have an official test part."""
        return self.only(set(self.actual["unique_id"]) & set(self.train["unique_id"]))

    def sample(self, count: int, seed: int) -> "M4Set":
        """`count` series drawn with a seed; all of them if there are no more than that."""
        ids = sorted(self.train["unique_id"].unique())
        if count <= 0 or count >= len(ids):
            return self
        return self.only(set(np.random.default_rng(seed).choice(ids, count, replace=False)))


def read_table(path: Path) -> pd.DataFrame:
    """A CSV or Parquet file, sorted by series and time; `ds` whole numbers."""
    table = pd.read_parquet(path) if str(path).endswith(".parquet") else pd.read_csv(path)
    table["unique_id"] = table["unique_id"].astype(str)
    table["ds"] = table["ds"].astype("int64")
    return table.sort_values(KEYS, kind="stable", ignore_index=True)


def read_set(folder: Path) -> M4Set:
    """A folder of one frequency."""
    parts = [read_table(folder / f"{part}.csv.gz") for part in ("train", "test", "naive2")]
    for part in parts:
        part.columns = [*KEYS, "y"]
    return M4Set(folder.name, json.loads((folder / "meta.json").read_text()), *parts)


def first_model(table: pd.DataFrame) -> str:
    """The first column of point forecasts."""
    return next(c for c in table.columns if c not in KEYS and "-lo-" not in c and "-hi-" not in c)


def scales(train: pd.DataFrame, season: int) -> pd.Series:
    """Mean absolute seasonal difference of the training part, per series."""
    lagged = train.groupby("unique_id", sort=False)["y"].shift(season)
    return (train["y"] - lagged).abs().groupby(train["unique_id"]).mean()


def point_scores(m4: M4Set, forecast: pd.DataFrame, column: str) -> Scores:
    """sMAPE and MASE of one column. Raises ValueError when a forecast is missing or not finite."""
    both = m4.actual.merge(forecast[[*KEYS, column]].rename(columns={column: "f"}), how="left", on=KEYS)
    bad = both[~np.isfinite(both["f"])]
    if len(bad):
        raise ValueError(f"{len(bad)} forecasts missing or not finite, first {tuple(bad.iloc[0][KEYS])}")
    error = (both["y"] - both["f"]).abs()
    size = both["y"].abs() + both["f"].abs()
    both["smape"] = (200 * error / size.where(size > 0)).fillna(0)
    both["error"] = error
    per_series = both.groupby("unique_id")[["smape", "error"]].mean()
    scale = scales(m4.train, m4.season).reindex(per_series.index)
    mase = (per_series["error"] / scale.where(scale > 0)).fillna(0)
    return Scores(len(per_series), per_series["smape"].mean(), mase.mean())


def scores(m4: M4Set, forecast: pd.DataFrame, column: str | None = None) -> Scores:
    """sMAPE, MASE and OWA of one column of a forecast table."""
    result = point_scores(m4, forecast, column or first_model(forecast))
    base = point_scores(m4, m4.naive2, "y")
    result.owa = (result.smape / base.smape + result.mase / base.mase) / 2
    return result


def naive2_agrees(m4: M4Set) -> bool:
    """Prints naive2's scores beside the published ones; true if they agree where the set is complete."""
    got = point_scores(m4, m4.naive2, "y")
    told = m4.meta["published_naive2" if m4.meta["complete_official_set"] else "recomputed_naive2"]
    agrees = abs(got.smape - told["sMAPE"]) < 6e-4 and abs(got.mase - told["MASE"]) < 6e-4
    print(f"{m4.name}: naive2 of {got.series} series sMAPE {got.smape:.4f} MASE {got.mase:.4f}, "
          f"expected {told['sMAPE']} {told['MASE']}: {'agrees' if agrees else 'DIFFERS'}")
    return agrees


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("forecasts", type=Path, nargs="?")
    parser.add_argument("column", nargs="?")
    args = parser.parse_args()
    m4 = read_set(args.folder).scored()
    if args.forecasts is None:
        return 0 if naive2_agrees(m4) else 1
    try:
        result = scores(m4, read_table(args.forecasts), args.column)
    except ValueError as problem:
        sys.exit(f"{args.forecasts}: {problem}")
    print(f"{result.series} series  sMAPE {result.smape:.3f}  MASE {result.mase:.3f}  OWA {result.owa:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
