"""Something to look at: the report's interactive chart in a notebook, and plots by matplotlib."""

from __future__ import annotations

import html
from typing import Any

from . import _core
from .errors import OptionError, UnknownNameError
from .forecasting import read
from .frames import frame_of
from .options import num_threads, table_call, whole


class View:
    """A page with charts that needs no network; notebooks show it, ``save`` writes it."""

    def __init__(self, page: str) -> None:
        self.page = page

    def save(self, path: Any) -> None:
        """Writes the page as an HTML file."""
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.page)

    def _repr_html_(self) -> str:
        return (
            '<iframe style="width:100%;height:720px;border:0" sandbox="allow-scripts" '
            f'srcdoc="{html.escape(self.page)}"></iframe>'
        )

    def __repr__(self) -> str:
        return f"View of {len(self.page):,} bytes of HTML; save(path) writes it"


def view(data: Any, forecasts: Any, *, title: str = "Forecasts", series: int = 200, **layout: Any) -> View:
    """History and forecasts as a page with interactive charts, for notebooks and browsers.

    Args:
        data: the frame that was forecast.
        forecasts: what :func:`foretell.forecast` gave, or any table of that form.
        title: what stands on top.
        series: most series on the page.
        layout: how ``data`` is laid out, as in :func:`foretell.forecast`: id, time, target, freq, ...

    Returns:
        A :class:`View`.

    Raises:
        foretell.Error: what is wrong with the tables.

    Example:
        >>> import foretell as ft
        >>> page = ft.view("data/demo.csv", ft.forecast("data/demo.csv", 12, "theta"))
        >>> page.page.startswith("<!doctype html>")
        True
    """
    table = _layout(layout)
    threads = num_threads(0)
    panel, _ = read(data, table, threads)
    made = frame_of(forecasts)
    return View(_core.page(panel, made.source, title, whole("series", series, 1), threads))


def _layout(layout: dict[str, Any]) -> Any:
    known = {"id": None, "time": None, "target": None}
    try:
        return table_call(**{**known, **layout})
    except TypeError as error:
        raise OptionError(str(error)) from None


def plot(data: Any, forecasts: Any = None, *, series: Any = None, last: int | None = None, ax: Any = None) -> Any:
    """History, forecasts and intervals through matplotlib.

    Args:
        data: frame with ``unique_id, ds, y``.
        forecasts: what :func:`foretell.forecast` gave; None: the history alone.
        series: id or ids to draw (default: the first four).
        last: draw only so many of the last observations.
        ax: axes of matplotlib for a single series.

    Returns:
        matplotlib's figure.

    Raises:
        OptionError: matplotlib is not installed.
        UnknownNameError: a series that ``data`` does not have.
    """
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        raise OptionError("plot needs matplotlib: pip install matplotlib") from None
    history = _groups(data)
    chosen = list(history)[:4] if series is None else _ids(series)
    for name in chosen:
        if name not in history:
            raise UnknownNameError(f"no series {name!r}; the data have {', '.join(map(repr, list(history)[:5]))}")
    ahead = {} if forecasts is None else _groups(forecasts)
    if ax is not None:
        figure, axes = ax.figure, [ax]
    else:
        figure, grid = plt.subplots(
            len(chosen), 1, figsize=(9, 2.6 * len(chosen)), squeeze=False, layout="constrained"
        )
        axes = list(grid.ravel())
    for name, axis in zip(chosen, axes):
        _draw(axis, name, history[name], ahead.get(name), last)
    return figure


def _ids(series: Any) -> list[Any]:
    return list(series) if isinstance(series, (list, tuple, set)) else [series]


class _Rows:
    """A frame's rows for pyarrow."""

    def __init__(self, source: Any) -> None:
        if isinstance(source, str):
            raise OptionError("plot draws frames, not files; read the file first")
        self._open = source

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._open()


def _groups(data: Any) -> dict[Any, dict[str, list[Any]]]:
    """Rows of a frame by series, as lists."""
    import pyarrow as pa

    table = pa.table(_Rows(frame_of(data).source))
    columns = {name: table[name].to_pylist() for name in table.column_names}
    ids = columns.pop("unique_id", ["series"] * table.num_rows)
    groups: dict[Any, dict[str, list[Any]]] = {}
    for row, name in enumerate(ids):
        group = groups.setdefault(name, {column: [] for column in columns})
        for column, values in columns.items():
            group[column].append(values[row])
    return groups


def _draw(axis: Any, name: Any, past: dict[str, list[Any]], ahead: Any, last: int | None) -> None:
    rows = sorted(zip(past["ds"], past["y"]))[-last if last else None :]
    missing = float("nan")
    axis.plot([ds for ds, _ in rows], [missing if y is None else y for _, y in rows], color="0.25")
    axis.set_title(str(name), loc="left", fontsize="medium")
    for number, model in enumerate(_models(ahead)):
        color = f"C{number}"
        axis.plot(ahead["ds"], ahead[model], color=color, label=model)
        for bound in [c for c in ahead if c.startswith(f"{model}-lo-")]:
            high = ahead[bound.replace("-lo-", "-hi-")]
            axis.fill_between(ahead["ds"], ahead[bound], high, color=color, alpha=0.15, linewidth=0)
    if ahead:
        axis.legend(frameon=False, fontsize="small", loc="upper left")


def _models(ahead: Any) -> list[str]:
    keys = ("ds", "y", "cutoff", "model")
    return [c for c in ahead or () if c not in keys and "-lo-" not in c and "-hi-" not in c]
