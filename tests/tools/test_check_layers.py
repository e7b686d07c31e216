"""tools/check_layers: the real tree passes, and each rule catches the include that breaks it."""
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def check(tree):
    done = subprocess.run([ROOT / "tools/check_layers", tree], capture_output=True, text=True)
    return done.returncode, done.stdout


def check_one(tree, file, include):
    path = tree / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#pragma once\n#include {include}\n")
    return check(tree)


def test_the_real_tree_has_no_broken_rule():
    status, output = check(ROOT)
    assert status == 0, output


@pytest.mark.parametrize(
    "file, include, words",
    [
        ("foretell/panel/a.cpp", '"foretell/models/b.hpp"', "panel/ may not include models/, a layer above"),
        ("foretell/panel/a.cpp", '"foretell/store/b.hpp"', "store/, the same layer as itself"),
        ("foretell/models/arima/a.cpp", '"foretell/models/smoothing/b.hpp"', "the family models/smoothing"),
        ("foretell/models/a.cpp", '"foretell/models/smoothing/b.hpp"', "the family models/smoothing"),
        ("foretell/models/compose/a.cpp", '"foretell/models/baseline/b.hpp"', "the family models/baseline"),
        ("foretell/tasks/tagging/a.cpp", '"foretell/tasks/generation/b.hpp"', "the family tasks/generation"),
        ("foretell/ingest/a.cpp", "<toml++/toml.h>", "belongs to apps only"),
        ("foretell/extras/a.cpp", '"foretell/base/b.hpp"', "'extras/' has no layer"),
        ("foretell/base/a.cpp", '"apps/cli/b.hpp"', "may not include apps/"),
        ("foretell/base/a.cpp", '"b.hpp"', "not a path from the repository's root"),
        ("foretell/select/a.cpp", "<arrow/api.h>", "belongs to foretell/ingest only"),
        ("apps/cli/a.cpp", "<parquet/arrow/reader.h>", "belongs to foretell/ingest only"),
        ("foretell/evaluate/a.cpp", "<Eigen/Dense>", "belongs to foretell/kernels and foretell/numeric"),
        ("tests/select/a_test.cpp", "<arrow/api.h>", "belongs to foretell/ingest only"),
        ("foretell/models/a.cpp", "<iostream>", "the library never prints"),
        ("foretell/numeric/a.cpp", "<chrono>", "no clock"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_reported_with_its_line(tmp_path, file, include, words):
    status, output = check_one(tmp_path, file, include)
    assert status == 1
    assert f"{file}:2: " in output
    assert words in output


@pytest.mark.parametrize(
    "file, include",
    [
        ("foretell/models/compose/a.cpp", '"foretell/models/any_model.hpp"'),
        ("foretell/models/smoothing/a.cpp", '"foretell/models/smoothing/b.hpp"'),
        ("foretell/select/a.cpp", '"foretell/models/smoothing/b.hpp"'),
        ("foretell/ingest/a.cpp", "<arrow/api.h>"),
        ("tests/ingest/a_test.cpp", "<arrow/api.h>"),
        ("tests/models/smoothing/a_test.cpp", "<Eigen/Dense>"),
        ("foretell/models/smoothing/a.cpp", '"hwy/highway.h"'),
        ("apps/cli/a.cpp", '"foretell/select/b.hpp"'),
        ("foretell/base/a.hpp", "<tl/expected.hpp>"),
    ],
)
def test_what_the_layers_allow_passes(tmp_path, file, include):
    status, output = check_one(tmp_path, file, include)
    assert status == 0, output


def test_every_task_may_use_what_decodes(tmp_path):
    status, output = check_one(tmp_path, "foretell/tasks/generation/a.cpp", '"foretell/tasks/decoding/b.hpp"')
    assert status == 0, output
