#!/usr/bin/env python3
"""foretell against R's forecast package on classic series: forecasts, intervals and log-likelihoods.

Every model runs on every complete single series as one call of the command; what R gave is read from its JSON files.

Needs   Python 3.10, numpy, pandas.
Run     classic_against_r.py BINARY CLASSIC REFERENCE [--models theta,auto_ets] [--worst 5] [-o rows.csv]
        CLASSIC    index.csv (name, n, frequency, columns, n_missing) and NAME.csv (ds, y)
        REFERENCE  NAME.json: per key mean, lower80, upper80, lower95, upper95 of 24 steps and, for exponential
                   smoothing, model.loglik (forecast 8.20, default arguments of each function)
Output  a Markdown table, one row per model:
        forecast, width   median and largest over the series of max |ours - R| over the 24 steps, relative to the
                          largest |forecast|, or width of the interval, of R
        log-likelihood    ours minus R's: lowest, median, and share not lower than R's minus 0.01
        A forecast may differ where the likelihood is higher: R stops early on some series.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

HORIZON = 24


def ets(form: str) -> str:
    """The model word of a form such as AAA or MAdM."""
    trend = {"N": "none", "A": "add", "Ad": "damped"}[form[1:-1]]
    kind = {"N": "none", "A": "add", "M": "mul"}
    return f"ets(error={kind[form[0]]},trend={trend},season={kind[form[-1]]})"


MODELS = {
    "naive": "naive", "seasonal_naive": "snaive", "drift": "drift", "mean": "meanf", "theta": "thetaf",
    "ses": "ses", "holt": "holt", "damped": "holt_damped", "auto_ets": "ets_auto",
    "ets(error=add,alpha=0.3)": "ets_fixed_alpha",
    **{ets(form): f"ets_{form}" for form in ("ANN", "MNN", "AAN", "MAN", "ANA", "AAA", "MNM", "MAM")},
    ets("AAdN"): "ets_AAN_damped", ets("MAdM"): "ets_MAM_damped",
}


def complete_series(classic: Path) -> list[tuple[str, int]]:
    """Names and periods of the series with one column and without gaps; period 1 if it is not a whole number."""
    index = pd.read_csv(classic / "index.csv")
    index = index[(index["columns"] == 1) & (index["n_missing"] == 0)]
    whole = index["frequency"] == index["frequency"].round()
    return list(zip(index["name"], index["frequency"].where(whole, 1).astype(int)))


def renumbered(path: Path, folder: Path) -> Path:
    """The series with time stamps 1..n, as R counts them."""
    table = pd.read_csv(path)
    out = folder / path.name
    pd.DataFrame({"ds": np.arange(1, len(table) + 1), "y": table["y"]}).to_csv(out, index=False)
    return out


def run(binary: str, series: Path, word: str, period: int) -> tuple[pd.DataFrame, dict] | str:
    """The forecast table and the details of the fit, or why there is none."""
    out = series.with_suffix(".forecast.csv")
    out.unlink(missing_ok=True)
    done = subprocess.run([binary, "forecast", str(series), "--horizon", str(HORIZON), "--models", word, "--season",
                           str(period), "--coverage", "80,95", "--no-fallback", "--json", "--details", "-o", str(out)],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0 or not out.exists():
        return (done.stderr.strip().splitlines() or ["no forecast"])[-1]
    table = pd.read_csv(out)
    details = json.loads(done.stdout).get("series", [])
    return (table, details[0] if details else {}) if table.iloc[:, 2:].notna().all(axis=None) else "empty forecast"


def bounds(answer: dict) -> dict[str, np.ndarray]:
    """Mean and bounds of one key of R."""
    part = answer.get("forecast", answer)
    return {key: np.asarray(part[key], float) for key in ("mean", "lower80", "upper80", "lower95", "upper95")}


def relative(ours: np.ndarray, theirs: np.ndarray) -> float:
    return float(np.max(np.abs(ours - theirs)) / max(np.max(np.abs(theirs)), 1e-300))


def compared(table: pd.DataFrame, details: dict, answer: dict) -> dict:
    """Differences of one series and model."""
    mean, (low80, high80), (low95, high95) = (table.columns[2], *(
        [next(c for c in table.columns if c.endswith(f"-{side}-{coverage}")) for side in ("lo", "hi")]
        for coverage in (80, 95)))
    r = bounds(answer)
    widths = [relative((table[high] - table[low]).to_numpy(), r[f"upper{c}"] - r[f"lower{c}"])
              for low, high, c in ((low80, high80, 80), (low95, high95, 95))]
    result = {"forecast": relative(table[mean].to_numpy(), r["mean"]), "width": max(widths), "loglik": np.nan}
    theirs, ours = answer.get("model", {}).get("loglik"), details.get("log_likelihood")
    if theirs is not None and ours is not None:
        result["loglik"] = ours - theirs
    return result


def rows(args, scratch: Path) -> pd.DataFrame:
    """One row per series and model that R has an answer for."""
    found = []
    for name, period in complete_series(args.classic):
        reference = json.loads((args.reference / f"{name}.json").read_text())
        series = renumbered(args.classic / f"{name}.csv", scratch)
        for word, key in MODELS.items():
            answer = reference.get(key)
            if (args.models and word not in args.models) or not answer or "error" in answer:
                continue
            got = run(args.binary, series, word, period)
            row = {"series": name, "model": word, "refused": got} if isinstance(got, str) else {
                "series": name, "model": word, "refused": "", "name": got[1].get("name", ""),
                "method": answer.get("model", answer).get("method", ""), **compared(*got, answer)}
            found.append(row)
    return pd.DataFrame(found)


def line(word: str, part: pd.DataFrame) -> str:
    """One line of the table."""
    done = part[part["refused"] == ""]
    if done.empty:
        return f"| {word} | 0 | {len(part)} | | | | | |"
    gain = done["loglik"].dropna().to_numpy()
    likelihood = (f"{gain.min():.3g} | {np.median(gain):.2g} | {np.mean(gain >= -0.01):.1%}" if len(gain) else " | | ")
    cells = [f"{done[c].median():.1e}, {done[c].max():.1e}" for c in ("forecast", "width")]
    return f"| {word} | {len(done)} | {len(part) - len(done)} | {cells[0]} | {cells[1]} | {likelihood} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("classic", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--models", action="append", default=[], help="one model word; may be repeated")
    parser.add_argument("--worst", type=int, default=0, help="list this many lowest likelihoods and worst forecasts")
    parser.add_argument("-o", "--output", type=Path, help="all rows as CSV")
    args = parser.parse_args()
    args.binary = str(Path(args.binary).resolve())
    with tempfile.TemporaryDirectory() as scratch:
        table = rows(args, Path(scratch))
    if args.output:
        table.to_csv(args.output, index=False)
    print("| model | series | refused | forecast: median, largest | width: median, largest | log-likelihood: lowest | "
          "median | not lower than R - 0.01 |\n|---|---|---|---|---|---|---|---|")
    for word in dict.fromkeys(table["model"]):
        print(line(word, table[table["model"] == word]))
    if args.worst:
        print("\n" + table[table["refused"] != ""].to_string(index=False))
        for column, ascending in (("loglik", True), ("forecast", False)):
            print("\n" + table.sort_values(column, ascending=ascending).head(args.worst).to_string(index=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
