"""tools/check_tests and tools/check_sizes: what they ask for, and that they notice when it lacks."""
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(tool, tree):
    done = subprocess.run([ROOT / "tools" / tool, tree], capture_output=True, text=True)
    return done.returncode, done.stdout


def write(tree, name, text=""):
    (tree / name).parent.mkdir(parents=True, exist_ok=True)
    (tree / name).write_text(text)


def test_a_source_without_a_test_is_named(tmp_path):
    write(tmp_path, "foretell/panel/a.cpp")
    status, output = run("check_tests", tmp_path)
    assert status == 1
    assert "foretell/panel/a.cpp: tests/panel/a_test.cpp is missing" in output


def test_a_test_at_the_mirrored_place_counts(tmp_path):
    write(tmp_path, "foretell/panel/a.cpp")
    write(tmp_path, "tests/panel/a_test.cpp")
    write(tmp_path, "apps/cli/b.cpp")
    write(tmp_path, "tests/apps/cli/test_b.py")
    assert run("check_tests", tmp_path)[0] == 0


def test_an_exception_needs_a_reason_and_a_file(tmp_path):
    write(tmp_path, "foretell/panel/a.cpp")
    write(tmp_path, "tests/without_test.txt", "foretell/panel/a.cpp: a table of constants\n")
    assert run("check_tests", tmp_path)[0] == 0
    write(tmp_path, "tests/without_test.txt", "foretell/panel/a.cpp: tests/panel/b_test.cpp\n")
    assert "there is no tests/panel/b_test.cpp" in run("check_tests", tmp_path)[1]
    write(tmp_path, "tests/without_test.txt", "foretell/panel/a.cpp: \nforetell/gone.cpp: why\n")
    status, output = run("check_tests", tmp_path)
    assert status == 1
    assert "foretell/panel/a.cpp has no reason" in output
    assert "foretell/gone.cpp has no reason, or does not exist" in output


def test_a_long_file_is_questioned_and_a_very_long_one_refused(tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    write(tmp_path, "a.cpp", "\n" * 300)
    status, output = run("check_sizes", tmp_path)
    assert status == 0
    assert "a.cpp: 300 lines, would it read better as two?" in output
    write(tmp_path, "a.cpp", "\n" * 501)
    status, output = run("check_sizes", tmp_path)
    assert status == 1
    assert "a.cpp: 501 lines, 500 are allowed" in output
