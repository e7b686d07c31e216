"""tools/check_docs: a true page passes, and each kind of untruth is found."""
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILLER = "A page with enough words to be one, " * 4


def check(tree, **pages):
    """Runs the check on a fresh repository with README.md and other pages."""
    subprocess.run(["git", "init", "-q", tree], check=True)
    for name, text in pages.items():
        (tree / f"{name}.md").write_text(f"{FILLER}\n\n{text}\n")
    done = subprocess.run([ROOT / "tools/check_docs", tree], capture_output=True, text=True)
    return done.returncode, done.stdout


def test_true_pages_pass(tmp_path):
    readme = "# Top\n[other](other.md#the-part)\n```sh run\necho $((1 + 1))\n```\n```text output\n2\n```"
    status, output = check(tmp_path, README=readme, other="## The part\nWords.")
    assert status == 0, output


@pytest.mark.parametrize(
    "text, words",
    [
        ("[a](gone.md)", "leads nowhere"),
        ("[a](#gone)", "names a heading that is not there"),
        ("![a](gone.png)", "leads nowhere"),
        ("# Bare\n# Next\nWords.", "nothing stands under 'Bare'"),
        ("```sh run\nfalse\n```", "this fails with 1"),
        ("```sh run\necho a\n```\n```text output\nb\n```", "prints something else:\na"),
        ("```cpp from=gone.cpp\nint x;\n```", "gone.cpp does not exist"),
        ("```cpp from=README.md\nint x;\n```\n```cpp from=other.txt\nint y;\n```", "does not stand in"),
        ("see /home/me/notes", "a path of one machine"),
        ("TO" + "DO: write", "says TO" + "DO"),
    ],
)  # fmt: skip
def test_an_untruth_is_found(tmp_path, text, words):
    (tmp_path / "other.txt").write_text("int x;\n")
    status, output = check(tmp_path, README=text)
    assert status == 1
    assert words in output


def test_a_page_that_no_link_reaches_is_lost(tmp_path):
    status, output = check(tmp_path, README="# Top\nWords.", other="# Other\nWords.")
    assert status == 1
    assert "other.md: no link leads here" in output


def test_an_empty_page_is_refused(tmp_path):
    (tmp_path / "short.md").write_text("Soon.\n")
    status, output = check(tmp_path, README="[a](short.md)")
    assert status == 1
    assert "short.md: an empty page" in output
