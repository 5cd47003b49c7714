"""Known vulnerabilities of the dependencies: python -m tests.audit (part of make check).

Asks pip-audit about every pinned package of requirements.txt. Ends with an error when one has a known vulnerability.
Where the network does not allow to ask, it says so and lets the check pass.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120
"""Seconds that the service may take."""


def main() -> None:
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(ROOT / "requirements.txt")]
    command += ["--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        print(f"Dependencies not audited: no answer within {PATIENCE} s.")
        return
    answer = read(run.stdout)
    if answer is None:
        reason = (run.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"Dependencies not audited: {reason}")
        return
    found = list(vulnerabilities(answer))
    print(f"{len(answer['dependencies'])} dependencies audited, {len(found)} known vulnerabilities")
    if found:
        sys.exit("\n".join(found))


def read(output: str) -> Any:
    """The answer of pip-audit; ``None`` when it got none."""
    try:
        answer = json.loads(output)
    except ValueError:
        return None
    return answer if "dependencies" in answer else None


def vulnerabilities(answer: Any) -> list[str]:
    """A line for each known vulnerability in an answer of pip-audit."""
    return [
        f"{package['name']} {package['version']}: {fault['id']}, "
        f"repaired in {', '.join(fault['fix_versions']) or 'no version yet'}"
        for package in answer["dependencies"]
        for fault in package.get("vulns", ())
    ]


if __name__ == "__main__":
    main()
