"""bench/peers/m4_scores.py: the formulas of M4 on a table small enough to score by hand."""
import sys
from pathlib import Path

import pytest

pd = pytest.importorskip("pandas")
sys.path.insert(0, str(Path(__file__).parents[3] / "bench/peers"))
from m4_scores import M4Set, first_model, point_scores, scores  # noqa: E402


def long(ids, times, values, name="y"):
    return pd.DataFrame({"unique_id": ids, "ds": times, name: values})


@pytest.fixture
def small():
    train = long(["a"] * 4 + ["b"] * 4, [1, 2, 3, 4] * 2, [1.0, 2.0, 4.0, 7.0, 10.0, 10.0, 12.0, 12.0])
    actual = long(["a", "a", "b", "b"], [5, 6] * 2, [10.0, 10.0, 14.0, 0.0])
    naive2 = long(["a", "a", "b", "b"], [5, 6] * 2, [7.0, 7.0, 12.0, 12.0])
    return M4Set("small", {"horizon": 2, "mase_m": 1}, train, actual, naive2)


def test_smape_and_mase_are_the_means_over_the_series(small):
    got = point_scores(small, small.naive2, "y")
    smape_a = 200 * 3 / 17
    smape_b = (200 * 2 / 26 + 200) / 2
    assert got.series == 2
    assert got.smape == pytest.approx((smape_a + smape_b) / 2)
    assert got.mase == pytest.approx((3 / 2 + 7 / (2 / 3)) / 2)


def test_naive2_has_owa_one_and_a_perfect_forecast_zero(small):
    assert scores(small, small.naive2, "y").owa == pytest.approx(1)
    assert scores(small, small.actual, "y").owa == pytest.approx(0)


def test_a_missing_forecast_is_refused_with_its_series_and_step(small):
    short = small.actual.iloc[:3].rename(columns={"y": "Model"})
    with pytest.raises(ValueError, match=r"1 forecasts missing.*b.*6"):
        scores(small, short)


def test_the_first_model_is_not_a_bound():
    columns = ["unique_id", "ds", "AutoETS-lo-80", "AutoETS", "AutoETS-hi-80"]
    assert first_model(pd.DataFrame(columns=columns)) == "AutoETS"


def test_a_sample_is_the_same_for_the_same_seed(small):
    assert small.sample(1, 3).train["unique_id"].unique() == small.sample(1, 3).train["unique_id"].unique()
    assert small.sample(0, 3) is small
