"""Signals, threads, forks, progress and the log."""
import logging
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import foretell as ft
import numpy as np
import pandas as pd
import pytest
from conftest import monthly


def run(program, **options):
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)], text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


LONG = """
    import sys, time, numpy as np, pandas as pd, foretell as ft
    many = pd.DataFrame({{"unique_id": np.repeat(np.arange({series}), {length}),
                          "ds": np.tile(np.arange({length}), {series}),
                          "y": np.random.default_rng(1).normal(size={series} * {length}).cumsum()}})
    print("ready", flush=True)
    begin = time.monotonic()
    try:
        ft.forecast(many, 12, "{model}", season={season})
        print("done")
    except KeyboardInterrupt:
        print("interrupted", flush=True)
    print(len(ft.forecast(many[:50], 3, "naive")), flush=True)
"""


@pytest.mark.parametrize("series,length,model,season",
                         [(20000, 120, "auto_arima", 12), (1, 20000, "auto_arima", 24)])
def test_ctrl_c_stops_within_a_second_and_python_lives_on(series, length, model, season):
    program = LONG.format(series=series, length=length, model=model, season=season)
    process = run(program)
    assert process.stdout.readline() == "ready\n"
    time.sleep(1.5)
    begin = time.monotonic()
    process.send_signal(signal.SIGINT)
    line = process.stdout.readline()
    waited = time.monotonic() - begin
    rest, errors = process.communicate(timeout=60)
    if line == "done\n":
        pytest.skip("this machine was done before the signal")
    assert line == "interrupted\n", errors
    assert waited < (2.5 if os.environ.get("FORETELL_PRESET") == "dev" else 1.0)
    assert rest == "3\n"


def test_other_threads_of_python_run_meanwhile():
    ticks = []
    over = threading.Event()

    def tick():
        while not over.wait(0.005):
            ticks.append(time.monotonic())

    thread = threading.Thread(target=tick)
    frame = monthly(400, 96)
    thread.start()
    begin = time.monotonic()
    ft.forecast(frame, 6, "auto_ets", threads=1)
    end = time.monotonic()
    over.set()
    thread.join()
    inside = sum(begin < t < end for t in ticks)
    assert inside > 0.2 * (end - begin) / 0.005


def test_calls_of_several_threads_at_once():
    frame, answers = monthly(20, 48), []
    want = ft.forecast(frame, 3, "theta")
    workers = [threading.Thread(target=lambda t=t: answers.append(
        ft.forecast(frame, 3, "theta", threads=t))) for t in (1, 2, 0, 1)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(answers) == 4 and all(answer.equals(want) for answer in answers)


def _child(frame):
    return ft.forecast(frame, 3, "auto_ets", threads=2)["auto_ets"].tolist()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_that_were_forked_from_a_working_one(method):
    frame = monthly(40, 48)
    want = _child(frame)  # threads are running by now
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map_async(_child, [frame] * 4).get(timeout=120) == [want] * 4


@pytest.mark.parametrize("backend", ["loky", "threading", "multiprocessing"])
def test_joblib(backend):
    joblib = pytest.importorskip("joblib")
    frame = monthly(10, 48)
    want = _child(frame)
    jobs = (joblib.delayed(_child)(frame) for _ in range(3))
    assert joblib.Parallel(n_jobs=2, backend=backend)(jobs) == [want] * 3


def test_the_number_of_threads_is_respected(monkeypatch):
    program = """
        import os, numpy as np, pandas as pd, foretell as ft, threading, time
        frame = pd.DataFrame({"unique_id": np.repeat(np.arange(300), 96), "ds": np.tile(np.arange(96), 300),
                              "y": np.random.default_rng(1).normal(size=300 * 96)})
        most, over = 0, threading.Event()
        def watch():
            global most
            while not over.wait(0.002):
                most = max(most, len(os.listdir("/proc/self/task")))
        watcher = threading.Thread(target=watch); watcher.start()
        before = len(os.listdir("/proc/self/task"))
        ft.forecast(frame, 3, "auto_ets", threads=THREADS, season=12)
        over.set(); watcher.join()
        print(most - before)
    """
    for threads, env in (("1", {}), ("0", {"OMP_NUM_THREADS": "1"})):
        process = run(program.replace("THREADS", threads), env={**os.environ, **env})
        more, errors = process.communicate(timeout=120)
        assert int(more) <= 1, errors  # the one that works, while the caller looks for signals


def test_results_do_not_depend_on_threads():
    frame = monthly(30, 48)
    one = ft.forecast(frame, 6, "auto", threads=1)
    assert one.equals(ft.forecast(frame, 6, "auto", threads=3))


def test_the_log_tells_gaps_and_refusals(caplog, sales):
    with caplog.at_level(logging.INFO, logger="foretell"):
        ft.forecast(sales, 1, "naive")
        assert "3 series, 144 rows, monthly" in caplog.text and not any(
            record.levelno >= logging.WARNING for record in caplog.records)
        ft.forecast(sales.drop(index=[5, 6]), 1, "naive")
        assert "2 gaps" in caplog.text
        ft.forecast(pd.concat([sales, sales[:4].assign(unique_id="new")]), 1, "holt_winters")
        assert "1 of 4 fits refused, 1 given by a fallback" in caplog.text
        assert "series new" in caplog.text


def test_progress_through_tqdm(capsys):
    pytest.importorskip("tqdm")
    frame = monthly(300, 120)
    ft.forecast(frame, 3, "auto_arima", progress=True)
    assert "forecasting" in capsys.readouterr().err
    ft.forecast(frame[:1200], 3, "naive")
    assert capsys.readouterr().err == ""


def test_what_a_progress_bar_raises_ends_the_work(monkeypatch):
    pytest.importorskip("tqdm")
    from foretell import progress

    def fail(self, done, total):
        raise RuntimeError("no terminal")

    monkeypatch.setattr(progress.Bar, "_show", fail)
    with pytest.raises(RuntimeError, match="no terminal"):
        ft.forecast(monthly(50, 96), 3, "auto_ets", progress=True)


def test_import_loads_no_frame_and_no_drawing_package():
    # What makes it quick; the time itself is measured by bench/python/overhead.py.
    heavy = "{'numpy', 'pandas', 'polars', 'pyarrow', 'matplotlib', 'tqdm', 'IPython'}"
    program = f"import sys, foretell; print(sorted({heavy} & set(sys.modules)))"
    assert run(program).communicate()[0].strip() == "[]"
