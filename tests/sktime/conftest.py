"""The package of the build folder."""
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "build" / os.environ.get("FORETELL_PRESET", "release") / "python"
sys.path.insert(0, str(PACKAGE))
