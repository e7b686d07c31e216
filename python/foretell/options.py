"""Options of calls: checked for their type here, for their value by the engine."""

from __future__ import annotations

import numbers
import os
from collections.abc import Iterable
from typing import Any

from . import _core
from .catalog import words_of
from .errors import CallTypeError, OptionError

FORECAST = _core.ForecastCall()
BACKTEST = _core.BacktestCall()


def whole(name: str, value: Any, least: int = 0) -> int:
    """A whole number: an int, or any other integer such as NumPy's."""
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise CallTypeError(f"{name}={value!r} must be a whole number, not {_article(value)}")
    if not -(2**62) < int(value) < 2**62 or int(value) < least:
        raise OptionError(f"{name}={value} must be at least {least}")
    return int(value)


def _article(value: Any) -> str:
    return "None" if value is None else f"a {type(value).__name__}"


def text(name: str, value: Any) -> str:
    """A text; None is none."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise CallTypeError(f"{name}={value!r} must be a text, not {_article(value)}")
    return value


def flag(name: str, value: Any) -> bool:
    """True or false."""
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        return bool(value)
    raise CallTypeError(f"{name}={value!r} must be True or False, not {_article(value)}")


def several(name: str, value: Any) -> list[Any]:
    """A list of one or more values; None is none."""
    if value is None:
        return []
    if isinstance(value, (str, numbers.Number)):
        return [value]
    if not isinstance(value, Iterable):
        raise CallTypeError(f"{name}={value!r} must be a value or a list of values")
    return list(value)


def table_call(
    *, id, time, target, regressors=None, wide=False, freq=None, season=None, time_zone=None,
    format=None,
) -> Any:  # fmt: skip
    """How a table is laid out, for the engine."""
    call = _core.TableCall()
    call.id, call.time, call.target = text("id", id), text("time", time), text("target", target)
    call.regressors = [text("regressors", name) for name in several("regressors", regressors)]
    call.wide = flag("wide", wide)
    call.freq = text("freq", freq)
    call.season = [whole("season", period, 1) for period in several("season", season)]
    call.time_zone = text("time_zone", time_zone)
    call.format = text("format", format)
    return call


def forecast_call(
    *, horizon, models, select=None, coverage=None, paths=None, non_negative=False,
    no_fallback=False, seed=None,
) -> Any:  # fmt: skip
    """What is asked of a forecast, for the engine; wrong values are refused before data are read."""
    call = _core.ForecastCall()
    call.horizon = whole("horizon", horizon, -(2**62))
    call.models = words_of(models)
    call.select = text("select", select)
    shares = several("coverage", coverage)
    for share in shares:
        if isinstance(share, bool) or not isinstance(share, numbers.Real):
            raise CallTypeError(f"coverage={share!r} must be a number of percent such as 95")
    call.coverage = [float(share) for share in shares]
    call.paths = whole("paths", FORECAST.paths if paths is None else paths)
    call.non_negative = flag("non_negative", non_negative)
    call.no_fallback = flag("no_fallback", no_fallback)
    call.seed = whole("seed", FORECAST.seed if seed is None else seed)
    call.check()
    return call


def num_threads(threads: Any) -> int:
    """Threads to use; 0 means OMP_NUM_THREADS, which joblib, Spark and Ray set for each of their
    workers, else all cores."""
    count = whole("threads", threads)
    if count == 0:
        given = os.environ.get("OMP_NUM_THREADS", "")
        count = int(given) if given.isdecimal() else 0
    return count
