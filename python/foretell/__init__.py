"""Foretell turns time series into forecasts with honest intervals.

>>> import foretell as ft
>>> ft.forecast("data/demo.csv", horizon=2, models="theta").num_rows
16
"""

from __future__ import annotations

try:
    from . import _core
except ImportError:  # pyarrow lies elsewhere than beside this package: its libraries come first
    import pyarrow.parquet  # noqa: F401

    from . import _core

from .analysis import Analysis, analyze
from .catalog import CLASSES as _CLASSES
from .catalog import ModelDefinition, models
from .errors import *  # noqa: F403
from .errors import __all__ as _errors
from .evaluation import Backtest, Score, backtest, score
from .forecaster import Forecaster
from .forecasting import forecast
from .music import Music
from .network import Model
from .training import train
from .view import View, plot, view

__version__ = _core.version
__all__ = ["Analysis", "Backtest", "Forecaster", "Model", "ModelDefinition", "Music", "Score", "View",
           "analyze", "backtest", "forecast", "models", "plot", "score", "train", "view", *_errors, *sorted(_CLASSES)]

globals().update(_CLASSES)


def __getattr__(name: str) -> object:
    if name == "distributed":  # only who asks for it needs an engine
        import importlib

        return importlib.import_module("foretell.distributed")
    known = [entry for entry in __all__ if entry.lower() == name.lower()]
    hint = f"; did you mean {known[0]}?" if known else ""
    raise AttributeError(f"module 'foretell' has no attribute {name!r}{hint}")
