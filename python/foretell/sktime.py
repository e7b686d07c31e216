"""Foretell behind sktime's interface: in its pipelines, tuning and evaluation. Needs sktime."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from sktime.forecasting.base import BaseForecaster, ForecastingHorizon

from .errors import Error
from .forecaster import Forecaster
from .forecasting import read
from .options import FORECAST, num_threads, several, table_call

__all__ = ["ForetellForecaster"]


class ForetellForecaster(BaseForecaster):
    """Any model of Foretell as a forecaster of sktime.

    Steps are counted along the index, whatever it is; rows of X that a model of regression needs are
    those of the fit and of the horizon. In-sample predictions are one-step predictions.

    Args:
        models: one model, as an object or its words.
        season: periods of the season in steps; None: those usual for the frequency of the index.
        no_fallback: raise where the model refuses a series, instead of letting another stand in.
        seed: of what is drawn at random.
        threads: threads to use; 0: all cores.

    Example:
        >>> import foretell as ft  # doctest: +SKIP
        >>> from foretell.sktime import ForetellForecaster  # doctest: +SKIP
        >>> ForetellForecaster(ft.AutoETS()).fit(y).predict([1, 2, 3])  # doctest: +SKIP
    """

    _tags = {
        "authors": ["the developers of foretell"],
        "y_inner_mtype": "pd.Series",
        "X_inner_mtype": "pd.DataFrame",
        "requires-fh-in-fit": False,
        "capability:missing_values": True,
        "capability:exogenous": True,
        "capability:insample": True,
        "capability:pred_int": True,
        "capability:pred_int:insample": False,
        "capability:update": True,
    }

    def __init__(
        self,
        models: Any = FORECAST.models,
        season: Any = None,
        no_fallback: bool = FORECAST.no_fallback,
        seed: int = FORECAST.seed,
        threads: int = 0,
    ) -> None:
        self.models = models
        self.season = season
        self.no_fallback = no_fallback
        self.seed = seed
        self.threads = threads
        super().__init__()

    def _fit(self, y: Any, X: Any, fh: Any) -> ForetellForecaster:
        self._names = [] if X is None else [f"x{k}" for k in range(X.shape[1])]
        self._rows = _rows(y.to_numpy(dtype=float), X, 1)
        self.forecaster_ = Forecaster(
            self.models, regressors=self._names, freq="1", season=_season(self.season, y),
            no_fallback=self.no_fallback, seed=self.seed, threads=self.threads, progress=False,
        ).fit(self._rows)  # fmt: skip
        self._name, self._last = y.name, y.index[-1]
        return self

    def _update(self, y: Any, X: Any = None, update_params: bool = True) -> ForetellForecaster:
        """Goes on with the rows after those known; parameters stay, as in ``Forecaster.update``."""
        new = y.index > self._last
        if not new.any():
            return self
        rows = _rows(y[new].to_numpy(dtype=float), X[new] if self._names else None, len(self._rows) + 1)
        self.forecaster_.update(rows)
        self._rows = pd.concat([self._rows, rows], ignore_index=True)
        self._last = y.index[-1]
        return self

    def _ahead(self, fh: Any, X: Any, coverage: Any) -> Any:
        """The forecasts of the steps asked for, all positive: a frame of mean and bounds."""
        steps = fh.to_relative(self.cutoff).to_numpy().astype(int)
        future = None
        if self._names:
            if X is None:
                raise ValueError("the forecaster was fitted with X, so predict needs the X of the horizon")
            through = ForecastingHorizon(range(1, steps[-1] + 1)).to_absolute_index(self.cutoff)
            rows = X.reindex(through)
            if not rows.index[steps - 1].isin(X.index).all():
                raise ValueError("X has no rows for some steps of the horizon")
            rows = rows.ffill().bfill()  # steps between, which are not asked for
            future = _rows(None, rows, len(self._rows) + 1)
        made = self.forecaster_.predict(int(steps[-1]), future=future, coverage=coverage)
        return made.iloc[steps - 1, 2:].set_axis(fh.to_absolute_index(self.cutoff))

    def _predict(self, fh: Any, X: Any) -> Any:
        parts = []
        inside, ahead = fh.to_in_sample(self.cutoff), fh.to_out_of_sample(self.cutoff)
        if len(inside):
            fitted = self.forecaster_.fitted_values(self._rows).iloc[:, 3].to_numpy()
            places = len(fitted) - 1 + inside.to_relative(self.cutoff).to_numpy().astype(int)
            values = np.where(places >= 0, fitted[np.maximum(places, 0)], np.nan)
            parts.append(pd.Series(values, inside.to_absolute_index(self.cutoff)))
        if len(ahead):
            parts.append(self._ahead(ahead, X, []).iloc[:, 0])
        return pd.concat(parts).rename(self._name)

    def _predict_interval(self, fh: Any, X: Any, coverage: Any) -> Any:
        name = self._get_varnames()[0]
        asked = sorted({100 * share for share in coverage if share > 0})
        made = self._ahead(fh, X, asked or [50])
        columns = {}
        for share in coverage:
            place = 1 + 2 * asked.index(100 * share) if share > 0 else 0
            for bound, column in (("lower", place), ("upper", place + (share > 0))):
                columns[name, share, bound] = made.iloc[:, column]
        return pd.DataFrame(columns, index=made.index)

    @classmethod
    def get_test_params(cls, parameter_set: str = "default") -> list[dict[str, Any]]:
        """What sktime's checks try."""
        return [{"models": "theta"}, {"models": "ets(trend=add)", "season": 4}, {"models": "arima"}]


def _rows(y: Any, X: Any, first: int) -> Any:
    count = len(X) if y is None else len(y)
    columns: dict[str, Any] = {"unique_id": "y", "ds": np.arange(first, first + count)}
    if y is not None:
        columns["y"] = y
    for k in range(0 if X is None else X.shape[1]):
        columns[f"x{k}"] = X.iloc[:, k].to_numpy(dtype=float)
    return pd.DataFrame(columns)


def _season(season: Any, y: Any) -> list[int]:
    """The periods that are given, or those usual for the index."""
    if season is not None:
        return several("season", season)
    index = y.index.to_timestamp() if isinstance(y.index, pd.PeriodIndex) else y.index
    if not isinstance(index, pd.DatetimeIndex):
        return [1]
    call = table_call(id=None, time=None, target=None)
    try:
        panel, _ = read(pd.DataFrame({"ds": index, "y": y.to_numpy(dtype=float)}), call, num_threads(0))
    except Error:
        return [1]  # stamps without a frequency
    return list(panel.season) or [1]
