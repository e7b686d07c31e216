"""The stubs: every model with its options, and mypy finds what is wrong."""
import os
import subprocess
import sys

import foretell as ft
import pytest
from conftest import PACKAGE

STUB = PACKAGE / "foretell/__init__.pyi"
if not STUB.exists():  # a build with sanitizers has none
    pytest.skip("the stubs are not built", allow_module_level=True)


def mypy(tmp_path, program):
    (tmp_path / "program.py").write_text(program)
    call = [sys.executable, "-m", "mypy", "--ignore-missing-imports", "program.py"]
    env = {**os.environ, "MYPYPATH": str(PACKAGE)}
    return subprocess.run(call, cwd=tmp_path, env=env, capture_output=True, text=True).stdout


def test_right_programs_pass_with_the_whole_package(tmp_path):
    assert "Success" in mypy(tmp_path, (
        "import pandas as pd\nimport foretell as ft\n"
        "model: ft.ModelDefinition = ft.WindowAverage(window=3)\n"
        "answer = ft.forecast(pd.DataFrame(), 3, [ft.AutoETS(trend=False), model, 'theta'])\n"
        "ft.Forecaster(models=ft.Theta()).fit(pd.DataFrame()).predict(3)\n"
        "try: ft.backtest('x.csv', 3)\nexcept ft.TooShortError as error: print(error.where)\n"
    ))


@pytest.mark.parametrize("line,found", [
    ("ft.AutoETS(trned=False)", 'did you mean "trend"'),
    ("ft.forecast(None, '3')", "expected \"int\""),
    ("ft.AutoEst()", 'has no attribute "AutoEst"'),
])
def test_wrong_programs_do_not(tmp_path, line, found):
    assert found in mypy(tmp_path, f"import foretell as ft\n{line}\n")


def test_the_stub_has_every_name():
    text = STUB.read_text()
    for name in ft.__all__:
        if name not in ft.errors.__all__:
            assert f"class {name}(" in text or f"as {name}" in text or f"\n{name} = " in text, name
