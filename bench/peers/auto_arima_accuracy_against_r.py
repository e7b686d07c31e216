#!/usr/bin/env python3
"""Accuracy of auto_arima here and of R's auto.arima on the same M4 series, by the M4 formulas.

Needs   Python 3.10, numpy, pandas.
Run     auto_arima_accuracy_against_r.py BINARY ANSWERS.json M4_FOLDERS SCRATCH
Input   ANSWERS.json of arima_reference.R with "auto" (ids "m4-quarterly/Q123"); M4_FOLDERS holds m4-quarterly/test.csv.gz
        and naive2.csv.gz, and so on. Weekly and hourly sets want ANSWERS with 13 and 48 steps
Output  a Markdown table: sMAPE, MASE and OWA per set; of monthly series the first 12 steps, which is how far R was asked.
        Below, per set, the difference of the OWA with its standard error over series, and whose series make it
"""

import argparse
import json
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd

HORIZONS = {"m4-yearly": (6, 1), "m4-quarterly": (8, 4), "m4-monthly": (12, 12), "m4-weekly": (13, 1),
            "m4-hourly": (48, 24)}


def wide(path: Path) -> dict:
    """Values by series of a long table, in order of time."""
    table = pd.read_csv(path)
    value = table.columns[2]
    return {k: v[value].to_numpy() for k, v in table.sort_values(["unique_id", "ds"]).groupby("unique_id")}


def errors(forecast, actual, train, period):
    """sMAPE in percent and MASE."""
    scale = np.mean(np.abs(train[period:] - train[:-period]))
    gap = np.abs(forecast - actual)
    return 200 * np.mean(gap / (np.abs(actual) + np.abs(forecast))), np.mean(gap) / scale


def ours(binary, scratch, series, horizon, period):
    """Forecasts of the command by series."""
    data, out = scratch / "accuracy.csv", scratch / "accuracy_out.csv"
    rows = [(i, t + 1, v) for i, y in series.items() for t, v in enumerate(y)]
    pd.DataFrame(rows, columns=["unique_id", "ds", "y"]).to_csv(data, index=False)
    subprocess.run([binary, "forecast", data, "--horizon", str(horizon), "--season", str(period), "--models", "auto_arima",
                    "-q", "-o", out], check=True)
    return wide(out)


def difference(ours_each, r_each, naive2, ids) -> str:
    """Ours minus R's, as a sentence; each [series, 2], naive2 [2]."""
    parts = np.mean((np.asarray(ours_each) - np.asarray(r_each)) / naive2, axis=1)
    largest = sorted(range(len(ids)), key=lambda i: -abs(parts[i]))[:5]
    named = ", ".join(f"{ids[i]} {parts[i] / len(ids):+.4f}" for i in largest)
    return (f"OWA differs by {parts.mean():+.4f} ± {parts.std(ddof=1) / len(ids) ** 0.5:.4f}; another model on "
            f"{np.sum(np.abs(parts) > 1e-4)} series, worse on {np.sum(parts > 1e-4)}; most: {named}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("answers", type=Path)
    parser.add_argument("folders", type=Path)
    parser.add_argument("scratch", type=Path)
    args = parser.parse_args()
    answers = json.loads(args.answers.read_text())["series"]
    notes = []
    print("| set | series | program | sMAPE | MASE | OWA |\n|---|---|---|---|---|---|")
    for name, (horizon, period) in HORIZONS.items():
        actual = wide(args.folders / name / "test.csv.gz")
        naive2 = wide(args.folders / name / "naive2.csv.gz")
        chosen = {k.split("/")[1]: v for k, v in answers.items() if k.startswith(name + "/")}
        chosen = {k: v for k, v in chosen.items()
                  if k in actual and k in naive2 and len(v["models"][0].get("mean", [])) >= horizon}
        if not chosen:
            continue
        train = {k: np.asarray(v["y"], float) for k, v in chosen.items()}
        forecasts = {"naive2": naive2, "R auto.arima": {k: v["models"][0]["mean"] for k, v in chosen.items()},
                     "foretell auto_arima": ours(args.binary, args.scratch, train, horizon, period)}
        score, all_errors = {}, {}
        for program, by_id in forecasts.items():
            each = [errors(np.asarray(by_id[k][:horizon], float), actual[k][:horizon], train[k], period) for k in chosen]
            score[program] = np.mean(each, axis=0)
            all_errors[program] = each
        for program in list(forecasts)[1:]:
            smape, mase = score[program]
            owa = (smape / score["naive2"][0] + mase / score["naive2"][1]) / 2
            print(f"| {name} | {len(chosen)} | {program} | {smape:.3f} | {mase:.3f} | {owa:.4f} |", flush=True)
        notes.append(f"{name}: " + difference(all_errors["foretell auto_arima"], all_errors["R auto.arima"],
                                              score["naive2"], list(chosen)))
    print("", *notes, sep="\n")


if __name__ == "__main__":
    main()
