"""A progress bar of tqdm's, where tqdm is installed and somebody looks."""

from __future__ import annotations

import sys
from typing import Any

from .errors import OptionError


class Bar:
    """Shows how far a call is, from its second look on: quick calls draw nothing.

    Args:
        title: what is being done.
        wanted: True, False, or None: on a terminal with tqdm installed.
        unit: what is counted.
    """

    def __init__(self, title: str, wanted: bool | None, unit: str = "series") -> None:
        self._title = title
        self._unit = unit
        self._bar: Any = None
        self._looks = 0
        self.show = self._show if self._make_tqdm(wanted) else None

    def _make_tqdm(self, wanted: bool | None) -> bool:
        if wanted is False or (wanted is None and not sys.stderr.isatty()):
            return False
        try:
            from tqdm.auto import tqdm
        except ImportError:
            if wanted:
                raise OptionError("progress=True needs tqdm: pip install tqdm") from None
            return False
        self._tqdm = tqdm
        return True

    def _show(self, done: int, total: int) -> None:
        self._looks += 1
        if self._bar is None and (self._looks < 4 or total == 0):
            return
        if self._bar is None:
            self._bar = self._tqdm(total=total, desc=self._title, unit=f" {self._unit}")
        self._bar.update(done - self._bar.n)

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
