"""Writes the stubs of the package: __init__.pyi with every model class of the catalog, options and
defaults spelled out, and _core.pyi. Run by the build.

usage: make_stubs.py FOLDER    (a folder with the package foretell, whose extension is built)
"""
import inspect
import subprocess
import sys
from pathlib import Path

HEAD = '''# Made by python/make_stubs.py from the engine's catalog.
from typing import Any

from .analysis import Analysis as Analysis, analyze as analyze
from .catalog import ModelDefinition as ModelDefinition, ModelInfo as ModelInfo, models as models
from .errors import *
from .evaluation import Backtest as Backtest, Score as Score, backtest as backtest, score as score
from .forecaster import Forecaster as Forecaster
from .forecasting import forecast as forecast
from .music import Music as Music
from .network import Model as Model
from .training import train as train
from .view import View as View, plot as plot, view as view
from . import distributed as distributed, errors as errors

__version__: str
'''


def type_of(default):
    """The type of an option, as far as its default tells."""
    if isinstance(default, bool):
        return "bool"
    if isinstance(default, int):
        return "int"
    if isinstance(default, float):
        return "float"
    return "Any" if default is None or "/" in default else "str"


def class_text(name, kind):
    """The stub of a model class."""
    parameters = ["self"]
    for parameter in inspect.signature(kind).parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            parameters.append("*parts: ModelDefinition | str")
            continue
        if not any(p.startswith("*") for p in parameters):
            parameters.append("*")
        parameters.append(f"{parameter.name}: {type_of(parameter.default)} = {parameter.default!r}")
    doc = kind.__doc__.split("\n", 1)[0]
    return f'class {name}(ModelDefinition):\n    """{doc}"""\n    def __init__({", ".join(parameters)}) -> None: ...\n'


def main():
    folder = Path(sys.argv[1])
    sys.path.insert(0, str(folder))
    from foretell.catalog import CLASSES

    texts = [HEAD]
    made = {}
    for name, kind in CLASSES.items():
        texts.append(f"{name} = {made[kind]}\n" if kind in made else class_text(name, kind))
        made.setdefault(kind, name)
    (folder / "foretell/__init__.pyi").write_text("\n".join(texts))
    call = [sys.executable, "-m", "nanobind.stubgen", "-q", "-m", "foretell._core", "-i", str(folder),
            "-o", str(folder / "foretell/_core.pyi")]
    subprocess.run(call, check=True)


if __name__ == "__main__":
    main()
