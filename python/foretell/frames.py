"""Frames in and out: which library a table comes from, its rows as an Arrow stream, and the answer
in the same kind. No library is imported that the caller has not imported before, pyarrow excepted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from .errors import BadValueError, CallTypeError

Stream = Callable[[], Any]

_CURE = "give a frame of pandas, polars, pyarrow or DuckDB with columns unique_id, ds and y, or a path"


class Frame:
    """A table of the caller's: ``source`` is what the engine reads, ``give`` turns an answer into
    the same kind of table."""

    def __init__(self, source: str | Stream, give: Callable[[Any], Any]) -> None:
        self.source = source
        self.give = give


def frame_of(data: Any, named: Iterable[str] = ()) -> Frame:
    """The frame of what a caller hands in.

    Args:
        data: a frame, or the path of a file.
        named: columns that the caller names; trouble in other columns is passed over.

    Raises:
        CallTypeError: neither a frame nor a path.
        BadValueError: a column whose cells have several types.
    """
    if isinstance(data, (str, os.PathLike)):
        return Frame(os.fspath(data), _to_arrow)
    library = type(data).__module__.partition(".")[0]
    name = type(data).__name__
    if library == "pandas":
        return _pandas_frame(data, name, set(named))
    if library == "polars":
        return _polars_frame(data, name)
    if library == "pyspark" or (library in ("dask", "dask_expr", "ray")):
        raise CallTypeError(
            f"a {name} of {library} lies on a cluster; use foretell.distributed, "
            "which takes the same options"
        )
    if library in ("duckdb", "_duckdb") and hasattr(data, "__arrow_c_stream__"):
        return Frame(data.__arrow_c_stream__, _to_duckdb)
    if hasattr(data, "__arrow_c_stream__"):
        return Frame(data.__arrow_c_stream__, _to_arrow)
    if hasattr(data, "__arrow_c_array__"):
        import pyarrow as pa

        return Frame(pa.table(data).__arrow_c_stream__, _to_arrow)
    raise CallTypeError(f"a {type(data).__qualname__} is no table of time series; {_CURE}")


def _to_arrow(table: Any) -> Any:
    import pyarrow as pa

    return pa.table(table)


def _to_duckdb(table: Any) -> Any:
    import duckdb

    return duckdb.from_arrow(_to_arrow(table))


def _to_polars(table: Any) -> Any:
    import polars as pl

    return pl.DataFrame(table)


def _to_lazy(table: Any) -> Any:
    return _to_polars(table).lazy()


def _to_pandas(table: Any) -> Any:
    return _to_arrow(table).to_pandas(use_threads=False)  # the caller counts threads


_GIVERS = {
    "pyarrow": _to_arrow,
    "duckdb": _to_duckdb,
    "polars": _to_polars,
    "polars lazy": _to_lazy,
    "pandas": _to_pandas,
}


def giver(kind: str) -> Callable[[Any], Any]:
    """What turns an answer into a kind of frame, by the kind's name."""
    return _GIVERS.get(kind, _to_arrow)


def kind_of(give: Callable[[Any], Any]) -> str:
    """The name of the kind that a giver gives."""
    return next((kind for kind, known in _GIVERS.items() if known is give), "pyarrow")


def _polars_frame(data: Any, name: str) -> Frame:
    import polars as pl

    lazy = name == "LazyFrame"
    if lazy:
        data = data.collect()
    if not isinstance(data, pl.DataFrame):
        raise CallTypeError(f"a {name} of polars is no table of time series; {_CURE}")
    for column, dtype in data.schema.items():
        if dtype == pl.Object:
            raise BadValueError(
                "its cells are Python objects, which no Arrow type holds; cast the column",
                f"column {column}",
            )

    return Frame(data.__arrow_c_stream__, _to_lazy if lazy else _to_polars)


def _pandas_frame(data: Any, name: str, named: set[str]) -> Frame:
    if name != "DataFrame":
        raise CallTypeError(
            f"a {name} of pandas is no table of time series; "
            "give a DataFrame with columns unique_id, ds and y (reset_index makes one)"
        )

    return Frame(lambda: _arrow_of_pandas(data, named).__arrow_c_stream__(), _to_pandas)


def _arrow_of_pandas(data: Any, named: set[str]) -> Any:
    import pyarrow as pa

    arrays, names = [], []
    for column, values in _columns_of_pandas(data):
        array = _array_of_pandas(column, values, column in named or column in _USUAL)
        if array is not None:
            arrays.append(array)
            names.append(column)
    return pa.Table.from_arrays(arrays, names=names)


_USUAL = {"unique_id", "ds", "y"}


def _columns_of_pandas(data: Any) -> Iterable[tuple[str, Any]]:
    """The columns of a frame, and the levels of its index that mean something."""
    index = data.index
    for level in range(index.nlevels):
        values = index.get_level_values(level)
        is_time = values.dtype.kind == "M" or type(values).__name__ == "PeriodIndex"
        title = values.name if values.name is not None else "ds" if is_time else None
        if title is not None and title not in data.columns:
            yield str(title), values.to_series()
    for position, column in enumerate(data.columns):
        yield str(column), data.iloc[:, position]


def _array_of_pandas(column: str, values: Any, needed: bool) -> Any:
    """The Arrow array of a column; None for one that Arrow cannot hold and nobody needs."""
    import pyarrow as pa

    if type(values.dtype).__name__ == "PeriodDtype":
        values = values.dt.to_timestamp()
    if values.dtype == object and needed:
        _check_zones(column, values)
    try:
        array = pa.array(values, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError) as error:
        if not needed:
            return None
        raise BadValueError(_mixed(values) or str(error), f"column {column}") from None
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _mixed(values: Any) -> str:
    """What to say of a column whose cells have several types."""
    seen: dict[str, int] = {}
    for row, value in enumerate(values, 1):
        if value is not None and value == value:
            seen.setdefault(type(value).__name__, row)
    if len(seen) < 2:
        return ""
    (first, _), (other, row) = list(seen.items())[:2]
    return (
        f"its cells have several types: {first}, and {other} in row {row}; "
        "give the column one type with astype"
    )


def _check_zones(column: str, values: Any) -> None:
    """Refuses Python time stamps of several zones: Arrow would silently keep the first."""
    zones: dict[str, int] = {}
    for row, value in enumerate(values, 1):
        if hasattr(value, "utcoffset") and value == value:
            zones.setdefault(str(value.tzinfo), row)
            if len(zones) > 1:
                first, other = list(zones)
                raise BadValueError(
                    f"its time stamps have several time zones: {first}, and {other} in row {row}; "
                    "convert them to one with pandas.to_datetime(..., utc=True)",
                    f"column {column}",
                )
        elif not hasattr(value, "utcoffset"):
            return
