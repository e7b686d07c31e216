"""Trained recurrent networks: apply them, let them go on, look inside, save and load."""

from __future__ import annotations

import json
import numbers
import os
from typing import Any

from . import _core
from .arrays import array_of, float_rows, many, numpy, token_row
from .errors import CallTypeError, OptionError
from .music import Music
from .options import flag, num_threads, whole

_USUAL = _core.GenerateCall()


class Model:
    """A recurrent network that predicts the next step of a text or of music;
    :func:`foretell.train` makes one, :meth:`load` reads one. It never changes.

    Attributes:
        kind: ``"text"`` or ``"music"``.
        config: its options by section, as a configuration file has them.
        vocabulary: the tokens by number, of text; None of music.
        history: how training went, a pyarrow table with a row per step: ``step, epoch, loss,
            held_out, gradient_norm, learning_rate, tokens_per_second, seconds``; losses in nats a
            step; None for a model that was loaded.
        summary: steps, epochs, seconds, loss, held_out and best_epoch of training; test where test
            data were given; empty for a model that was loaded.

    Example:
        >>> import foretell as ft
        >>> model = ft.train("data/sequences/sonnets.txt", "text", hidden=16, max_steps=2)
        >>> model.apply("love").shape == (4, len(model.vocabulary))
        True
        >>> len(model.generate("love ", length=20, seed=1))
        25
    """

    def __init__(self, core: Any) -> None:
        if not isinstance(core, _core.Network):
            raise CallTypeError("ft.train makes a model, ft.Model.load reads one")
        self._core = core
        self._history: dict[str, list[Any]] | None = None
        self.summary: dict[str, Any] = {}

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Model:
        """The model of a file, or of a checkpoint, that ``ft.train`` or the command wrote.

        Raises:
            NotFoundError, FileError: the file cannot be read.
            BadFileError: it is no model of sequences, truncated or altered.
        """
        return cls(_core.load_network(os.fspath(path)))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the model file, as a whole or not at all; the command reads it too."""
        self._core.save(os.fspath(path))

    @property
    def kind(self) -> str:
        return self._core.kind

    @property
    def config(self) -> dict[str, dict[str, Any]]:
        return self._core.config

    @property
    def vocabulary(self) -> list[str] | None:
        return self._core.vocabulary

    @property
    def history(self) -> Any:
        if self._history is None:
            return None
        import pyarrow as pa

        return pa.table(self._history)

    def parameters(self) -> dict[str, Any]:
        """The weights by name, PyTorch's names: read-only NumPy arrays [rows, columns] that look
        into the model, without a copy. Gates are packed ``i|f|g|o`` and ``r|z|n`` by rows."""
        numpy("parameters()")
        return _core.parameters_of(self._core)

    def encode(self, text: str) -> list[int]:
        """The tokens of a text, one per character; 0 for characters that are not known.

        Raises:
            UnknownNameError: not one is known.
            UnsupportedError: a model of music.
        """
        if not isinstance(text, str):
            raise CallTypeError(f"text={text!r} must be a text")
        return self._core.encode(text)

    def apply(self, x: Any, *, states: bool = False, threads: int = 0) -> Any:
        """What the model expects after each step.

        Args:
            x: one sequence or several of any lengths. Text: a str, or tokens [steps] as a list or an
                integer array. Music: frames [steps, keys], an array of NumPy or of any library that
                speaks DLPack. Several: a list of these, or an array with one dimension more.
            states: give the hidden states as well.
            threads: threads to use; 0 for all cores.

        Returns:
            Probabilities [steps, width], float32: row t is of the step after t, given the steps up to
            it. Of text they sum to one over the vocabulary; of music each key has its own. A list of
            such arrays for several sequences, each with the bits it has alone. With ``states`` a pair
            of this and of the same for h of the last layer, [steps, units].

        Raises:
            CallTypeError: x is no sequence, or of another type than the model's.
            OptionError: a token that is none of the vocabulary's; another number of keys.
            TooShortError: no sequence, or one without a step.
            NotFiniteError: frames with NaN or infinity.
        """
        np = numpy("apply()")
        flag("states", states)
        if self.kind == "text":
            rows, single = self._token_rows(x, np)
            made = self._core.apply_tokens(rows, states, num_threads(threads))
        else:
            if isinstance(x, str):
                self.encode(x)  # says what the model takes
            parts, single = many(x, 2, np)
            rows = [float_rows(p, np, _place(i, single)) for i, p in enumerate(parts, 1)]
            made = self._core.apply_frames(rows, states, num_threads(threads))
        if states:
            outputs, hidden = [pair[0] for pair in made], [pair[1] for pair in made]
            return (outputs[0], hidden[0]) if single else (outputs, hidden)
        return made[0] if single else made

    def _token_rows(self, x: Any, np: Any) -> tuple[list[Any], bool]:
        if isinstance(x, str):
            return [np.asarray(self.encode(x), dtype=np.uint32)], True
        if isinstance(x, (list, tuple)) and any(isinstance(part, str) for part in x):
            return [np.asarray(self.encode(part), dtype=np.uint32) for part in x], False
        parts, single = many(x, 1, np)
        return [token_row(p, np, _place(i, single)) for i, p in enumerate(parts, 1)], single

    def generate(
        self,
        prompt: Any = None,
        length: int | None = None,
        *,
        temperature: float = _USUAL.temperature,
        top_k: int = _USUAL.top_k,
        top_p: float = _USUAL.top_p,
        seed: int = _USUAL.seed,
        prompt_length: int = 0,
        tempo: float | None = None,
    ) -> Any:
        """Goes on with a beginning; the command's ``generate`` gives the same.

        Args:
            prompt: what to go on with. Text: the words, or a path object of a file. Music: a path
                (.mid, .abc, .json), a :class:`Music`, or a roll [steps, keys]. None: from nothing.
            length: characters (1000 if not given) or steps of music (128) to add.
            temperature: below 1 surer, above 1 bolder, 0: always the likeliest.
            top_k: only the k likeliest; 0: all.
            top_p: only the likeliest that reach this probability together, in (0, 1].
            seed: of what is drawn at random.
            prompt_length: take only so many steps or characters of the beginning; 0: all.
            tempo: quarters a minute of the music; None: as learned.

        Returns:
            Text: a str, the beginning and what follows. Music: a :class:`Music`.

        Raises:
            OptionError: an option is outside its bounds.
            UnknownNameError: no character of the beginning is known; a file of another extension.
            NotFoundError, BadFileError: the file of the beginning.
        """
        call = _core.GenerateCall()
        call.length = 0 if length is None else whole("length", length, 1)
        call.top_k, call.seed = whole("top_k", top_k), whole("seed", seed)
        call.begin_length = whole("prompt_length", prompt_length)
        call.temperature, call.top_p = _number("temperature", temperature), _number("top_p", top_p)
        if tempo is not None:
            if self.kind == "text":
                raise OptionError("tempo is of music; the model writes text")
            call.tempo = _number("tempo", tempo)
        if self.kind == "text":
            return self._more_text(prompt, call)
        return self._more_music(prompt, call)

    def _more_text(self, prompt: Any, call: Any) -> str:
        if prompt is None or isinstance(prompt, str):
            return _core.generate_text(self._core, prompt or "", False, call)
        if isinstance(prompt, os.PathLike):
            return _core.generate_text(self._core, os.fspath(prompt), True, call)
        raise CallTypeError(f"prompt: a {type(prompt).__qualname__} is neither a text nor a path")

    def _more_music(self, prompt: Any, call: Any) -> Music:
        path, roll = "", None
        if isinstance(prompt, (str, os.PathLike)):
            path = os.fspath(prompt)
        elif isinstance(prompt, Music):
            roll = prompt.roll
        elif prompt is not None:
            np = numpy("a roll as prompt")
            roll = float_rows(array_of(prompt, np), np, "prompt")
        return Music(_core.generate_music(self._core, path, roll, call))

    def inspect(
        self, data: str | os.PathLike[str], *, steps: int = 200, gates: bool = False, threads: int = 0
    ) -> dict[str, Any]:
        """How well the model predicts a file, how far its gradients reach back, how its gates are used:
        what the command's ``inspect --json`` says of its input.

        Args:
            data: text or music, a path.
            steps: steps of it over which gradients and gates are shown.
            gates: every gate at every step of the first sequence.

        Returns:
            ``input`` (nats, nats_without_first, predictions, bits of text), ``gradient_flow``
            (verdict, advice, layers), and ``gates`` on request.

        Raises:
            foretell.Error: what is wrong with the file.
        """
        text = self._core.inspect(
            os.fspath(data), whole("steps", steps, 1), flag("gates", gates), num_threads(threads)
        )
        return json.loads(text)

    def __reduce__(self) -> Any:
        return _restore, (self._core.to_bytes(), self._history, self.summary)

    def __repr__(self) -> str:
        model = self.config.get("model", {})
        layers = f"{model.get('layers', 1)} × {model.get('cell')}({model.get('hidden')})"
        return f"Model of {self.kind}: {layers}, {self._core.num_parameters:,} parameters"


def _restore(data: bytes, history: Any, summary: dict[str, Any]) -> Model:
    model = Model(_core.network_of_bytes(data))
    model._history, model.summary = history, summary
    return model


def _place(i: int, single: bool) -> str:
    return "" if single else f"sequence {i}"


def _number(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise CallTypeError(f"{name}={value!r} must be a number")
    return float(value)
