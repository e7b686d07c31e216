"""The forecast of every series of a table."""

from __future__ import annotations

import logging
from typing import Any

from . import _core
from .frames import Frame, frame_of
from .options import FORECAST, forecast_call, num_threads, table_call
from .progress import Bar

log = logging.getLogger("foretell")


def read(data: Any, call: Any, threads: int) -> tuple[Any, Frame]:
    """The panel of a table, and how answers go back. What was found on the way goes to the log."""
    frame = frame_of(data, [call.id, call.time, call.target, *call.regressors])
    panel = _core.read_panel(frame.source, call, threads)
    name = frame.source if isinstance(frame.source, str) else "frame"
    level = logging.WARNING if panel.num_gaps or panel.num_missing else logging.INFO
    log.log(level, panel.describe(name))
    return panel, frame


def join_future(panel: Any, future: Any, call: Any, threads: int) -> None:
    """Adds the regressors of the steps to forecast, where they come in a table of their own."""
    if future is not None:
        panel.join_future(frame_of(future, call.regressors).source, call, threads)


def log_troubles(answer: Any) -> None:
    """What models refused, in one line."""
    if answer.without_regressors:
        log.warning(answer.without_regressors)
    if answer.troubles:
        total = answer.num_forecast + answer.num_empty
        text = f"{answer.num_fallbacks + answer.num_empty:,} of {total:,} fits refused"
        if answer.num_fallbacks:
            text += f", {answer.num_fallbacks:,} given by a fallback"
        if answer.num_empty:
            text += f", {answer.num_empty:,} left empty"
        series, model, reason, _ = answer.troubles[0]
        log.warning(f"{text} (first: {model}, series {series}: {reason})")


def forecast(
    data: Any,
    horizon: int,
    models: Any = FORECAST.models,
    *,
    id: str | None = None,
    time: str | None = None,
    target: str | None = None,
    regressors: Any = (),
    future: Any = None,
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
) -> Any:
    """Fits, selects and forecasts every series of a table.

    Args:
        data: a frame with one row per series and time (pandas, polars, pyarrow, DuckDB, or anything
            else that speaks Arrow), in any order; or the path of a file.
        horizon: steps to forecast.
        models: a model (``ft.AutoETS()``), model words (``"auto_ets,theta"``), or a list of either.
        id: column that names the series (default: ``unique_id``, or detected).
        time: column with the time stamps (default: ``ds``, or detected).
        target: column with the values (default: ``y``, or detected).
        regressors: columns that models may use beside the target; ``"all"`` for every number. Rows
            after the last value are steps to forecast.
        future: frame with the regressors of the steps to forecast, where ``data`` lacks them.
        wide: one column per series beside the time column.
        freq: frequency such as ``"MS"``, ``"W-SUN"``, ``"D"``, ``"h"``, ``"30min"`` (default:
            inferred).
        season: season length(s) in observations (default: by the frequency).
        time_zone: IANA zone of time stamps without one.
        select: keep one model per series, chosen by ``"validation"``, ``"aicc"``, ``"aic"`` or
            ``"bic"``.
        coverage: coverage of the intervals in percent.
        paths: paths drawn where a distribution has no formula.
        non_negative: clip forecasts and intervals at zero.
        no_fallback: leave a forecast empty where its model refuses the series.
        threads: threads to use (0: ``OMP_NUM_THREADS`` if set, else all cores).
        seed: seed of everything that is drawn at random.
        progress: show a progress bar; None: on a terminal, if tqdm is installed.

    Returns:
        A frame of the kind that came in, with ``horizon`` rows per series: ``unique_id``, ``ds``,
        and per model its mean ``<model>`` and for each coverage ``<model>-lo-<coverage>`` and
        ``<model>-hi-<coverage>``. Ids and time stamps have the types that they came in.

    Raises:
        foretell.Error: what is wrong with the call or the data, where, and what to do. One bad
            series never stops the others: a fallback stands in, and the log says for how many.

    Example:
        >>> import pandas as pd, foretell as ft
        >>> sales = pd.DataFrame({
        ...     "unique_id": "shop",
        ...     "ds": pd.date_range("2024-01-01", periods=24, freq="MS"),
        ...     "y": range(24),
        ... })
        >>> ft.forecast(sales, horizon=2, models="drift", coverage=80)["drift"].tolist()
        [24.0, 25.0]
    """
    call = forecast_call(
        horizon=horizon, models=models, select=select, coverage=coverage, paths=paths,
        non_negative=non_negative, no_fallback=no_fallback, seed=seed,
    )  # fmt: skip
    table = table_call(
        id=id, time=time, target=target, regressors=regressors, wide=wide, freq=freq,
        season=season, time_zone=time_zone,
    )  # fmt: skip
    threads = num_threads(threads)
    panel, frame = read(data, table, threads)
    join_future(panel, future, table, threads)
    with Bar("forecasting", progress) as bar:
        answer = _core.forecast(panel, call, threads, bar.show)
    log_troubles(answer)
    return frame.give(answer.table)
