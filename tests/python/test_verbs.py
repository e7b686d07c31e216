"""Backtest, score and analyze give what the command gives."""
import json
import subprocess

import foretell as ft
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import BINARY


def run(tmp_path, verb, *arguments):
    call = [BINARY, verb, *map(str, arguments), "--json", "-q"]
    done = subprocess.run(call, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_backtest_is_that_of_the_command(sales, tmp_path):
    sales.to_parquet(tmp_path / "in.parquet", index=False)
    told = run(tmp_path, "backtest", "in.parquet", "--horizon", 4, "--windows", 2, "--models",
               "naive,theta", "-o", "out.parquet")
    mine = ft.backtest(sales, 4, "naive,theta", windows=2)
    board = mine.leaderboard
    assert board["model"].tolist() == [row["model"] for row in told["leaderboard"]]
    for name, column in board.items():
        if name in ("model", "seconds", "refused"):
            continue
        theirs = [row["metrics"][name] for row in told["leaderboard"]]
        assert [None if pd.isna(v) else v for v in column] == theirs
    windows = pd.read_parquet(tmp_path / "out.parquet").astype({"unique_id": str})
    pd.testing.assert_frame_equal(mine.windows, windows, check_dtype=False, check_exact=True)
    assert len(mine.by_step) == 8 and len(mine.by_series) == 6


def test_frames_of_a_backtest_are_of_the_kind_that_came(sales):
    answer = ft.backtest(pl.from_pandas(sales), 3, ["naive", ft.Drift()], select="validation")
    for name in ("leaderboard", "by_step", "by_series", "windows"):
        assert isinstance(getattr(answer, name), pl.DataFrame)
    assert any(m.startswith("best(") for m in answer.leaderboard["model"])
    assert "naive" in repr(answer) and "<table" in answer._repr_html_()
    with pytest.raises(AttributeError):
        answer.nothing


@pytest.mark.parametrize("options,kind", [
    ({"windows": 0}, ft.OptionError), ({"windows": 1.5}, ft.CallTypeError),
    ({"step": -1}, ft.OptionError), ({"training": 3, "windows": "2"}, ft.CallTypeError),
])
def test_backtests_that_make_no_sense(sales, options, kind):
    with pytest.raises(kind):
        ft.backtest(sales, 3, "naive", **options)


def test_scores_are_those_of_the_command(sales, tmp_path):
    train, test = sales.groupby("unique_id").head(42), sales.groupby("unique_id").tail(6)
    made = ft.forecast(train, 6, "naive,theta")
    for name, frame in {"train": train, "test": test, "made": made}.items():
        frame.to_parquet(tmp_path / f"{name}.parquet", index=False)
    told = run(tmp_path, "score", "made.parquet", "test.parquet", "--train", "train.parquet")
    mine = ft.score(made, test, train=train)
    assert mine.total["model"].tolist() == [row["model"] for row in told["models"]]
    assert mine.total["mase"].tolist() == [row["metrics"]["mase"] for row in told["models"]]
    assert mine.num_scored == 18 and len(mine.by_series) == 6 and len(mine.by_step) == 12


def test_forecasts_of_anybody_are_scored(sales):
    theirs = sales[["unique_id", "ds"]].assign(AutoETS=sales["y"] + 1)
    answer = ft.score(theirs, sales)
    assert answer.total["mae"].tolist() == pytest.approx([1.0])
    assert answer.by_series["unique_id"].tolist() == ["store_0", "store_1", "store_2"]


@pytest.mark.parametrize("change,kind,text", [
    (lambda d: d[:48].assign(unique_id="x"), ft.BadFileError, "no row"),
    (lambda d: pd.concat([d, d]), ft.DuplicateError, "twice"),
    (lambda d: d[["unique_id", "ds"]], ft.Error, "forecast|values"),
])
def test_scores_of_nonsense(sales, change, kind, text):
    with pytest.raises(kind, match=text):
        ft.score(change(sales[["unique_id", "ds"]].assign(mine=1.0)), sales)


def test_an_analysis_is_that_of_the_command(sales, tmp_path):
    sales.to_parquet(tmp_path / "in.parquet", index=False)
    told = run(tmp_path, "analyze", "in.parquet", "-o", "out.parquet")
    mine = ft.analyze(sales)
    assert mine.findings == told["findings"]
    features = pd.read_parquet(tmp_path / "out.parquet").astype({"unique_id": str})
    pd.testing.assert_frame_equal(mine.features, features, check_dtype=False, check_exact=True)
    advice = {s["unique_id"]: s["advice"] for s in told["series"]}
    assert mine.advice.groupby("unique_id")["advice"].agg(list).to_dict() == advice
    assert isinstance(ft.analyze(pa.Table.from_pandas(sales)).features, pa.Table)
    assert mine.findings[0] in repr(mine)
