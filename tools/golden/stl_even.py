"""Golden values of robust STL of an even number of values (statsmodels; see tools/golden/stl.R for why not R).

usage   python tools/golden/stl_even.py
writes  tests/decompose/golden/stl_even.json. Made with statsmodels 0.15.0; nothing random.
"""

import json
from pathlib import Path

import numpy as np
from statsmodels.tsa.seasonal import STL

y = np.array(json.loads(Path("tests/decompose/golden/AirPassengers.json").read_text())["y"], float)
fit = STL(y, period=12, seasonal=13, trend=21, low_pass=13, robust=True).fit(inner_iter=2, outer_iter=6)
Path("tests/decompose/golden/stl_even.json").write_text(json.dumps({
    "made_with": "tools/golden/stl_even.py, statsmodels 0.15.0", "source": "R datasets: AirPassengers", "y": y.tolist(),
    "season": fit.seasonal.tolist(), "trend": fit.trend.tolist()}) + "\n")
