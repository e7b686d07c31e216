"""What the tests of the Python package share: the package of the build folder, and tables."""
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
PRESET = os.environ.get("FORETELL_PRESET", "release")
PACKAGE = Path(os.environ.get("FORETELL_PACKAGE", ROOT / "build" / PRESET / "python"))
BINARY = Path(os.environ.get("FORETELL_BINARY", ROOT / "build" / PRESET / "foretell"))
sys.path.insert(0, str(PACKAGE))
os.environ["PYTHONPATH"] = os.pathsep.join([str(PACKAGE), os.environ.get("PYTHONPATH", "")])


def monthly(series=3, months=48):
    """Monthly series with trend and season."""
    t = np.arange(months)
    parts = [
        pd.DataFrame(
            {
                "unique_id": f"store_{s}",
                "ds": pd.date_range("2020-01-01", periods=months, freq="MS"),
                "y": 100 + 10 * s + t + 20.0 * (t % 12 == 11) + (t * 7919 % 13) / 3,
            }
        )
        for s in range(series)
    ]
    return pd.concat(parts, ignore_index=True)


@pytest.fixture
def sales():
    return monthly()


@pytest.fixture
def command(tmp_path):
    """Runs the command on a pandas frame; its answer as a pyarrow table."""
    import pyarrow as pa
    import pyarrow.feather
    import pyarrow.parquet

    def run(verb, frame, *options):
        table = frame if isinstance(frame, pa.Table) else pa.Table.from_pandas(frame)
        pa.parquet.write_table(table, tmp_path / "in.parquet")
        call = [BINARY, verb, tmp_path / "in.parquet", "-o", tmp_path / "out.arrow", "-q"]
        done = subprocess.run([*call, *map(str, options)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return pa.feather.read_table(tmp_path / "out.arrow")

    return run


def same_bits(mine, theirs):
    """Two pyarrow tables with the same columns, ids and times, and numbers equal to the bit."""
    assert mine.column_names == theirs.column_names
    for name in mine.column_names:
        ours, others = mine[name].to_pylist(), theirs[name].to_pylist()
        assert ours == others, name
