"""Every measurement, one after the other: make bench."""

import subprocess
import sys
from pathlib import Path

for module in sorted(Path(__file__).parent.glob("*.py")):
    if not module.name.startswith("_"):
        print(f"\n## {module.stem}", flush=True)
        subprocess.run([sys.executable, "-m", f"tests.bench.{module.stem}"], check=True)
