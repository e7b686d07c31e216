#!/usr/bin/env python3
"""Exponential smoothing of foretell against R's ets() on a sample of series, form by form.

Needs   Python 3.10, numpy, pandas.
Run     ets_sample_against_r.py BINARY SAMPLE.csv R.json [--forms auto,AAdM] [--worst 5] [-o rows.csv]
        SAMPLE.csv from sample_series.py, R.json from golden/ets_300.R on it
Output  a Markdown table, one row per form: log-likelihood (auto: AICc) of ours minus R's as lowest, median and the
        share not worse than R by more than 0.01; where both likelihoods agree to 0.01, the median and largest
        relative difference of forecasts and of the standard deviations behind the 80 % intervals; of auto how often
        the form is R's.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from classic_against_r import ets, relative

Z80 = 1.2815515655446004


def run(binary: str, table: pd.DataFrame, period: int, word: str, horizon: int, folder: Path):
    """Forecasts by series and details by series of one model over the series of one period."""
    series, out = folder / "series.csv", folder / "forecast.csv"
    table[["unique_id", "ds", "y"]].to_csv(series, index=False)
    out.unlink(missing_ok=True)
    done = subprocess.run([binary, "forecast", str(series), "--horizon", str(horizon), "--season", str(period),
                           "--models", word, "--coverage", "80", "--no-fallback", "--json", "--details", "-o",
                           str(out)], capture_output=True, text=True, check=False)
    if not out.exists():
        sys.exit(f"{word}, period {period}: {done.stderr.strip()}")
    details = {row["unique_id"]: row for row in json.loads(done.stdout)["series"]}
    return dict(list(pd.read_csv(out).groupby("unique_id"))), details


def compared(form: str, answer: dict, forecast: pd.DataFrame, detail: dict) -> dict:
    """One row: gain over R, and differences of forecasts and standard deviations."""
    mean, low, high = forecast.columns[2:5]
    gain = answer["aicc"] - detail["aicc"] if form == "auto" else detail["log_likelihood"] - answer["loglik"]
    deviation = (forecast[high] - forecast[low]).to_numpy() / (2 * Z80)
    return {"gain": gain, "name": detail["name"], "method": answer["method"],
            "mean": relative(forecast[mean].to_numpy(), np.asarray(answer["mean"], float)),
            "deviation": relative(deviation, np.sqrt(np.asarray(answer["variance"], float)))}


def rows(args, table: pd.DataFrame, truth: dict, folder: Path) -> pd.DataFrame:
    """All forms of all series that R fitted."""
    found = []
    for period, part in table.groupby("period"):
        answers = {key: truth["series"][key] for key in part["unique_id"].unique()}
        for form in dict.fromkeys(form for answer in answers.values() for form in answer if form not in ("period", "n")):
            if args.forms and form not in args.forms.split(","):
                continue
            ids = [key for key, answer in answers.items() if isinstance(answer.get(form, {}).get("loglik"), float)]
            forecasts, details = run(args.binary, part[part["unique_id"].isin(ids)], int(period),
                                     "auto_ets" if form == "auto" else ets(form), truth["horizon"], folder)
            for key in ids:
                usable = key in details and forecasts[key].iloc[:, 2:].notna().all(axis=None)
                found.append({"series": key, "form": form, "refused": not usable} | (
                    compared(form, answers[key][form], forecasts[key], details[key]) if usable else {}))
    return pd.DataFrame(found)


def line(form: str, part: pd.DataFrame) -> str:
    """One line of the table."""
    done = part[~part["refused"]]
    close = done[done["gain"].abs() <= 0.01]
    cells = [f"{close[c].median():.1e}, {close[c].max():.1e}" if len(close) else "" for c in ("mean", "deviation")]
    same = f"{np.mean(done['name'] == done['method']):.1%}" if form == "auto" else ""
    return (f"| {form} | {len(done)} | {len(part) - len(done)} | {done['gain'].min():.3g} | {done['gain'].median():.2g} | "
            f"{np.mean(done['gain'] >= -0.01):.1%} | {len(close)} | {cells[0]} | {cells[1]} | {same} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("sample", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--forms", default="", help="e.g. auto,ANN,AAdM; default all")
    parser.add_argument("--worst", type=int, default=0, help="list this many of the lowest gains")
    parser.add_argument("-o", "--output", type=Path, help="all rows as CSV")
    args = parser.parse_args()
    args.binary = str(Path(args.binary).resolve())
    with tempfile.TemporaryDirectory() as folder:
        table = rows(args, pd.read_csv(args.sample), json.loads(args.truth.read_text()), Path(folder))
    if args.output:
        table.to_csv(args.output, index=False)
    print("| form | series | refused | gain: lowest | median | not worse than R by 0.01 | equally likely | forecast: median, "
          "largest | deviation: median, largest | same form |\n|---|---|---|---|---|---|---|---|---|---|")
    for form in dict.fromkeys(table["form"]):
        print(line(form, table[table["form"] == form]))
    done = table[~table["refused"] & (table["form"] != "auto")]
    print(f"\nall fixed forms: {len(done)} fits, not lower than R - 0.01 on {np.mean(done['gain'] >= -0.01):.2%}, "
          f"higher by more than 0.01 on {np.mean(done['gain'] > 0.01):.1%}")
    if args.worst:
        print("\n" + table.sort_values("gain").head(args.worst).to_string(index=False))


if __name__ == "__main__":
    main()
