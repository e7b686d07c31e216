"""Frames for local clusters. `make test-cluster` installs the engines and runs these tests."""
import os
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = os.environ.get("FORETELL_PACKAGE", str(ROOT / "build/release/python"))
sys.path.insert(0, PACKAGE)
os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
os.environ["PYTHONPATH"] = os.pathsep.join([PACKAGE, os.environ.get("PYTHONPATH", "")])


@pytest.fixture(scope="session")
def shops():
    """Forty monthly series of several lengths."""
    parts = []
    for s in range(40):
        months = 36 + s % 5
        t = np.arange(months)
        y = 100 + s + t + 20.0 * (t % 12 == 11) + (t * (7919 + s) % 13) / 3
        ds = pd.date_range("2020-01-01", periods=months, freq="MS")
        parts.append(pd.DataFrame({"unique_id": f"shop_{s:02d}", "ds": ds, "y": y}))
    return pd.concat(parts, ignore_index=True)
