"""Every measurement, one after the other, and their figures as one table: make bench."""

import subprocess
import sys

MEASUREMENTS = ("analysis", "processes", "resolution", "others", "lengths", "memory", "pages", "visitors")


def main() -> None:
    rows: list[str] = []
    failed: list[str] = []
    for name in MEASUREMENTS:
        print(f"\n## {name}", flush=True)
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", f"tests.bench.{name}"], stdout=subprocess.PIPE, text=True
        ) as run:
            for line in run.stdout or ():
                if line.startswith("| "):
                    rows.append(line)
                else:
                    print(line, end="", flush=True)
        if run.returncode:
            failed.append(name)
    print("\n| measured | figure |\n|---|---|")
    print("".join(rows), end="")
    if failed:
        sys.exit(f"Not measured to the end: {', '.join(failed)}")


if __name__ == "__main__":
    main()
