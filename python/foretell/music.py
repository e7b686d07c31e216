"""Pieces of music that a model wrote."""

from __future__ import annotations

import os
from typing import Any

from .arrays import numpy
from .errors import OptionError


class Music:
    """A piece: its notes, and the piano roll that they come from.

    Attributes:
        roll: NumPy array [steps, keys], 1 where a key sounds; read-only. Key 0 is the model's lowest.
        notes: list of (onset, duration, pitch, voice); onset and duration in quarters, pitch as a
            MIDI number (60 is middle C).
        tempo: quarters a minute.
    """

    def __init__(self, core: Any) -> None:
        self._core = core

    @property
    def roll(self) -> Any:
        numpy("roll")
        from . import _core

        return _core.roll_of(self._core)

    @property
    def notes(self) -> list[tuple[float, float, int, int]]:
        return self._core.notes

    @property
    def tempo(self) -> float:
        return self._core.tempo

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the piece as MIDI (.mid, .midi) or ABC (.abc, .txt).

        Raises:
            UnknownNameError: another extension.
            FileError: the file cannot be written.
        """
        self._core.save(os.fspath(path))

    def to_midi(self, path: str | os.PathLike[str]) -> None:
        """Writes the piece as a MIDI file: ``path`` ends in .mid or .midi."""
        if not os.fspath(path).lower().endswith((".mid", ".midi")):
            raise OptionError("a MIDI file ends in .mid or .midi; save() writes ABC too", os.fspath(path))
        self.save(path)

    def to_abc(self) -> str:
        """The piece in ABC notation."""
        return self._core.text()

    def __repr__(self) -> str:
        return f"Music of {self._core.num_steps:,} steps, {len(self.notes):,} notes; save(path) writes it"
