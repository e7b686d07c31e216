"""What the documentation prints is run: Python blocks of pages, and examples of docstrings."""
import doctest
import importlib
import re
from pathlib import Path

import foretell as ft
import pytest
from conftest import ROOT

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)
PAGES = [p for p in sorted((ROOT / "docs").glob("*.md")) + [ROOT / "README.md"] if BLOCK.search(p.read_text())]
MODULES = sorted(p.stem for p in (ROOT / "python/foretell").glob("*.py") if p.stem not in ("distributed", "sktime"))


@pytest.fixture
def from_the_root(monkeypatch, tmp_path):
    """A folder where data/ is what it is in the repository, and files may be written."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_of_a_page_runs(page, from_the_root):
    names = {}
    for block in BLOCK.findall(page.read_text()):
        if "# on a cluster" not in block:  # tests/distributed runs these
            exec(compile(block, page.name, "exec"), names)


@pytest.mark.parametrize("module", MODULES)
def test_examples_of_docstrings_are_true(module, from_the_root):
    found = importlib.import_module("foretell" if module == "__init__" else f"foretell.{module}")
    failed, _ = doctest.testmod(found, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert failed == 0


def test_everything_public_has_a_docstring_with_its_errors():
    for name in ft.__all__:
        thing = getattr(ft, name)
        assert thing.__doc__, name
        if name in ("forecast", "backtest", "score", "analyze", "plot", "train", "view"):
            for part in ("Args:", "Returns:", "Raises:"):
                assert part in thing.__doc__, (name, part)


def test_every_name_that_a_page_mentions_exists():
    for page in (ROOT / "docs").glob("*.md"):
        for name in re.findall(r"\bft\.(\w+)", page.read_text()):
            assert hasattr(ft, name), (page.name, name)
