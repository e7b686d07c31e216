"""Training of recurrent networks on texts and music."""

from __future__ import annotations

import numbers
import os
from collections.abc import Mapping
from typing import Any

from . import _core
from .arrays import float_rows, many, numpy
from .errors import CallTypeError, OptionError
from .forecasting import log
from .network import Model
from .options import num_threads, text
from .progress import Bar


def train(
    source: Any = None,
    task: str | None = None,
    config: Any = None,
    *,
    valid: Any = None,
    test: Any = None,
    output: str | os.PathLike[str] | None = None,
    checkpoint: str | os.PathLike[str] | None = None,
    resume: str | os.PathLike[str] | None = None,
    weights: str | os.PathLike[str] | None = None,
    threads: int = 0,
    progress: bool | None = None,
    **options: Any,
) -> Model:
    """Trains a recurrent network to predict the next step of a text or of music. The same data,
    options and seed give the same model as the command ``foretell train``, bit for bit.

    Args:
        source: a file, or a folder of music; or songs at hand, a list of piano rolls [steps, keys]
            (arrays of NumPy or of any library that speaks DLPack). None: what ``config`` names.
        task: ``"music"`` or ``"text"``, the option ``kind``.
        config: the path of a TOML file, or a dict of options, with or without its sections
            ``data``, ``model``, ``training``.
        valid, test: held-out data in the form of ``source``: for choosing the best epoch, and for
            one look at the end. Without ``valid`` a tenth is held out.
        output: file to write the model to; None: none.
        checkpoint: file for the state of training after each epoch; None: ``output`` with
            ``.checkpoint`` added, where there is an output.
        resume: checkpoint to go on from, with the same bits as a run that never stopped.
        weights: weights to begin from, as PyTorch saved them (.safetensors).
        threads: threads to use; 0 for all cores. The result does not depend on it.
        progress: a bar of tqdm's: True, False, or None: on a terminal with tqdm installed.
        options: any option of the configuration, such as ``hidden=128, epochs=50``.

    Returns:
        The :class:`Model` of the epoch that predicted held-out data best, with ``history`` and
        ``summary``. Losses are nats a step.

    Raises:
        UnknownNameError: an option or a file's extension that does not exist.
        ModelSyntaxError, OptionError: an option of another type, or outside its bounds.
        NotFiniteError: the loss is no number any more; the last checkpoint stays.
        BadFileError, NotFoundError, TooShortError: the data.
        KeyboardInterrupt: Ctrl-C; the step at hand is completed and a checkpoint written.

    Example:
        >>> import foretell as ft
        >>> model = ft.train("data/sequences/tunes.abc", "music", hidden=16, epochs=2,
        ...                  steps_per_quarter=2, batch=4, learning_rate=0.01)
        >>> model
        Model of music: 1 × lstm(16), 8,216 parameters
        >>> model.history.column_names[:4]
        ['step', 'epoch', 'loss', 'held_out']
    """
    call = _call(config, options)
    if task is not None:
        call.set("data", "kind", text("task", task))
    songs = _core.Songs()
    for name, data in {"train": source, "valid": valid, "test": test}.items():
        if data is None:
            continue
        if isinstance(data, (str, os.PathLike)):
            call.set("data", name, os.fspath(data))
        else:
            setattr(songs, name, _rolls(call, name, data))
            songs.given = True
    _check_sources(call, source, valid, test, songs)
    output = _path("output", output)
    call.checkpoint = _path("checkpoint", checkpoint) or (f"{output}.checkpoint" if output else "")
    call.resume, call.weights = _path("resume", resume), _path("weights", weights)
    with Bar("training", progress, "step") as bar:
        made = _core.train(call, songs, output, num_threads(threads), bar.show)
    if made.refused:
        log.warning(f"{len(made.refused)} files were left out, the first: {made.refused[0]}")
    model = Model(made.network)
    model._history, model.summary = made.history, made.summary
    return model


def _call(config: Any, options: dict[str, Any]) -> Any:
    call = _core.TrainCall()
    if isinstance(config, (str, os.PathLike)):
        call.read(os.fspath(config))
    elif isinstance(config, Mapping):
        for name, value in config.items():
            if isinstance(value, Mapping):
                for option, inner in value.items():
                    call.set(text("config", name), text(name, option), _plain(inner))
            elif name != "task" or value != "generation":
                call.set("", text("config", name), _plain(value))
    elif config is not None:
        raise CallTypeError(f"config: a {type(config).__qualname__} is neither a path nor a dict")
    for name, value in options.items():
        call.set("", name, _plain(value))
    return call


def _plain(value: Any) -> Any:
    """Numbers of other libraries as Python's, paths as texts."""
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return bool(value)
    if isinstance(value, numbers.Integral):
        return int(value) if -(2**62) < value < 2**62 else None
    if isinstance(value, numbers.Real):
        return float(value)
    return os.fspath(value) if isinstance(value, os.PathLike) else value


def _path(name: str, value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, (str, os.PathLike)):
        raise CallTypeError(f"{name}: a {type(value).__qualname__} is no path")
    return os.fspath(value)


def _rolls(call: Any, name: str, data: Any) -> list[Any]:
    if call.kind != "music":
        raise CallTypeError(f"{name}: a text to learn from is given as the path of a file")
    np = numpy("training on arrays")
    parts, _ = many(data, 2, np)
    return [float_rows(part, np, f"{name} song {i}") for i, part in enumerate(parts, 1)]


def _check_sources(call: Any, source: Any, valid: Any, test: Any, songs: Any) -> None:
    if songs.given:
        for name, data in {"train": source, "valid": valid, "test": test}.items():
            if isinstance(data, (str, os.PathLike)):
                raise CallTypeError(f"{name}: give all data as arrays, or all as paths")
        if source is None:
            raise OptionError("valid and test are arrays, so the data to learn from must be too")
    elif not call.train:
        raise OptionError("nothing to learn from: give source, or a config that names train")
