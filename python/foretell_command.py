"""The command `foretell` of an installed package: hands over to the program in the wheel. It stands
outside the package so that starting it loads no more than it needs.
"""
import os
import sys
from importlib.util import find_spec
from pathlib import Path


def _folder(package):
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"foretell: the package {package} is missing; install it with pip")
    return Path(next(iter(spec.submodule_search_locations)))


def main():
    program = _folder("foretell") / "bin" / "foretell"
    arrow = _folder("pyarrow")
    if arrow.parent != program.parents[2]:  # the program looks for Arrow beside its own package
        paths = [str(arrow), os.environ.get("LD_LIBRARY_PATH", "")]
        os.environ["LD_LIBRARY_PATH"] = os.pathsep.join(path for path in paths if path)
    os.execv(program, ["foretell", *sys.argv[1:]])
