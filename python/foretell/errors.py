"""What can go wrong, as exception classes: one per reason that the engine gives.

All derive from :class:`Error`, and each from the built-in class that Python programs expect for the
same thing, so that ``except ValueError`` works as well. The text is that of the command, with
options written the way Python writes them.
"""

from __future__ import annotations

import re

__all__ = [
    "BadFileError",
    "BadValueError",
    "CallTypeError",
    "DuplicateError",
    "Error",
    "FileError",
    "FrequencyError",
    "MissingValuesError",
    "ModelSyntaxError",
    "NoConvergenceError",
    "NotFiniteError",
    "NotFoundError",
    "NotPositiveError",
    "OptionError",
    "TooShortError",
    "UnknownNameError",
    "UnsupportedError",
]


class Error(Exception):
    """Anything that Foretell refuses.

    Attributes:
        message: what is wrong, the bound, and what to do.
        where: the place: file, row, column, series. Empty if there is none.
    """

    def __init__(self, message: str = "", where: str = "") -> None:
        super().__init__(message, where)
        self.message = message
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message

    def __reduce__(self):
        return type(self), (self.message, self.where)


class OptionError(Error, ValueError):
    """An option's value is outside its bounds, or options contradict each other."""


class CallTypeError(OptionError, TypeError):
    """An option or a table is of a type that makes no sense here."""


class UnknownNameError(Error, KeyError):
    """A model, option, column or frequency of this name does not exist."""


class ModelSyntaxError(Error, ValueError):
    """Model words cannot be parsed."""


class TooShortError(Error, ValueError):
    """Fewer observations than the model or the metric needs."""


class MissingValuesError(Error, ValueError):
    """Missing values where none can be carried through."""


class NotPositiveError(Error, ValueError):
    """Zero or negative values where only positive ones make sense."""


class NotFiniteError(Error, ValueError):
    """An infinity, or a result outside the range of numbers."""


class DuplicateError(Error, ValueError):
    """The same time stamp twice in one series, or the same name twice."""


class FrequencyError(Error, ValueError):
    """Time stamps that fit no frequency, or not the given one."""


class BadValueError(Error, ValueError):
    """A cell of a table is not what its column holds."""


class BadFileError(Error, ValueError):
    """A file or a table that is empty, truncated, altered or of another format."""


class FileError(Error, OSError):
    """The operating system refused: no permission, a folder, disk full."""


class NotFoundError(FileError, FileNotFoundError):
    """There is no file of this name."""


class NoConvergenceError(Error, ArithmeticError):
    """An iteration that has to converge did not."""


class UnsupportedError(Error, NotImplementedError):
    """Valid, but this model or format does not offer it."""


# By the names that the engine gives its error codes.
_CLASSES = {
    "invalid option": OptionError,
    "unknown name": UnknownNameError,
    "syntax": ModelSyntaxError,
    "too short": TooShortError,
    "missing values": MissingValuesError,
    "not positive": NotPositiveError,
    "not finite": NotFiniteError,
    "duplicate": DuplicateError,
    "frequency": FrequencyError,
    "bad value": BadValueError,
    "bad file": BadFileError,
    "input/output": FileError,
    "no convergence": NoConvergenceError,
    "unsupported": UnsupportedError,
}

_OPTION = re.compile(r"(?<![\w-])--([a-z][a-z-]*)( (?=[\d.-]))?")


def in_python(text: str) -> str:
    """The command's text with its options as Python writes them: ``--time-zone`` is ``time_zone=``."""
    text = _OPTION.sub(lambda match: match[1].replace("-", "_") + "=", text)
    return text.replace("foretell models lists them all", "ft.models() lists them all")


def error_of(code: str, message: bytes, where: bytes) -> Error:
    """The exception of an engine's error."""
    texts = [in_python(text.decode(errors="replace")) for text in (message, where)]
    kind = _CLASSES.get(code, Error)
    if kind is FileError and "no such file" in texts[0].lower():
        kind = NotFoundError
    return kind(*texts)
