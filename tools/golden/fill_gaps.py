"""Golden values of curves (scipy) and of structural models (statsmodels).

usage   python tools/golden/fill_gaps.py
writes  tests/numeric/golden/interpolation.json and tests/transform/golden/structural.json. Made with scipy 1.17.1 and
        statsmodels 0.15.0; seed 1.
"""

import json
from pathlib import Path

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator
from statsmodels.tsa.statespace.structural import UnobservedComponents

MADE_WITH = "tools/golden/fill_gaps.py, scipy 1.17.1, statsmodels 0.15.0"
random = np.random.default_rng(1)


def write(path: str, value: dict) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(json.dumps({"made_with": MADE_WITH, **value}) + "\n")


def curves() -> dict:
    cases = []
    for n in (2, 3, 4, 30):
        x = np.cumsum(random.integers(1, 5, n)).astype(float)
        y = np.round(random.normal(size=n), 1)
        at = np.arange(x[0], x[-1] + 0.25, 0.5)
        spline = CubicSpline(x, y, bc_type="natural") if n > 2 else lambda a, x=x, y=y: np.interp(a, x, y)
        cases.append({"x": x.tolist(), "y": y.tolist(), "at": at.tolist(), "spline": spline(at).tolist(),
                      "monotone": PchipInterpolator(x, y)(at).tolist()})
    return {"cases": cases}


def air_passengers() -> np.ndarray:
    y = np.log(np.array(json.loads(Path("tests/decompose/golden/AirPassengers.json").read_text())["y"], float))
    y[[5, 6, 40, 41, 42, 43, 44, 100]] = np.nan
    return y


def structural() -> dict:
    y = air_passengers()
    cases = []
    for kind, period, variances in (("local level", 1, [0.002, 0.01]), ("local linear trend", 1, [0.002, 0.005, 0.0001]),
                                    ("local linear trend", 12, [1e-4, 6e-4, 1e-7, 2e-5]),
                                    ("local linear trend", 12, [0.0, 6e-4, 1e-7, 2e-5])):
        model = UnobservedComponents(y, kind, seasonal=period if period > 1 else None, use_exact_diffuse=True)
        given = model.smooth(variances)
        fit = model.fit(disp=False, maxiter=2000, method="nm")
        fit = model.fit(fit.params, disp=False, maxiter=1000)
        signal = lambda r: (r.level.smoothed + (r.seasonal.smoothed if period > 1 else 0)).tolist()
        cases.append({"slope": kind != "local level", "period": period, "variances": variances, "signal": signal(given),
                      "log_likelihood": given.llf, "best": fit.params.tolist(), "best_signal": signal(fit),
                      "best_log_likelihood": fit.llf})
    return {"source": "R datasets: log(AirPassengers) with eight values missing",
            "y": [None if np.isnan(v) else v for v in y], "cases": cases}


if __name__ == "__main__":
    write("tests/numeric/golden/interpolation.json", curves())
    write("tests/transform/golden/structural.json", structural())
