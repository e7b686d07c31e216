"""Foretell behind sktime's interface: its own checks, and the same numbers as without it. Needs sktime,
which `make test-sktime` installs."""
import warnings

import foretell as ft
import numpy as np
import pandas as pd
import pytest

sktime = pytest.importorskip("sktime")
warnings.filterwarnings("ignore", module="sktime")


def monthly_y(months=60):
    t = np.arange(months)
    index = pd.period_range("2020-01", periods=months, freq="M")
    return pd.Series(100 + t + 20.0 * (t % 12 == 11) + (t * 7919 % 13) / 3, index, name="sales")


def frame_of(y):
    return pd.DataFrame({"unique_id": "y", "ds": y.index.to_timestamp(), "y": y.to_numpy()})


@pytest.fixture
def forecaster():
    from foretell.sktime import ForetellForecaster

    return ForetellForecaster


def test_it_passes_the_checks_of_sktime(forecaster):
    from sktime.utils.estimator_checks import check_estimator

    results = check_estimator(forecaster, raise_exceptions=False, verbose=False)
    assert len(results) > 500
    assert {name: text for name, text in results.items() if text != "PASSED"} == {}


@pytest.mark.parametrize("models", ["auto_ets", "theta", ft.SeasonalNaive()])
def test_the_numbers_are_those_without_sktime(forecaster, models):
    y = monthly_y()
    fitted = forecaster(models).fit(y)
    want = ft.forecast(frame_of(y), 12, models, coverage=[90])  # the season is found in both
    np.testing.assert_array_equal(fitted.predict(range(1, 13)), want.iloc[:, 2])
    assert fitted.predict([3]).iloc[0] == want.iloc[2, 2]
    bounds = fitted.predict_interval(range(1, 13), coverage=0.9)
    np.testing.assert_array_equal(bounds.to_numpy(), want.iloc[:, 3:])
    inside = fitted.predict([-5, 0, 2])
    assert list(inside.index) == [y.index[-6], y.index[-1], y.index[-1] + 2]
    fitted.update(monthly_y(66)[60:])
    again = ft.Forecaster(models).fit(frame_of(y)).update(frame_of(monthly_y(66)[60:])).predict(1)
    assert fitted.predict([1]).iloc[0] == again.iloc[0, 2]


def test_rows_of_x_are_found_by_their_index(forecaster):
    y = monthly_y()
    x = pd.DataFrame({"price": np.arange(72) % 7}, pd.period_range("2020-01", periods=72, freq="M"))
    y = y + 5 * x["price"][:60]
    fitted = forecaster("arima(order=1/0/0)").fit(y, X=x[:60])
    all_steps = fitted.predict(range(1, 13), X=x[60:])
    assert fitted.predict([1], X=x[60:]).iloc[0] == all_steps.iloc[0]
    assert fitted.predict([5], X=x[64:65]).iloc[0] == all_steps.iloc[4]
    with pytest.raises(ValueError, match="no rows"):
        fitted._predict(sktime.forecasting.base.ForecastingHorizon([5]), x[60:63])
