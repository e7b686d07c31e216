"""Local clusters of several workers. Run by `make test-cluster`, which installs the engines."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from conftest import *  # noqa: F403,E402
