"""Arrays of numbers in and out. NumPy is imported when somebody asks for arrays, not before."""

from __future__ import annotations

import numbers
from typing import Any

from .errors import CallTypeError, OptionError


def numpy(wanted_by: str) -> Any:
    """NumPy, or an error that says who needs it."""
    try:
        import numpy as np
    except ImportError:
        raise OptionError(f"{wanted_by} needs NumPy: pip install numpy") from None
    return np


def array_of(value: Any, np: Any) -> Any:
    """What is given as an array: without a copy of NumPy's, and of any that speaks DLPack."""
    if isinstance(value, np.ndarray):
        return value
    if hasattr(value, "__dlpack__"):
        return np.from_dlpack(value)
    try:
        return np.asarray(value)
    except ValueError as error:
        raise CallTypeError(f"no array can be made of it: {error}") from None


def float_rows(value: Any, np: Any, where: str) -> Any:
    """One sequence of frames: [steps, width], float."""
    array = array_of(value, np)
    if array.dtype.kind not in "fiub" or array.ndim != 2:
        raise CallTypeError(
            f"an array of numbers [steps, width] is expected, not {_described(array)}", where
        )
    return np.ascontiguousarray(array, dtype=np.float32)


def token_row(value: Any, np: Any, where: str) -> Any:
    """One sequence of tokens: [steps], whole numbers from 0."""
    array = array_of(value, np)
    if array.size == 0:
        array = array.astype(np.uint32)
    if array.dtype.kind not in "iu" or array.ndim != 1:
        raise CallTypeError(
            f"whole numbers [steps] or a text is expected, not {_described(array)}", where
        )
    if array.size and (array.min() < 0 or array.max() >= 2**32):
        raise OptionError("a token is a whole number from 0", where)
    return np.ascontiguousarray(array, dtype=np.uint32)


def _described(array: Any) -> str:
    return f"{array.dtype} {list(array.shape)}"


def many(value: Any, dimensions: int, np: Any) -> tuple[list[Any], bool]:
    """The sequences that are given, and whether it is one alone: an array of so many dimensions, or
    nested lists of that depth, is one; a deeper one, or a list of arrays, is several."""
    if not isinstance(value, (list, tuple)):
        if not hasattr(value, "__dlpack__") and not isinstance(value, np.ndarray):
            raise CallTypeError(f"a {type(value).__qualname__} is no sequence; give an array or a list")
        array = array_of(value, np)
        return ([array], True) if array.ndim <= dimensions else (list(array), False)
    depth, first = 1, value[0] if value else None
    while isinstance(first, (list, tuple)):
        depth, first = depth + 1, first[0] if first else None
    if first is not None and not isinstance(first, (str, numbers.Number)):
        depth += array_of(first, np).ndim
    return ([value], True) if value and depth <= dimensions else (list(value), False)
