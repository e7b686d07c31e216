#!/usr/bin/env python3
"""Golden values for tests/diagnose from statsmodels and scipy, for the series that diagnose.R wrote.

usage: python tools/golden/diagnose.py tests/diagnose/golden
Writes python.json; the versions stand in it.
"""
import json
import sys
import warnings
from pathlib import Path

import numpy as np
import scipy
import statsmodels
from scipy import signal
from statsmodels.stats.diagnostic import acorr_ljungbox, het_arch
from statsmodels.tsa.stattools import acf, adfuller, kpss

NAMES = ("AirPassengers", "Nile", "lynx", "nottem", "LakeHuron")


def dickey_fuller(y):
    """statistic, p, lags, observations and critical values by regression and rule."""
    answers = {}
    for part in ("n", "c", "ct"):
        for rule in ("AIC", "BIC", "t-stat", None):
            statistic, p, lags, count, critical = adfuller(y, regression=part, autolag=rule)[:5]
            answers[f"{part} {rule}"] = [statistic, p, lags, count, *critical.values()]
    return answers


def correlations(y):
    """Autocorrelations with Bartlett's 95 % bands, and tests of whiteness."""
    r, band = acf(y, nlags=12, alpha=0.05, fft=False)
    table = acorr_ljungbox(y, lags=[6], boxpierce=True, model_df=1).iloc[0]
    return {"bartlett": (band[1:, 1] - r[1:]).tolist(), "portmanteau": table.tolist(),
            "arch": list(het_arch(y - np.mean(y), nlags=4))}


def spectra(y):
    """Welch spectra as scipy computes them."""
    usual = signal.welch(y, nperseg=64)
    plain = signal.welch(y, fs=12, nperseg=40, noverlap=10, window="boxcar", detrend="linear")
    periodogram = signal.periodogram(y, detrend="linear")
    return {"welch": usual[1].tolist(), "welch_boxcar": plain[1].tolist(),
            "frequency": plain[0].tolist(), "periodogram": periodogram[1].tolist()}


def main():
    folder = Path(sys.argv[1])
    warnings.simplefilter("ignore")
    result = {"made_by": "tools/golden/diagnose.py", "statsmodels": statsmodels.__version__,
              "scipy": scipy.__version__, "series": {}}
    for name in NAMES:
        y = np.array(json.loads((folder / f"{name}.json").read_text())["y"])
        result["series"][name] = {
            "adf": dickey_fuller(y), "kpss_auto": list(kpss(y, "c", nlags="auto")[:3]),
            **correlations(y), **spectra(y)}
    (folder / "python.json").write_text(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
