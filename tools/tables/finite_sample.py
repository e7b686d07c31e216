#!/usr/bin/env python3
"""Response surfaces of the laws of tests at finite lengths, from simulated quantiles.

Needs   Python 3.10, numpy.
Run     build/bench/bench/diagnose/null_laws 40000 > null_laws.csv      (seed 20260101, some minutes)
        tools/tables/finite_sample.py null_laws.csv > foretell/diagnose/finite_sample_table.cpp
Output  the table, as source; on standard error the largest errors of a size that the surfaces leave at 5 %.
"""

import csv
import sys
from statistics import NormalDist

import numpy as np

LAWS = ["DickeyFullerNone", "DickeyFullerConstant", "DickeyFullerTrend", "DickeyFullerNoneAic",
        "DickeyFullerConstantAic", "DickeyFullerTrendAic", "DickeyFullerNoneBic", "DickeyFullerConstantBic",
        "DickeyFullerTrendBic", "DickeyFullerNoneT", "DickeyFullerConstantT", "DickeyFullerTrendT",
        "PhillipsPerronConstant", "PhillipsPerronTrend", "LjungBox", "BoxPierce", "ArchLm", "JarqueBera"]
NORMAL = NormalDist()


def terms(law: str, n: float, lags: float) -> list[float]:
    """The terms of the surface; those that a law does not vary in are zero."""
    by_length = [n**-0.5, 1 / n, 1 / n**2]
    if law == "JarqueBera":
        return by_length
    if law.startswith("DickeyFuller") and law.endswith(("Aic", "Bic", "T")):
        return [*by_length, lags / n, (lags / n) ** 2]
    return [*by_length, lags / n, (lags / n) ** 2, lags**0.5 / n]


def surface(law: str, rows: np.ndarray, score: float, quantiles: np.ndarray) -> tuple[list[float], list[float]]:
    """Coefficients, and the share that the surface rejects too many or too few in each row."""
    x = np.array([terms(law, n, lags) for n, lags in rows])
    shift = quantiles - score
    slopes = np.linalg.lstsq(x, shift, rcond=None)[0]
    errors = [NORMAL.cdf(score - e) - NORMAL.cdf(score) for e in shift - x @ slopes]
    return [*slopes, *[0.0] * (6 - len(slopes))], errors


def main() -> None:
    with open(sys.argv[1], newline="") as file:
        header, *rows = csv.reader(file)
    levels = [float(level) for level in header[3:]]
    data = np.array(rows, float)
    print('#include "foretell/diagnose/finite_sample_table.hpp"\n')
    print("// Made by tools/tables/finite_sample.py.\nnamespace foretell {")
    print("const std::array<NullSurface, kNumNullLaws> kNullSurfaces{{")
    for index, law in enumerate(LAWS):
        own = data[data[:, 0] == index]
        print(f"    // {law}\n    {{{{")
        for k, level in enumerate(levels):
            slopes, errors = surface(law, own[:, 1:3], NORMAL.inv_cdf(level), own[:, 3 + k])
            print("        {" + ", ".join(f"{slope:.5g}" for slope in slopes) + "},")
            if level == 0.05:
                worst = [max((e for e, n in zip(errors, own[:, 1]) if (n >= 32) == long), key=abs)
                         for long in (False, True)]
                print(f"{law}: under 32 observations {100 * worst[0]:.2f} points, else {100 * worst[1]:.2f}", file=sys.stderr)
        print("    }},")
    print("}};\n}  // namespace foretell")


if __name__ == "__main__":
    main()
