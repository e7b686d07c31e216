"""Fitted models that are kept: forecast again, go on with new rows, look inside, save and load."""

from __future__ import annotations

import os
from typing import Any

from . import _core
from .catalog import words_of
from .errors import FileError, NotFoundError, OptionError
from .forecasting import log, log_troubles, read
from .frames import frame_of, giver, kind_of
from .options import FORECAST, forecast_call, num_threads, table_call, whole
from .progress import Bar

_KEPT = ("id", "time", "target", "regressors", "wide", "freq", "season", "time_zone")


class Forecaster:
    """Models of every series of a table, with the options that :func:`foretell.forecast` takes.

    Works like an estimator of scikit-learn: ``get_params``, ``set_params``, ``clone``; ``fit`` and
    ``update`` give the forecaster itself. A pickle holds what a saved file holds: the fitted models
    without the observations.

    Args:
        models, id, time, target, regressors, wide, freq, season, time_zone, no_fallback, threads,
            seed, progress: as in :func:`foretell.forecast`.

    Raises:
        foretell.Error: in each method, what is wrong with the call or the data.

    Example:
        >>> import foretell as ft
        >>> forecaster = ft.Forecaster(models="theta").fit("data/demo.csv")
        >>> forecaster.predict(3).num_rows
        24
    """

    def __init__(
        self,
        models: Any = FORECAST.models,
        *,
        id: str | None = None,
        time: str | None = None,
        target: str | None = None,
        regressors: Any = (),
        wide: bool = False,
        freq: str | None = None,
        season: Any = None,
        time_zone: str | None = None,
        no_fallback: bool = FORECAST.no_fallback,
        threads: int = 0,
        seed: int = FORECAST.seed,
        progress: bool | None = None,
    ) -> None:
        self.models = models
        self.id = id
        self.time = time
        self.target = target
        self.regressors = regressors
        self.wide = wide
        self.freq = freq
        self.season = season
        self.time_zone = time_zone
        self.no_fallback = no_fallback
        self.threads = threads
        self.seed = seed
        self.progress = progress
        self._core: Any = None
        self._panel: Any = None
        self._give: Any = None

    _PARAMS = ("models", *_KEPT, "no_fallback", "threads", "seed", "progress")

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """All options with their values."""
        return {name: getattr(self, name) for name in self._PARAMS}

    def set_params(self, **params: Any) -> Forecaster:
        """Changes options, for the next fit; gives the forecaster itself."""
        for name, value in params.items():
            if name not in self._PARAMS:
                raise OptionError(f"Forecaster has no option {name}; it has {', '.join(self._PARAMS)}")
            setattr(self, name, value)
        return self

    def __sklearn_clone__(self) -> Forecaster:
        return type(self)(**self.get_params())

    def _table(self, **more: Any) -> Any:
        return table_call(**{name: getattr(self, name) for name in _KEPT}, **more)

    def _call(self, horizon: Any = 1, **more: Any) -> Any:
        return forecast_call(
            horizon=horizon, models=self.models, no_fallback=self.no_fallback, seed=self.seed, **more
        )

    def _fitted(self) -> Any:
        if self._core is None:
            raise OptionError("the forecaster is not fitted; call fit first, or load one")
        return self._core

    def fit(self, data: Any) -> Forecaster:
        """Fits every model to every series of ``data``, a frame or a path."""
        table, call, threads = self._table(), self._call(), num_threads(self.threads)
        panel, frame = read(data, table, threads)
        with Bar("fitting", self.progress) as bar:
            self._core = _core.fit(panel, call, threads, bar.show)
        self._panel, self._give = panel, frame.give
        _log_fit(self._core)
        return self

    def predict(
        self,
        horizon: int,
        *,
        future: Any = None,
        coverage: Any = tuple(FORECAST.coverage),
        paths: int = FORECAST.paths,
        non_negative: bool = FORECAST.non_negative,
    ) -> Any:
        """The forecasts of the next ``horizon`` steps, as :func:`foretell.forecast` gives them.

        ``future`` holds the regressors of these steps, where there are any.
        """
        core = self._fitted()
        call = self._call(horizon, coverage=coverage, paths=paths, non_negative=non_negative)
        with Bar("forecasting", self.progress) as bar:
            answer = core.predict(
                call, self._future(future), self._panel, self._future_table(),
                num_threads(self.threads), bar.show,
            )  # fmt: skip
        if answer.troubles:
            series, model, reason, _ = answer.troubles[0]
            log.warning(f"forecasts left empty (first: {model}, series {series}: {reason})")
        return self._give(answer.table)

    def _future(self, future: Any) -> Any:
        return None if future is None else frame_of(future, list(self.regressors)).source

    def _future_table(self) -> Any:
        core = self._fitted()
        kept = {"id": self.id, "time": self.time, "target": None, "time_zone": core.time_zone}
        return table_call(**kept, freq=core.frequency)

    def update(self, data: Any) -> Forecaster:
        """Goes on with the rows that came after those known, in O(1) each where models can."""
        core = self._fitted()
        threads = num_threads(self.threads)
        table = self._table()
        table.freq, table.season = core.frequency, core.season
        table.time_zone = table.time_zone or core.time_zone
        news, _ = read(data, table, threads)
        problems = core.update(news, threads)
        for problem in problems:
            log.warning(f"no forecasts from now on: {problem}")
        self._panel = None
        return self

    def simulate(
        self, horizon: int, paths: int = 100, *, seed: int | None = None, future: Any = None
    ) -> Any:
        """Paths drawn from the models: ``unique_id, ds, path`` and a column per model, with
        ``paths * horizon`` rows per series."""
        core = self._fitted()
        call = self._call(horizon)
        if seed is not None:
            call.seed = whole("seed", seed)
        table = core.simulate(
            call, self._future(future), self._panel, self._future_table(),
            whole("paths", paths, 1), num_threads(self.threads),
        )  # fmt: skip
        return self._give(table)

    def fitted_values(self, data: Any = None) -> Any:
        """One-step predictions of the rows that were fitted to: ``unique_id, ds, y`` and a column
        per model, empty where a model cannot predict yet.

        ``data`` are these rows again, needed after ``update`` and ``load``, which keep none.
        """
        return self._one_step(data, residuals=False)

    def residuals(self, data: Any = None) -> Any:
        """What the one-step predictions left over; relative for multiplicative errors."""
        return self._one_step(data, residuals=True)

    def _one_step(self, data: Any, residuals: bool) -> Any:
        core, threads = self._fitted(), num_threads(self.threads)
        return self._give(core.one_step(self._seen(data, "fitted_values"), residuals, threads))

    def _seen(self, data: Any, method: str) -> Any:
        """The observations that the models have seen, given again or kept from the fit."""
        if data is not None:
            return read(data, self._table(), num_threads(self.threads))[0]
        if self._panel is None:
            raise OptionError(
                "the forecaster keeps no observations after update and load; "
                f"give the rows it was fitted to and updated with: {method}(data)"
            )
        return self._panel

    def components(self, data: Any = None) -> Any:
        """What the one-step predictions are made of: ``unique_id, ds, model, y``, a column per part,
        ``remainder`` and ``formula``, a row per series, model and observation.

        The parts are ``level``, ``trend`` and ``season`` of ETS and Theta (states before the
        observation, in units of y, or factors), ``arima`` and ``regression`` of ARIMA. ``formula``
        says how they give y, such as ``(level + trend) * season + remainder``; parts that a model
        does not have are empty. Models without components are left out, and the log says how many.

        ``data`` are the rows that were fitted to, needed after ``update`` and ``load``.

        Raises:
            UnsupportedError: no model has components: baselines, CES and combinations have none.
        """
        core, threads = self._fitted(), num_threads(self.threads)
        made = core.components(self._seen(data, "components"), threads)
        if made.num_without:
            log.warning(f"{made.num_without} models have no components, the first: {made.reason}")
        return self._give(made.table)

    def candidates(self, data: Any = None) -> Any:
        """The models that automatic ones chose from: ``unique_id, model, part, candidate, criterion,
        log_likelihood, verdict, chosen``, a row per series, model and candidate, in the order in
        which they were looked at.

        ``part`` is the part of a combination, of ``auto`` or of another composite that looked at the
        candidate, such as ``auto_arima``; empty where the model did so itself. ``criterion`` is what
        the choice was made by, the less the better, and empty where a candidate was rejected;
        ``verdict`` says why. ``chosen`` is 1 for what was taken, once per choice.

        Fits once more, to ``data``: the rows that were fitted to, needed after ``update`` and
        ``load`` (after ``update`` it is what a fit to all rows would choose, while the models go on
        with what they chose before). Models that choose nothing have no rows.

        Raises:
            UnsupportedError: no model chooses: ``auto``, ``auto_arima``, ``auto_ets``, ``auto_ces``,
                ``best``, ``fallback`` and combinations of them do.

        Example:
            >>> import foretell as ft
            >>> forecaster = ft.Forecaster(models="scum").fit("data/demo.csv")
            >>> table = forecaster.candidates()
            >>> sorted(set(table["part"].to_pylist()))
            ['auto_arima', 'auto_ces', 'auto_ets']
        """
        core, threads = self._fitted(), num_threads(self.threads)
        made = core.candidates(self._seen(data, "candidates"), threads)
        if made.num_without:
            log.warning(f"{made.num_without} models looked at none, the first: {made.reason}")
        return self._give(made.table)

    def parameters(self) -> Any:
        """Every fitted model in numbers: one row per series, model and number; ``form`` is the
        model in the notation of the field, such as ``ETS(A,Ad,M)``."""
        return self._give(self._fitted().parameters())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the fitted models into a model file; the command's ``--save`` writes the same."""
        data = self._fitted().to_bytes()
        unfinished = f"{os.fspath(path)}.{os.getpid()}.unfinished"
        try:
            with open(unfinished, "wb") as file:
                file.write(data)
            os.replace(unfinished, path)
        except BaseException:
            if os.path.exists(unfinished):
                os.remove(unfinished)
            raise

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Forecaster:
        """The forecaster of a model file: its forecasts are bit-equal. Answers are pyarrow tables."""
        try:
            with open(path, "rb") as file:
                data = file.read()
        except FileNotFoundError:
            raise NotFoundError("no such file", os.fspath(path)) from None
        except OSError as error:
            raise FileError(error.strerror or str(error), os.fspath(path)) from None
        return cls._of_bytes(data)

    @classmethod
    def _of_bytes(cls, data: bytes) -> Forecaster:
        core = _core.load(data)
        made = cls(
            list(core.models), regressors=tuple(core.regressors), freq=core.frequency,
            season=list(core.season) or 1, time_zone=core.time_zone or None,
        )  # fmt: skip
        made._core = core
        made._give = giver("pyarrow")
        return made

    def __getstate__(self) -> dict[str, Any]:
        state = {name: value for name, value in vars(self).items() if name in self._PARAMS}
        state["_bytes"] = None if self._core is None else self._core.to_bytes()
        state["_kind"] = kind_of(self._give)
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        data, kind = state.pop("_bytes"), state.pop("_kind")
        self.__init__()  # type: ignore[misc]
        vars(self).update(state)
        if data is not None:
            self._core = _core.load(data)
            self._give = giver(kind)

    def __repr__(self) -> str:
        words = words_of(self.models)
        if self._core is None:
            return f"Forecaster(models={words!r}), not fitted"
        return f"Forecaster(models={words!r}), fitted to {len(self._core):,} series"


def _log_fit(core: Any) -> None:
    class _Fit:
        without_regressors = ""
        troubles = core.troubles
        num_fallbacks, num_empty = core.num_fallbacks, core.num_empty
        num_forecast = core.num_forecast

    log_troubles(_Fit)
