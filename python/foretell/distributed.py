"""Forecasts and backtests over Spark, Ray and Dask: a panel is a map over its series.

Rows are brought together by series, and each partition is forecast by the engine where it lies. An
engine runs a lost partition again; the answer is the same, since no series depends on another and
random numbers come from the seed and the series' own rows.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from .errors import CallTypeError, OptionError
from .options import FORECAST
from .options import forecast_call as _forecast_call

__all__ = ["backtest", "forecast"]

_ENGINES = "a DataFrame of Spark, a Dataset of Ray, or a DataFrame of Dask"


def forecast(data: Any, horizon: int, models: Any = FORECAST.models, *, partitions: int | None = None, **options: Any) -> Any:
    """:func:`foretell.forecast` over a frame that lies on a cluster.

    Args:
        data: a DataFrame of Spark, a Dataset of Ray, or a DataFrame of Dask.
        horizon, models, options: as in :func:`foretell.forecast`. ``id`` defaults to ``unique_id``.
            ``freq`` is needed, since no worker sees all series; so are ``time`` and ``target``
            where they are not ``ds`` and ``y``. ``future`` is not offered: put the rows ahead into
            ``data``.
        partitions: partitions of series (default: what the engine has).

    Returns:
        A frame of the same engine, with the columns of :func:`foretell.forecast`.

    Raises:
        foretell.Error: a wrong call, here; wrong data where the engine runs the partition, which
            reports it its own way.
    """
    _forecast_call(horizon=horizon, models=models, **_asked(options))
    return _run(data, _Task("forecast", {"horizon": horizon, "models": _plain(models), **options}), partitions)


def backtest(data: Any, horizon: int, models: Any = FORECAST.models, *, partitions: int | None = None, **options: Any) -> Any:
    """The windows of :func:`foretell.backtest` over a frame that lies on a cluster:
    ``unique_id, ds, cutoff, y`` and the models' columns; :func:`foretell.score` measures them.

    Args, Raises: as :func:`forecast`, and the options of :func:`foretell.backtest`.

    Returns:
        A frame of the same engine.
    """
    _forecast_call(horizon=horizon, models=models, **_asked(options))
    return _run(data, _Task("backtest", {"horizon": horizon, "models": _plain(models), **options}), partitions)


def _asked(options: dict[str, Any]) -> dict[str, Any]:
    """The options that can be checked without data."""
    for name in ("wide", "future"):
        if options.get(name) is not None and options.get(name) is not False:
            raise OptionError(f"{name}= is not offered on a cluster; put its rows into a long table")
    if not options.get("freq"):
        raise OptionError('freq= is needed on a cluster, such as freq="MS": no worker sees all series')
    names = ("select", "coverage", "paths", "non_negative", "no_fallback", "seed")
    asked = {name: options[name] for name in names if name in options}
    return {"coverage": tuple(FORECAST.coverage), **asked}


def _plain(models: Any) -> Any:
    from .catalog import words_of

    return words_of(models)


class _Task:
    """What a worker does to its rows; pickled to it."""

    def __init__(self, verb: str, options: dict[str, Any]) -> None:
        self.verb = verb
        self.options = dict(options)
        self.options.setdefault("id", "unique_id")
        self.options.setdefault("progress", False)

    @property
    def id(self) -> str:
        return self.options["id"]

    def __call__(self, rows: Any) -> Any:
        """The answer of a pyarrow table, whose rows are all those of its series."""
        import foretell as ft

        if rows.num_rows == 0:
            return self.empty(rows.schema)
        # Rows come in the order of the network: that of series must not depend on it.
        rows = rows.sort_by([(self.id, "ascending"), (self.options.get("time") or "ds", "ascending")])
        try:
            if self.verb == "forecast":
                return ft.forecast(rows, **self.options)
            return ft.backtest(rows, **self.options).windows
        except ft.TooShortError:
            if self.verb == "backtest":  # all series of this partition are too short
                return self.empty(rows.schema)
            raise

    def empty(self, schema: Any) -> Any:
        """An answer without rows."""
        return self.shape(schema).slice(0, 0)

    def shape(self, schema: Any) -> Any:
        """An answer on made-up rows of the schema: its columns and their types."""
        import pyarrow as pa

        import foretell as ft

        length = 200 + 3 * int(self.options["horizon"])
        time, target = self.options.get("time") or "ds", self.options.get("target") or "y"
        stamps = _stamps(schema.field(time).type, self.options["freq"], length)
        columns = {}
        for field in schema:
            if field.name == self.id:
                one = pa.array([0 if pa.types.is_integer(field.type) else "a"] * length)
                columns[field.name] = one.cast(_value_type(field.type))
            elif field.name == time:
                columns[field.name] = stamps
            elif field.name == target or field.name in (self.options.get("regressors") or ()):
                columns[field.name] = pa.array([float(t % 7) + 1 for t in range(length)])
        made = pa.table(columns)
        quick = {**self.options, "threads": 1}
        if self.verb == "backtest":
            quick |= {"windows": 1}
        return ft.forecast(made, **quick) if self.verb == "forecast" else ft.backtest(made, **quick).windows


def _value_type(type_: Any) -> Any:
    import pyarrow as pa

    return type_.value_type if pa.types.is_dictionary(type_) else type_


def _stamps(type_: Any, freq: str, length: int) -> Any:
    """Time stamps of a frequency, in a type: those of a forecast from one made-up observation."""
    import datetime

    import pyarrow as pa

    import foretell as ft

    if pa.types.is_integer(type_):
        return pa.array(range(length)).cast(type_)
    for day in range(1, 32):  # some day of January 2001 suits the frequency
        start = pa.array([datetime.datetime(2001, 1, day)]).cast(pa.timestamp("us"))
        try:
            one = pa.table({"ds": start, "y": [1.0]})
            rest = ft.forecast(one, length - 1, "naive", freq=freq, coverage=[], threads=1)["ds"]
        except ft.FrequencyError:
            continue
        stamps = pa.chunked_array([start, *rest.chunks]).combine_chunks()
        return stamps.cast("string") if pa.types.is_string(type_) else stamps.cast(
            pa.timestamp("us", getattr(type_, "tz", None)) if pa.types.is_timestamp(type_) else type_
        )
    raise OptionError(f"freq={freq!r} suits no date")


def _run(data: Any, task: _Task, partitions: int | None) -> Any:
    library = type(data).__module__.partition(".")[0]
    if library == "pyspark":
        return _on_spark(data, task, partitions)
    if library == "ray":
        return _on_ray(data, task, partitions)
    if library in ("dask", "dask_expr"):
        return _on_dask(data, task, partitions)
    raise CallTypeError(
        f"a {type(data).__qualname__} of {library} is no frame of a cluster: give {_ENGINES}; "
        "ft.forecast takes frames of one machine"
    )


def _on_spark(data: Any, task: _Task, partitions: int | None) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    import pyarrow as pa

    names = [task.id] if partitions is None else [partitions, task.id]
    zone = data.sparkSession.conf.get("spark.sql.session.timeZone")
    try:
        schema = to_arrow_schema(data.schema, timezone=zone)
    except TypeError:  # before Spark 4
        schema = to_arrow_schema(data.schema)
    answer = task.shape(schema)
    kept = pa.schema([(f.name, _for_spark(f.type)) for f in answer.schema])

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        held = list(batches)
        if held:
            yield from task(pa.Table.from_batches(held)).cast(kept).to_batches()

    return data.repartition(*names).mapInArrow(work, schema=from_arrow_schema(kept))


def _for_spark(type_: Any) -> Any:
    """Spark has one kind of time stamp with a zone, one without, in microseconds."""
    import pyarrow as pa

    if pa.types.is_timestamp(type_):
        return pa.timestamp("us", type_.tz)
    if pa.types.is_dictionary(type_):
        return type_.value_type
    return type_


def _on_ray(data: Any, task: _Task, partitions: int | None) -> Any:
    import ray

    count = partitions or max(1, 4 * int(ray.cluster_resources().get("CPU", 1)))

    def mark(rows: Any) -> Any:
        parts = [_part(value, count) for value in rows[task.id].to_pylist()]
        import pyarrow as pa

        return rows.append_column(_PART, pa.array(parts, pa.int32()))

    def work(rows: Any) -> Any:
        return task(rows.drop_columns([_PART]))

    marked = data.map_batches(mark, batch_format="pyarrow")
    grouped = marked.groupby(_PART, num_partitions=count)
    return grouped.map_groups(work, batch_format="pyarrow")


_PART = "foretell_part"


def _part(value: Any, count: int) -> int:
    """The partition of a series: the same on every worker."""
    return zlib.crc32(str(value).encode()) % count


def _on_dask(data: Any, task: _Task, partitions: int | None) -> Any:
    import pyarrow as pa

    def work(rows: Any) -> Any:
        table = pa.Table.from_pandas(rows, preserve_index=False)
        return task(table).to_pandas() if table.num_rows else shape.iloc[:0]

    schema = pa.Schema.from_pandas(data._meta_nonempty, preserve_index=False)
    shape = task.shape(schema).to_pandas().iloc[:0]
    shuffled = data.shuffle(on=task.id, npartitions=partitions or data.npartitions)
    return shuffled.map_partitions(work, meta=shape, enforce_metadata=False)
