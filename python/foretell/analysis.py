"""What series are made of."""

from __future__ import annotations

from typing import Any

from . import _core
from .evaluation import _Tables
from .forecasting import read
from .options import num_threads, table_call
from .progress import Bar


class Analysis(_Tables):
    """What was found.

    Attributes:
        features: one row per series: strengths, tests, counts, and the main finding in words.
        advice: one row per series and sentence, with the severity of the series from 0 to 100.
        findings: what holds for the whole panel, in sentences.
    """

    features: Any
    advice: Any

    @property
    def findings(self) -> list[str]:
        return self._answer.sentences

    def __repr__(self) -> str:
        return "\n".join(self.findings)


def analyze(
    data: Any,
    *,
    id: str | None = None,
    time: str | None = None,
    target: str | None = None,
    wide: bool = False,
    freq: str | None = None,
    season: Any = None,
    time_zone: str | None = None,
    threads: int = 0,
    progress: bool | None = None,
) -> Analysis:
    """Says what each series is made of: gaps, seasons, trend, stationarity, outliers, advice.

    Args:
        data, id, time, target, wide, freq, season, time_zone, threads, progress: as in
            :func:`foretell.forecast`.

    Returns:
        An :class:`Analysis` with frames of the kind that came in.

    Raises:
        foretell.Error: what is wrong with the data, where, and what to do.

    Example:
        >>> import foretell as ft
        >>> found = ft.analyze("data/demo.csv")
        >>> found.features["season_period"].to_pylist()[0]
        12.0
    """
    table = table_call(
        id=id, time=time, target=target, wide=wide, freq=freq, season=season, time_zone=time_zone
    )
    threads = num_threads(threads)
    panel, frame = read(data, table, threads)
    with Bar("analyzing", progress) as bar:
        answer = _core.analyze(panel, threads, bar.show)
    return Analysis(answer, frame.give)
