"""The command line: python -m lib [--workspace FILE.db] PATH… [-o OUT] [--format FORMAT]."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from lib import exports, language
from lib.analysis import analyze
from lib.errors import DatelineError
from lib.plurals import plural
from lib.provenance import MadeBy, current
from lib.readers import FIELDS, Problem, Reading, read_addresses, read_paths
from lib.records import Analysis, Article

_FORMAT = "jsonl"
_MOST_PROCESSES = 256


def main(arguments: Sequence[str] | None = None) -> int:
    """Analyse the reports named and write what was read, or keep it in a workspace file.

    Returns the exit status: 0; 1 when a report could not be read (the others are written); 2 when nothing
    could be done; 130 when it was stopped from the keyboard.
    """
    options = _checked(_parser(), arguments)
    problems: list[Problem] = []
    try:
        if options.workspace:
            return _keep(options)
        reading = Reading(
            columns=dict(options.column), written=exports.written(options.output) if options.output else ()
        )
        analyses = analyze(_articles(options.paths, options.fetch, reading, problems), model=options.model)
        count = _write(analyses, current(options.model), options.format or _FORMAT, options.output)
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of the output, such as "head", has had enough; Python would complain again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(
            f"dateline: {options.output or 'the output'} cannot be written ({error.strerror}).",
            file=sys.stderr,
        )
        return 2
    for problem in problems:
        print(f"{problem.where}: {problem.reason}", file=sys.stderr)
    print(f"{plural(count, 'report')} analysed, {plural(len(problems), 'problem')}", file=sys.stderr)
    return 2 if not count else 1 if problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m lib",
        description="Read places, statements and casualty mentions out of news reports.",
    )
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help=".txt, .md, .html, .pdf, .docx, .eml, .csv, .jsonl, .json, feed or .zip file, or a folder of them",
    )
    parser.add_argument(
        "--fetch",
        action="append",
        default=[],
        metavar="URL",
        help="fetch this page or file from the web and read it; may be given again; nothing else uses the network",
    )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        type=_column,
        metavar="FIELD=NAME",
        help="column or key of a CSV or JSON corpus that holds text, title, source, published, url, author, language "
        "or id, where it has no usual name; may be given again",
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="file to write (default: the screen)"
    )
    parser.add_argument("--format", choices=list(exports.FORMATS), help=f"default: {_FORMAT}")
    parser.add_argument("--model", default=language.MODEL, help="name of another installed spaCy pipeline")
    kept = parser.add_argument_group(
        "workspace file",
        "Reports that are there already are passed over, so a run that was stopped goes on where it was. With "
        "-o or --format everything in the workspace is written out afterwards.",
    )
    kept.add_argument(
        "--workspace", type=Path, metavar="FILE.db", help="keep what is read there; made when it is not there"
    )
    kept.add_argument(
        "--search",
        default="",
        metavar="QUERY",
        help='print what is found: words, "phrases", AND, OR, NOT, speaker:, place:, outcome: and the other fields '
        "of the search box",
    )
    kept.add_argument(
        "--read-again", action="store_true", help="read again what another version read; corrections are kept"
    )
    kept.add_argument(
        "--processes", type=_processes, default=1, metavar="N", help="read with N processes (needs Dask)"
    )
    kept.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="read with the workers of a Dask cluster"
    )
    return parser


def _checked(parser: argparse.ArgumentParser, arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; what does not go together is refused."""
    options = parser.parse_args(arguments)
    if not options.workspace:
        if options.read_again or options.processes != 1 or options.scheduler or options.search:
            parser.error("--read-again, --search, --processes and --scheduler go with --workspace FILE.db")
        if not (options.paths or options.fetch):
            parser.error("name at least one report or folder")
    elif not any(
        (options.paths, options.fetch, options.read_again, options.search, options.format, options.output)
    ):
        parser.error(
            "name reports to add, --read-again, --search QUERY, or -o OUT to write the workspace out"
        )
    return options


def _column(value: str) -> tuple[str, str]:
    field, _, name = value.partition("=")
    if field not in FIELDS or not name:
        raise argparse.ArgumentTypeError(f"FIELD=NAME, where FIELD is one of {', '.join(FIELDS)}")
    return field, name


def _processes(value: str) -> int:
    number = int(value)
    if not 1 <= number <= _MOST_PROCESSES:
        raise argparse.ArgumentTypeError(f"from 1 to {_MOST_PROCESSES}")
    return number


def _keep(options: argparse.Namespace) -> int:
    # SQLAlchemy takes a moment to load, and only workspaces need it.
    from lib.workspace_command import Job, run

    return run(
        Job(
            options.workspace,
            options.paths,
            options.model,
            urls=options.fetch,
            columns=dict(options.column),
            again=options.read_again,
            processes=options.processes,
            scheduler=options.scheduler,
            query=options.search,
            format_name=options.format or (_FORMAT if options.output else None),
            output=options.output,
        )
    )


def _articles(
    paths: Sequence[Path], urls: Sequence[str], reading: Reading, problems: list[Problem]
) -> Iterator[Article]:
    """The articles in the paths and at the addresses; what cannot be read is put into ``problems``."""
    for item in chain(read_paths(paths, reading), read_addresses(urls, reading)):
        if isinstance(item, Article):
            yield item
        else:
            problems.append(item)


def _write(analyses: Iterator[Analysis], made_by: MadeBy, format_name: str, output: Path | None) -> int:
    """Write analyses in the format; returns how many there were. A file appears only when it is complete."""
    count = 0

    def counted() -> Iterator[exports.Entry]:
        nonlocal count
        for analysis in analyses:
            count += 1
            yield exports.Entry(analysis, made_by)

    about = exports.About(made_on=date.today().isoformat())
    pieces = exports.FORMATS[format_name].write(counted(), about)
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
    else:
        exports.write_file(pieces, output)
    return count


if __name__ == "__main__":
    sys.exit(main())
