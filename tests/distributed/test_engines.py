"""Each engine on a local cluster of several workers gives what one machine gives."""
import os
import signal

import foretell as ft
import foretell.distributed as ftd
import pandas as pd
import pytest

# naive2's and the pool's intervals are drawn paths or formulas: both must not depend on partitions.
MODELS = "auto,seasonal_naive,ets(error=mul,trend=mul)"


def tidy(frame):
    for name in {"ds", "cutoff"} & set(frame):
        if frame[name].dt.tz is not None:
            frame = frame.assign(**{name: frame[name].dt.tz_convert("UTC").dt.tz_localize(None)})
    frame = frame.sort_values([c for c in ("unique_id", "ds", "cutoff") if c in frame])
    frame = frame.reset_index(drop=True)
    if "cutoff" in frame:
        frame["cutoff"] = frame["cutoff"].astype("datetime64[us]")
    return frame.assign(ds=frame["ds"].astype("datetime64[us]"),
                        unique_id=frame["unique_id"].astype(str))


def same(mine, wanted):
    pd.testing.assert_frame_equal(tidy(mine), tidy(wanted), check_exact=True, check_dtype=False)


@pytest.fixture(scope="module")
def spark():
    session = pytest.importorskip("pyspark.sql").SparkSession.builder
    made = (
        session.master("local-cluster[2,1,1024]").appName("foretell tests")
        .config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", 4)
        .config("spark.executorEnv.PYTHONPATH", os.environ["PYTHONPATH"])
        .config("spark.task.maxFailures", 4)
        .config("spark.sql.session.timeZone", "UTC").getOrCreate()
    )  # fmt: skip
    yield made
    made.stop()


def test_spark_gives_what_one_machine_gives(spark, shops):
    frame = spark.createDataFrame(shops)
    answer = ftd.forecast(frame, 3, MODELS, freq="MS", partitions=4).toPandas()
    same(answer, ft.forecast(shops, 3, MODELS, freq="MS"))


def test_spark_backtests(spark, shops):
    frame = spark.createDataFrame(shops)
    answer = ftd.backtest(frame, 3, "theta", freq="MS", windows=2).toPandas()
    wanted = ft.backtest(shops, 3, "theta", freq="MS", windows=2).windows
    same(answer, wanted)


def test_spark_runs_the_partition_of_a_killed_worker_again(spark, shops, tmp_path):
    """A worker process kills itself in the middle of its first partition; the answer is whole."""
    marker = str(tmp_path / "killed")

    def deadly(batches):
        for batch in batches:
            if batch.num_rows and not os.path.exists(marker):
                open(marker, "w").close()
                os.kill(os.getpid(), signal.SIGKILL)
            yield batch

    frame = spark.createDataFrame(shops)
    answer = ftd.forecast(frame.repartition(4, "unique_id").mapInArrow(deadly, frame.schema), 3,
                          "theta", freq="MS", partitions=4).toPandas()
    assert os.path.exists(marker)
    same(answer, ft.forecast(shops, 3, "theta", freq="MS"))


@pytest.fixture(scope="module")
def ray():
    made = pytest.importorskip("ray")
    made.init(num_cpus=2, include_dashboard=False, log_to_driver=False,
              object_store_memory=200 * 2**20, runtime_env={"env_vars": {"PYTHONPATH": os.environ["PYTHONPATH"]}})
    yield made
    made.shutdown()


def test_ray_gives_what_one_machine_gives(ray, shops):
    data = ray.data.from_pandas(shops).repartition(3)
    same(ftd.forecast(data, 3, MODELS, freq="MS", partitions=4).to_pandas(),
         ft.forecast(shops, 3, MODELS, freq="MS"))
    wanted = ft.backtest(shops, 3, "theta", freq="MS", windows=1).windows
    same(ftd.backtest(data, 3, "theta", freq="MS", windows=1).to_pandas(), wanted)


def test_ray_runs_the_partition_of_a_killed_worker_again(ray, shops, tmp_path):
    marker = str(tmp_path / "killed")

    def deadly(rows):
        if rows.num_rows and not os.path.exists(marker):
            open(marker, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
        return rows

    data = ray.data.from_pandas(shops).repartition(3).map_batches(deadly, batch_format="pyarrow")
    same(ftd.forecast(data, 3, "theta", freq="MS", partitions=4).to_pandas(),
         ft.forecast(shops, 3, "theta", freq="MS"))
    assert os.path.exists(marker)


@pytest.fixture(scope="module")
def dask():
    distributed = pytest.importorskip("distributed")
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True,
                                       dashboard_address=None)
    with distributed.Client(cluster) as client:
        yield client
    cluster.close()


def test_dask_gives_what_one_machine_gives(dask, shops):
    import dask.dataframe as dd

    data = dd.from_pandas(shops, npartitions=3)
    same(ftd.forecast(data, 3, MODELS, freq="MS", partitions=4).compute(),
         ft.forecast(shops, 3, MODELS, freq="MS"))
    wanted = ft.backtest(shops, 3, "theta", freq="MS", windows=1).windows
    same(ftd.backtest(data, 3, "theta", freq="MS", windows=1).compute(), wanted)


def test_dask_runs_the_partition_of_a_killed_worker_again(dask, shops, tmp_path):
    import dask.dataframe as dd

    marker = str(tmp_path / "killed")

    def deadly(rows):
        if len(rows) and not os.path.exists(marker):
            open(marker, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
        return rows

    data = dd.from_pandas(shops, npartitions=3)
    data = data.map_partitions(deadly, meta=data._meta)
    same(ftd.forecast(data, 3, "theta", freq="MS", partitions=4).compute(),
         ft.forecast(shops, 3, "theta", freq="MS"))
    assert os.path.exists(marker)


@pytest.mark.parametrize("call,kind,text", [
    (lambda d: ftd.forecast(d, 3, freq="MS"), ft.CallTypeError, "no frame of a cluster"),
    (lambda d: ftd.forecast(d, 3), ft.OptionError, "freq= is needed"),
    (lambda d: ftd.forecast(d, 0, freq="MS"), ft.OptionError, "horizon"),
    (lambda d: ftd.forecast(d, 3, "thta", freq="MS"), ft.UnknownNameError, "theta"),
    (lambda d: ftd.forecast(d, 3, freq="MS", wide=True), ft.OptionError, "wide="),
])
def test_wrong_calls_are_refused_before_the_cluster_works(shops, call, kind, text):
    with pytest.raises(kind, match=text):
        call(shops)
