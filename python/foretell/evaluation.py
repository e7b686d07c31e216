"""Rolling-origin evaluation, and scores of forecasts made anywhere."""

from __future__ import annotations

import logging
from typing import Any

from . import _core
from .display import table_html, table_text
from .forecasting import read
from .frames import frame_of
from .options import BACKTEST, FORECAST, flag, forecast_call, num_threads, table_call, text, whole
from .progress import Bar

log = logging.getLogger("foretell")

_SHOWN = ("model", "owa", "mase", "smape", "rmse", "bias", "crps", "msis", "coverage", "seconds",
          "refused")  # fmt: skip


class _Tables:
    """Tables of an answer, given as frames of the caller's kind when they are asked for."""

    def __init__(self, answer: Any, give: Any) -> None:
        self._answer = answer
        self._give = give

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *type(self).__annotations__})

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in type(self).__annotations__:
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")
        value = getattr(self._answer, name)
        if isinstance(value, _core.Table):
            value = self._give(value)
            self.__dict__[name] = value
        return value


class Backtest(_Tables):
    """How models did on origins of the past.

    Attributes:
        leaderboard: one row per model, best first: every metric, seconds, refused windows.
        by_step: the metrics 1, 2, ... steps ahead.
        by_series: the metrics of each series.
        windows: every forecast with what came: ``unique_id, ds, cutoff, y`` and the models' columns.
        num_left_out: series that were too short for the windows.
    """

    leaderboard: Any
    by_step: Any
    by_series: Any
    windows: Any
    num_left_out: int

    def __repr__(self) -> str:
        return table_text(self._answer.leaderboard, _SHOWN)

    def _repr_html_(self) -> str:
        return table_html(self._answer.leaderboard, _SHOWN, "Leaderboard, best first (by MASE)")


class Score(_Tables):
    """How forecasts fared.

    Attributes:
        total: one row per model, best first, with every metric.
        by_step: the metrics 1, 2, ... steps ahead.
        by_series: the metrics of each series.
        num_scored, num_unmatched: actual values with and without a forecast.
    """

    total: Any
    by_step: Any
    by_series: Any
    num_scored: int
    num_unmatched: int

    def __repr__(self) -> str:
        return table_text(self._answer.total, _SHOWN)

    def _repr_html_(self) -> str:
        return table_html(self._answer.total, _SHOWN, "Scores, best first (by MASE)")


def backtest(
    data: Any,
    horizon: int,
    models: Any = FORECAST.models,
    *,
    windows: int = BACKTEST.windows,
    step: int = BACKTEST.step,
    training: int = BACKTEST.training,
    no_refit: bool = BACKTEST.no_refit,
    id: str | None = None,
    time: str | None = None,
    target: str | None = None,
    regressors: Any = (),
    wide: bool = False,
    freq: str | None = None,
    season: Any = None,
    time_zone: str | None = None,
    select: str | None = None,
    coverage: Any = tuple(FORECAST.coverage),
    paths: int = FORECAST.paths,
    non_negative: bool = FORECAST.non_negative,
    no_fallback: bool = FORECAST.no_fallback,
    threads: int = 0,
    seed: int = FORECAST.seed,
    progress: bool | None = None,
) -> Backtest:
    """Forecasts from several past origins and compares with what came.

    Args:
        data, horizon, models: as in :func:`foretell.forecast`, like all that is not named here.
        windows: forecast origins per series.
        step: steps between origins (0: the horizon).
        training: length of a rolling training window (0: expanding).
        no_refit: fit at the first origin only, then update the state.

    Returns:
        A :class:`Backtest` with frames of the kind that came in.

    Raises:
        foretell.Error: what is wrong with the call or the data, where, and what to do.

    Example:
        >>> import foretell as ft
        >>> board = ft.backtest("data/demo.csv", horizon=12, models="naive,theta").leaderboard
        >>> board["model"].to_pylist()
        ['theta', 'naive']
    """
    forecast = forecast_call(
        horizon=horizon, models=models, select=select, coverage=coverage, paths=paths,
        non_negative=non_negative, no_fallback=no_fallback, seed=seed,
    )  # fmt: skip
    call = _core.BacktestCall()
    call.windows = whole("windows", windows, 1)
    call.step = whole("step", step)
    call.training = whole("training", training)
    call.no_refit = flag("no_refit", no_refit)
    table = table_call(
        id=id, time=time, target=target, regressors=regressors, wide=wide, freq=freq,
        season=season, time_zone=time_zone,
    )  # fmt: skip
    threads = num_threads(threads)
    panel, frame = read(data, table, threads)
    with Bar("evaluating", progress) as bar:
        answer = _core.backtest(panel, forecast, call, threads, bar.show)
    if answer.without_regressors:
        log.warning(answer.without_regressors)
    if answer.num_left_out:
        log.warning(f"{answer.num_left_out:,} series left out (first: {answer.first_left_out})")
    return Backtest(answer, frame.give)


def score(
    forecasts: Any,
    actuals: Any,
    *,
    train: Any = None,
    benchmark: str | None = None,
    id: str | None = None,
    time: str | None = None,
    target: str | None = None,
    freq: str | None = None,
    season: Any = None,
    time_zone: str | None = None,
    threads: int = 0,
) -> Score:
    """Measures any forecasts by what came.

    Args:
        forecasts: frame with one column per model, ``<model>-lo-<coverage>`` and
            ``<model>-hi-<coverage>`` where there are intervals; also one made elsewhere.
        actuals: frame with the values that came.
        train: the history forecast from: gives scaled errors (MASE, ...) and naive2 for OWA.
        benchmark: column of ``forecasts`` that OWA is relative to (default: ``naive2``).

    Returns:
        A :class:`Score` with frames of the kind of ``actuals``.

    Raises:
        foretell.Error: what is wrong with the call or the data, where, and what to do.

    Example:
        >>> import pandas as pd, foretell as ft
        >>> ds = pd.date_range("2024-01-01", periods=2)
        >>> made = pd.DataFrame({"unique_id": "a", "ds": ds, "mine": [1.0, 2.0]})
        >>> came = pd.DataFrame({"unique_id": "a", "ds": ds, "y": [1.0, 4.0]})
        >>> float(ft.score(made, came).total["mae"][0])
        1.0
    """
    table = table_call(
        id=id, time=time, target=target, freq=freq, season=season, time_zone=time_zone
    )
    threads = num_threads(threads)
    names = [table.id, table.time, table.target]
    made, came = frame_of(forecasts, names), frame_of(actuals, names)
    panel = None if train is None else read(train, table, threads)[0]
    answer = _core.score(
        made.source, came.source, panel, table, text("benchmark", benchmark), threads
    )
    if answer.num_unmatched:
        log.warning(f"{answer.num_unmatched:,} actual values without a forecast")
    return Score(answer, came.give)
