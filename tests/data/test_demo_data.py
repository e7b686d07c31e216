"""data/: each demo file is a clean long table, and the README names the source of each of its series."""
import csv
from datetime import datetime
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
FILES = sorted(DATA.glob("*.csv"))


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_a_sorted_long_table_without_duplicates(path):
    table = rows(path)
    assert list(table[0]) == ["unique_id", "ds", "y"]
    keys = [(row["unique_id"], datetime.fromisoformat(row["ds"])) for row in table]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_value_is_a_finite_number(path):
    assert all(abs(float(row["y"])) < 1e9 for row in rows(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_readme_lists_the_file_with_its_rows_and_every_series(path):
    text, table = (DATA / "README.md").read_text(), rows(path)
    line = next(line for line in text.splitlines() if line.startswith(f"| `{path.name}`"))
    assert f"| {len({row['unique_id'] for row in table})} | {len(table):,} |" in line
    for name in {row["unique_id"] for row in table}:
        family = name if name in text else name.rsplit("_", 1)[0]
        assert f"`{name}`" in text or f"`{family}_*`" in text or f"`{family.rsplit('_', 1)[0]}_*`" in text, name


def test_all_files_together_are_small_enough_to_ship():
    assert sum(path.stat().st_size for path in FILES) < 400_000


def gaps(name, step):
    table = rows(DATA / name)
    times = [datetime.fromisoformat(row["ds"]) for row in table]
    return round((times[-1] - times[0]).total_seconds() / step) + 1 - len(times)


def test_the_files_with_gaps_have_as_many_as_the_readme_says():
    assert gaps("weekly_with_gaps.csv", 7 * 86400) == 59
    assert gaps("hourly_with_gaps.csv", 3600) == 74
    assert gaps("weekly.csv", 7 * 86400) == 3


def test_the_intermittent_series_is_mostly_zero():
    values = [float(row["y"]) for row in rows(DATA / "intermittent.csv")]
    assert round(sum(value == 0 for value in values) / len(values), 2) == 0.69
