#!/usr/bin/env python3
"""Draws a seeded sample of series from folders of long tables into one CSV, to compare programs on the same series.

Needs   Python 3.10, numpy, pandas.
Run     sample_series.py OUT.csv m4-yearly=60 m4-quarterly=60 m4-monthly=60 m1-yearly=40 m1-quarterly=40 m1-monthly=40 \\
            --root DATA --seed 2026
        Each folder under DATA holds train.csv.gz (unique_id, ds, y) and meta.json (season_length).
Output  unique_id, ds, y, period: ids are FOLDER/ID, ds counts 1..n, period is the season length
"""

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd


def drawn(root: Path, name: str, count: int, rng: np.random.Generator, shortest: int) -> pd.DataFrame:
    """`count` complete series of one folder with at least `shortest` observations and two seasons."""
    period = int(json.loads((root / name / "meta.json").read_text())["season_length"])
    table = pd.read_csv(root / name / "train.csv.gz")
    lengths = table.groupby("unique_id")["y"].agg(["size", "count"])
    fit = lengths[(lengths["size"] == lengths["count"]) & (lengths["size"] >= max(shortest, 2 * period + 5))]
    ids = set(rng.choice(sorted(fit.index), count, replace=False))
    table = table[table["unique_id"].isin(ids)].sort_values(["unique_id", "ds"], kind="stable")
    return pd.DataFrame({"unique_id": name + "/" + table["unique_id"],
                         "ds": table.groupby("unique_id").cumcount() + 1, "y": table["y"], "period": period})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("parts", nargs="+", metavar="FOLDER=COUNT")
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--shortest", type=int, default=12)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    parts = [part.split("=") for part in args.parts]
    pd.concat([drawn(args.root, name, int(count), rng, args.shortest) for name, count in parts]).to_csv(
        args.out, index=False, float_format="%.17g")


if __name__ == "__main__":
    main()
