#!/usr/bin/env python3
"""ARIMA with regressors and with gaps: foretell's likelihood, coefficients and forecasts against statsmodels'.

Both maximise the exact likelihood. Simulated series of 160 values with two regressors, and the same with a tenth of
the values missing, for several orders; differenced models on complete series (statsmodels then differences first, too).

Needs   Python 3.10, numpy, pandas, statsmodels 0.14 or newer.
Run     arima_against_statsmodels.py BINARY SCRATCH [--series 20]
Output  a Markdown table per order: the smallest and largest difference of the log-likelihoods (ours minus theirs),
        and, where they agree to 0.001, the largest relative differences of coefficients, standard errors and forecasts.
"""

import argparse
import json
import subprocess
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from statsmodels.tsa.statespace.sarimax import SARIMAX

HORIZON, LENGTH = 8, 160
CASES = [((1, 0, 0), True), ((2, 0, 0), True), ((1, 0, 1), True), ((0, 0, 2), True), ((1, 1, 1), False),
         ((0, 1, 1), False)]


def simulated(order, rng):
    """y, x [LENGTH + HORIZON, 2]: regression on x with ARIMA errors."""
    n = LENGTH + HORIZON
    x = np.column_stack([rng.normal(size=n), np.cumsum(rng.normal(size=n)) / 4])
    e = rng.normal(size=n + 50)
    u = np.zeros(n + 50)
    phi, theta = 0.6 if order[0] else 0.0, 0.4 if order[2] else 0.0
    for t in range(1, n + 50):
        u[t] = phi * u[t - 1] + e[t] + theta * e[t - 1]
    u = np.cumsum(u[50:]) if order[1] else u[50:]
    return 5 + x @ [1.5, -2.0] + u, x


def ours(binary, scratch, y, x, order):
    """Log-likelihood, coefficients by name, forecasts of the command."""
    table = pd.DataFrame({"ds": np.arange(1, LENGTH + HORIZON + 1), "y": y, "a": x[:, 0], "b": x[:, 1]})
    table.loc[LENGTH:, "y"] = np.nan
    data, out = scratch / "arima.csv", scratch / "arima_out.csv"
    table.to_csv(data, index=False)
    word = f"arima(order={order[0]}/{order[1]}/{order[2]})"
    done = subprocess.run([binary, "forecast", data, "--horizon", str(HORIZON), "--models", word, "--regressors", "a,b",
                           "--target", "y", "--json", "--details", "-q", "-o", out], check=True, capture_output=True)
    model = json.loads(done.stdout)["series"][0]
    return model["log_likelihood"], model["numbers"], pd.read_csv(out)[word].to_numpy()


def theirs(y, x, order):
    """The same by statsmodels."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        constant = np.ones((len(x), 0 if order[1] else 1))
        exog = np.column_stack([constant, x])
        model = SARIMAX(y[:LENGTH], exog[:LENGTH], order=order, simple_differencing=bool(order[1]))
        fit = model.fit(disp=False, method="bfgs", maxiter=500, gtol=1e-7, cov_type="approx")
        names = [] if order[1] else ["intercept"]
        names += ["a", "b"] + [f"ar{i + 1}" for i in range(order[0])] + [f"ma{i + 1}" for i in range(order[2])]
        numbers = dict(zip(names, fit.params)) | {f"se {k}": v for k, v in zip(names, fit.bse)}
        forecast = None if order[1] else fit.forecast(HORIZON, exog=exog[LENGTH:])
    return fit.llf, numbers, forecast


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("scratch", type=Path)
    parser.add_argument("--series", type=int, default=20)
    args = parser.parse_args()
    print("| order | gaps | series | log-likelihood, ours − theirs | same optimum | coefficients | standard errors | forecasts |"
          "\n|---|---|---|---|---|---|---|---|")
    for order, gaps_allowed in CASES:
        for gaps in ([False, True] if gaps_allowed else [False]):
            gains, same, worst = [], 0, np.zeros(3)
            for seed in range(args.series):
                rng = np.random.default_rng(seed)
                y, x = simulated(order, rng)
                if gaps:
                    y[rng.choice(np.arange(5, LENGTH - 5), LENGTH // 10, replace=False)] = np.nan
                a, b = ours(args.binary, args.scratch, y, x, order), theirs(y, x, order)
                gains.append(a[0] - b[0])
                if abs(gains[-1]) > 1e-3:
                    continue
                same += 1
                names = [k for k in b[1] if not k.startswith("se ")]
                worst[0] = max(worst[0], *(abs(a[1][k] - b[1][k]) / b[1]["se " + k] for k in names))
                worst[1] = max(worst[1], *(abs(a[1]["se " + k] / b[1]["se " + k] - 1) for k in names))
                if b[2] is not None:
                    worst[2] = max(worst[2], np.max(np.abs(a[2] - b[2]) / np.abs(b[2]).mean()))
            print(f"| {order} | {'a tenth' if gaps else 'none'} | {args.series} | {min(gains):.5f} … {max(gains):.5f} | {same} | "
                  f"{worst[0]:.1e} se | {worst[1]:.1e} | {worst[2]:.1e} |", flush=True)


if __name__ == "__main__":
    main()
