"""The verb analyze: what it finds, where it says so, and that one bad series stops nothing."""
import csv
import io
import json

import pytest

from conftest import only_line


def features_of(text):
    return {row["unique_id"]: row for row in csv.DictReader(io.StringIO(text))}


def awkward(foretell):
    """Series that let nearly nothing be computed, among two that are fine."""
    rows = ["unique_id,ds,y"]
    values = {
        "season": [100 + t + 20 * ((t % 12) == 11) + (t * 7919 % 13) / 3 for t in range(60)],
        "constant": [5] * 40,
        "short": [1, 2, 3],
        "one": [7],
        "missing": [""] * 30,
        "negative": [(-1) ** t * t for t in range(50)],
        "gaps": ["", ""] + [t % 7 if t % 5 else "" for t in range(70)] + [""],
        "huge": [1e200 * (-1) ** t for t in range(40)],
    }
    for name, series in values.items():
        rows += [f"{name},{t + 1},{value}" for t, value in enumerate(series)]
    return foretell.table("awkward.csv", "\n".join(rows) + "\n")


def test_season_and_trend_are_found_and_said(foretell):
    data = foretell.monthly(series=3, months=60)
    result = foretell("analyze", data)
    assert result.returncode == 0, result.stderr
    assert "3 of 3 series have a season of 12." in result.stderr
    assert result.stdout == ""


def test_the_table_has_one_row_per_series_and_one_column_per_feature(foretell):
    data = foretell.monthly(series=3, months=60)
    assert foretell("analyze", data, "-q", "-o", "f.csv").returncode == 0
    rows = features_of((foretell.folder / "f.csv").read_text())
    assert list(rows) == ["store_1", "store_2", "store_3"]
    row = rows["store_2"]
    assert row["season_period"] == "12"
    assert float(row["trend_strength"]) > 0.9
    assert {"kpss_p", "lambda", "entropy", "change_points", "demand", "finding"} <= set(row)


@pytest.mark.parametrize("name", ["f.parquet", "f.jsonl", "f.arrow"])
def test_the_table_has_any_format(foretell, name):
    assert foretell("analyze", foretell.monthly(), "-q", "-o", name).returncode == 0
    assert (foretell.folder / name).stat().st_size > 100


def test_json_gives_advice_and_features_worst_first(foretell):
    result = foretell("analyze", awkward(foretell), "-q", "--json", "--season", 12)
    assert result.returncode == 0, result.stderr
    summary = json.loads(result.stdout)
    series = summary["series"]
    assert [s["severity"] for s in series] == sorted((s["severity"] for s in series), reverse=True)
    assert series[0]["unique_id"] == "missing"
    by_id = {s["unique_id"]: s for s in series}
    assert by_id["season"]["seasons"][0]["period"] == 12
    assert by_id["constant"]["advice"] == ["Every value is 5: naive says all there is to say."]
    assert by_id["season"]["features"]["observations"] == 60


def test_what_cannot_be_computed_says_why_and_the_rest_comes(foretell):
    data = awkward(foretell)
    result = foretell("analyze", data, "-q", "--season", 12, "-o", "f.csv", "--report", "p.html",
                      "--models", "auto_ets,naive")
    assert result.returncode == 0, result.stderr
    rows = features_of((foretell.folder / "f.csv").read_text())
    assert len(rows) == 8
    assert "Box-Cox lambda: " in rows["negative"]["not_computed"]
    assert rows["negative"]["kpss"] != ""
    assert rows["short"]["mean"] == "2"
    assert "<html" in (foretell.folder / "p.html").read_text()


def test_threads_change_nothing(foretell):
    data = foretell.monthly(series=40, months=50)
    tables = []
    for threads in (1, 2):
        assert foretell("analyze", data, "-q", "-o", "f.csv", "--threads", threads).returncode == 0
        tables.append((foretell.folder / "f.csv").read_text())
    assert tables[0] == tables[1]


def test_the_page_holds_the_worst_series_only_and_says_so(foretell):
    data = foretell.monthly(series=5, months=40)
    result = foretell("analyze", data, "-q", "--report", "p.html", "--report-series", 2)
    assert result.returncode == 0, result.stderr
    assert "The 2 series with most to look at, of 5" in (foretell.folder / "p.html").read_text()


def test_residuals_of_an_unknown_model_are_refused_before_anything_is_read(foretell):
    refused = foretell("analyze", "absent.csv", "--models", "auto_est", "--report", "p.html")
    assert refused.returncode == 2
    assert "did you mean" in only_line(refused)


def test_residuals_need_a_page(foretell):
    refused = foretell("analyze", foretell.monthly(), "--models", "naive")
    assert refused.returncode == 2
    assert only_line(refused).endswith("name one with --report")


@pytest.mark.parametrize("file, words", [
    ("absent.csv", "no such file"),
    ("text.csv", "'abc' is not a number"),
])
def test_a_bad_table_leaves_one_line_and_no_file(foretell, file, words):
    foretell.table("text.csv", "unique_id,ds,y\na,1,2\na,2,abc\n")
    refused = foretell("analyze", file, "-o", "f.csv", "--report", "p.html")
    assert refused.returncode == 1
    assert words in only_line(refused)
    assert foretell.files() == ["text.csv"]


def test_an_output_folder_that_is_missing_is_named(foretell):
    refused = foretell("analyze", foretell.monthly(), "-q", "-o", "absent/f.csv")
    assert refused.returncode == 1
    assert "absent" in only_line(refused)
