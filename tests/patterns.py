"""Which regular expressions of lib/ backtrack without end: python -m tests.patterns

Prints, as JSON, how many patterns there are and, by file and line, the first text that each slow one is not done
with. Every pattern is tried on what it repeats, over and over, at a length at which one whose work grows with the
cube of the length needs minutes of CPU time, and a good one milliseconds.
"""

import ast
import importlib
import json
import pkgutil
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from re import _compiler, _constants, _parser
from typing import Any

import lib

ROOT = Path(__file__).resolve().parent.parent
LENGTH = 1_200
"""Characters of a hard text."""
CEILING = 10
"""CPU seconds after which a pattern is given up."""
MOST = 40
"""Places of a pattern where repetition is tried."""
GENERIC = (
    "a",
    "A",
    " ",
    "\n",
    "1",
    ",1",
    "a ",
    "A. ",
    "“",
    '"',
    "1 ",
    "and ",
    " -",
    ". ",
    "Al-",
    "(",
    "<!---->",
)
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_OF_CATEGORY = {
    _constants.CATEGORY_DIGIT: "1",
    _constants.CATEGORY_SPACE: " ",
    _constants.CATEGORY_WORD: "a",
    _constants.CATEGORY_NOT_DIGIT: "a",
    _constants.CATEGORY_NOT_SPACE: "a",
    _constants.CATEGORY_NOT_WORD: ".",
}


def main() -> None:
    """Try every pattern of lib/."""
    from lib.analysis import analyze
    from lib.documents import make_article

    def use() -> None:
        report = "“Two were hurt,” the mayor of Odesa, 40 km south of Kyiv, said on March 3, 2024. " * 2
        list(analyze([make_article(report, published="2024-03-04")]))

    found = of_lib(use)
    tried = {where: hard_text(pattern, flags) for where, (pattern, flags) in found.items()}
    slow = {where: text for where, text in tried.items() if text is not None}
    print(json.dumps({"patterns": len(found), "slow": slow}, indent=1))


def hard_text(pattern: str | bytes, flags: int, ceiling: int = CEILING) -> str | None:
    """The beginning of the first hard text that takes more than ``ceiling`` CPU seconds; ``None`` when none does."""
    compiled = re.compile(pattern, flags)
    source = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    for text in _hard_texts(source, 0 if isinstance(pattern, bytes) else flags):
        subject: Any = text.encode("latin-1", "replace") if isinstance(pattern, bytes) else text
        try:
            with _at_most(ceiling):
                for _ in compiled.finditer(subject):
                    pass
        except TimeoutError:
            return text[:60]
    return None


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """Ends what takes more seconds of CPU time; ``re`` looks for signals while it matches."""

    def give_up(*_: Any) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def of_lib(use: Any) -> dict[str, tuple[str | bytes, int]]:
    """Pattern and flags of all that lib/ compiles on import and while ``use`` runs, and of constants it passes to re.

    The keys name file and line.
    """
    found: dict[str, tuple[str | bytes, int]] = {}
    compile_ = _compiler.compile

    def noted(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        compiled = compile_(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and Path(frame.f_code.co_filename).parent.name == "re":
            frame = frame.f_back
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT / "lib"):
            where = f"{path.relative_to(ROOT)}:{frame.f_lineno}"
            found[f"{where} {len(found)}"] = compiled.pattern, compiled.flags
        return compiled

    _compiler.compile = noted
    re.purge()
    try:
        for module in pkgutil.walk_packages(lib.__path__, "lib."):
            importlib.import_module(module.name)
        use()
    finally:
        _compiler.compile = compile_
    return found | dict(_constants_of_lib())


def _constants_of_lib() -> Iterator[tuple[str, tuple[str | bytes, int]]]:
    """Patterns that stand as constants in a call of re, whether it was run or not."""
    for path in sorted(ROOT.glob("lib/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            first = node.args[0]
            if (
                ast.unparse(node.func.value) == "re"
                and node.func.attr != "escape"
                and isinstance(first, ast.Constant)
            ):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", (first.value, 0)


def _hard_texts(pattern: str, flags: int) -> Iterator[str]:
    """Texts of about ``LENGTH`` characters: what each repetition repeats, over and over, and then no match."""
    attacks = {("", part) for part in GENERIC}
    for number, attack in enumerate(_attacks(_parser.parse(pattern, flags & ~re.DEBUG))):
        if number < MOST:
            attacks.add(attack)
    for before, part in sorted(attacks):
        yield before + part * (LENGTH // len(part)) + "\x00"


def _attacks(tree: Iterable[Any], before: str = "") -> Iterator[tuple[str, str]]:
    """What leads up to each long repetition in a parsed pattern, and what it repeats."""
    for operation, value in tree:
        if operation in _REPEATS:
            least, most, body = value
            repeated = _example(body)
            if repeated and (most is _constants.MAXREPEAT or most > 20):
                yield before, repeated
            yield from _attacks(body, before)
            before += repeated * least
        elif operation is _constants.SUBPATTERN:
            yield from _attacks(value[3], before)
            before += _example(value[3])
        elif operation is _constants.BRANCH:
            for branch in value[1]:
                yield from _attacks(branch, before)
            before += _example(value[1][0])
        else:
            before += _example([(operation, value)])


def _example(tree: Iterable[Any]) -> str:
    """A short text that a parsed pattern matches, but for look-around and back references."""
    text = ""
    for operation, value in tree:
        if operation is _constants.LITERAL:
            text += chr(value)
        elif operation is _constants.NOT_LITERAL:
            text += "b" if value == ord("a") else "a"
        elif operation is _constants.ANY:
            text += "a"
        elif operation is _constants.IN:
            text += _member(value)
        elif operation in _REPEATS:
            text += _example(value[2]) * value[0]
        elif operation is _constants.SUBPATTERN:
            text += _example(value[3])
        elif operation is _constants.ATOMIC_GROUP:
            text += _example(value)
        elif operation is _constants.BRANCH:
            text += _example(value[1][0])
    return text


def _member(items: Any) -> str:
    """A character of a set; of a negated set one that is no neighbour of what it excludes."""
    operation, value = items[0]
    if operation is _constants.NEGATE:
        excluded = {value for operation, value in items if operation is _constants.LITERAL}
        return next(c for c in "aA1 .\x01" if ord(c) not in excluded)
    if operation is _constants.LITERAL:
        return chr(value)
    if operation is _constants.RANGE:
        return chr(value[0])
    return _OF_CATEGORY[value]


if __name__ == "__main__":
    main()
