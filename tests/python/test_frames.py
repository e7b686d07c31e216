"""Any frame goes in, the same kind comes out, with ids and time stamps of their own types."""
import datetime
import subprocess
import sys

import duckdb
import foretell as ft
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import monthly

KINDS = {
    "pandas": (lambda d: d, pd.DataFrame),
    "polars": (pl.from_pandas, pl.DataFrame),
    "polars lazy": (lambda d: pl.from_pandas(d).lazy(), pl.LazyFrame),
    "pyarrow": (pa.Table.from_pandas, pa.Table),
    "pyarrow batch": (pa.RecordBatch.from_pandas, pa.Table),
    "pyarrow reader": (lambda d: pa.Table.from_pandas(d).to_reader(max_chunksize=7), pa.Table),
    "duckdb": (lambda d: duckdb.from_df(d), duckdb.DuckDBPyRelation),
}


def as_pandas(answer):
    if isinstance(answer, pl.LazyFrame):
        answer = answer.collect()
    if isinstance(answer, duckdb.DuckDBPyRelation):
        return answer.df()
    return answer if isinstance(answer, pd.DataFrame) else answer.to_pandas()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_kind_of_frame_comes_out(sales, kind):
    make, type_ = KINDS[kind]
    answer = ft.forecast(make(sales), 3, "theta")
    assert isinstance(answer, type_)
    want = ft.forecast(sales, 3, "theta")
    got = as_pandas(answer)
    assert got["theta"].tolist() == want["theta"].tolist()
    assert got["unique_id"].tolist() == want["unique_id"].tolist()
    assert (pd.to_datetime(got["ds"]) == want["ds"]).all()


class Foreign:
    """A library that nobody has heard of, but that speaks the interface."""

    def __init__(self, frame):
        self.table = pa.Table.from_pandas(frame)

    def __arrow_c_stream__(self, requested_schema=None):
        return self.table.__arrow_c_stream__(requested_schema)


def test_an_unknown_library_gets_a_pyarrow_table(sales):
    assert isinstance(ft.forecast(Foreign(sales), 2, "naive"), pa.Table)


@pytest.mark.parametrize("dtype", ["int8", "int16", "int32", "int64", "uint8", "uint32", "uint64",
                                   "Int64", "category", "string", "object"])
def test_ids_keep_their_type_in_pandas(sales, dtype):
    numbers = sales["unique_id"].str[-1].astype(int)
    sales["unique_id"] = numbers.astype(dtype) if "int" in dtype.lower() else (
        sales["unique_id"].astype(dtype))
    answer = ft.forecast(sales, 2, "naive")
    merged = answer.merge(sales.groupby("unique_id", observed=True)["y"].last(), on="unique_id")
    assert len(merged) == 6 and (merged["naive"] == merged["y"]).all()
    if dtype == "category":
        assert answer["unique_id"].dtype == "category"


def test_integer_categories_and_unused_ones(sales):
    sales["unique_id"] = sales["unique_id"].str[-1].astype(int).astype("category")
    only = sales[sales["unique_id"] != 1]  # the category 1 stays, without rows
    answer = ft.forecast(only, 1, "naive")
    assert answer["unique_id"].tolist() == [0, 2]


@pytest.mark.parametrize("dtype", [pl.Int32, pl.UInt16, pl.Int64, pl.String, pl.Categorical])
def test_ids_keep_their_type_in_polars(sales, dtype):
    frame = pl.from_pandas(sales).with_columns(pl.col("unique_id").str.slice(-1).cast(dtype))
    answer = ft.forecast(frame, 2, "naive")
    assert answer.schema["unique_id"] == dtype
    assert answer.join(frame, on="unique_id").height == 2 * frame.height


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_time_stamps_keep_their_unit(sales, unit):
    sales["ds"] = sales["ds"].astype(f"datetime64[{unit}]")
    assert ft.forecast(sales, 1, "naive")["ds"].dtype == f"datetime64[{unit}]"


def test_dates_come_back_as_dates(sales):
    frame = pl.from_pandas(sales).with_columns(pl.col("ds").cast(pl.Date))
    answer = ft.forecast(frame, 2, "naive")
    assert answer.schema["ds"] == pl.Date
    assert answer["ds"][0] == datetime.date(2024, 1, 1)


def test_python_dates_and_texts_are_time_stamps_too(sales):
    want = ft.forecast(sales, 2, "naive")
    dates = sales.assign(ds=sales["ds"].dt.date)
    texts = sales.assign(ds=sales["ds"].dt.strftime("%Y-%m-%d"))
    assert ft.forecast(dates, 2, "naive")["ds"].tolist() == want["ds"].dt.date.tolist()
    assert ft.forecast(texts, 2, "naive")["ds"].tolist() == want["ds"].tolist()


@pytest.mark.parametrize("freq,start", [("D", "2024-03-29"), ("h", "2024-03-30 20:00"),
                                        ("MS", "2024-01-01"), ("30min", "2024-10-26 22:00")])
def test_zones_hold_over_the_change_of_the_clock(freq, start):
    stamps = pd.date_range(start, periods=30, freq=freq, tz="Europe/Lisbon")
    frame = pd.DataFrame({"unique_id": "a", "ds": stamps, "y": np.arange(30.0)})
    answer = ft.forecast(frame[:24], 6, "naive")
    assert answer["ds"].dtype == frame["ds"].dtype
    assert answer["ds"].tolist() == stamps[24:].tolist()


@pytest.mark.parametrize("dtype", ["int8", "int32", "int64", "uint32"])
def test_integers_as_time(dtype):
    frame = pd.DataFrame({"unique_id": "a", "ds": np.arange(20, dtype=dtype), "y": np.arange(20.0)})
    answer = ft.forecast(frame, 2, "drift")
    assert answer["ds"].tolist() == [20, 21] and answer["ds"].dtype == dtype


@pytest.mark.parametrize("dtype", ["float32", "float64", "int16", "Int64", "Float32", "bool"])
def test_values_of_every_type(sales, dtype):
    values = pd.Series(np.arange(len(sales)) % 2, index=sales.index)
    answer = ft.forecast(sales.assign(y=values.astype(dtype)), 1, "mean")
    assert answer["mean"].tolist() == [0.5, 0.5, 0.5]


def test_nulls_and_nans_are_missing_values(sales):
    nullable = sales.assign(y=sales["y"].astype("Float64"))
    nullable.loc[5, "y"] = pd.NA
    sales.loc[5, "y"] = np.nan
    frame = pl.from_pandas(sales)
    want = ft.forecast(sales, 2, "auto_ets")["auto_ets"].tolist()
    assert ft.forecast(nullable, 2, "auto_ets")["auto_ets"].tolist() == want
    assert ft.forecast(frame, 2, "auto_ets")["auto_ets"].to_list() == want
    assert ft.forecast(frame.fill_nan(None), 2, "auto_ets")["auto_ets"].to_list() == want


def test_other_names_and_wide_tables(sales):
    named = sales.rename(columns={"unique_id": "shop", "ds": "month", "y": "sold"})
    answer = ft.forecast(named, 2, "naive", id="shop", time="month", target="sold")
    assert answer.columns[:2].tolist() == ["unique_id", "ds"]
    wide = sales.pivot(index="ds", columns="unique_id", values="y")
    assert ft.forecast(wide, 2, "naive", wide=True)["naive"].tolist() == answer["naive"].tolist()


def test_an_index_of_dates_is_the_time(sales):
    one = sales[sales["unique_id"] == "store_0"].set_index("ds")[["y"]]
    one.index.name = None
    answer = ft.forecast(one, 2, "naive")
    assert answer["unique_id"].tolist() == ["series", "series"]
    assert answer["ds"].tolist() == list(pd.date_range("2024-01-01", periods=2, freq="MS"))


def test_ids_in_the_index_and_periods(sales):
    indexed = sales.assign(ds=sales["ds"].dt.to_period("M")).set_index("unique_id")
    assert len(ft.forecast(indexed, 2, "naive")) == 6


def test_one_series_needs_no_id(sales):
    one = sales[sales["unique_id"] == "store_1"][["ds", "y"]]
    assert ft.forecast(one, 1, "naive")["naive"].tolist() == [one["y"].iloc[-1]]


def test_nobody_is_imported_for_a_frame_of_another():
    program = (
        "import sys, polars as pl, foretell as ft\n"
        "ft.forecast(pl.DataFrame({'ds': range(20), 'y': [1.0] * 20}), 2, 'naive')\n"
        "print([m for m in ('pandas', 'pyarrow', 'duckdb', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_large_frames_in_many_chunks():
    frame = monthly(40, 24)
    chunked = pl.concat([pl.from_pandas(frame[i:i + 17]) for i in range(0, len(frame), 17)],
                        rechunk=False)
    assert ft.forecast(chunked, 2, "naive")["naive"].to_list() == (
        ft.forecast(frame, 2, "naive")["naive"].tolist())
