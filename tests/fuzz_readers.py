"""Files damaged at random, for every reader: `python -m tests.fuzz_readers --minutes 10` looks for long."""

import argparse
import io
import logging
import random
import sys
import time
import zipfile
from collections import Counter
from functools import cache
from itertools import count

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from lib.documents import clean
from lib.readers import Limits, Problem, Reading, read_source
from lib.readers.items import source_of_bytes
from lib.records import Article
from tests import files

LIMITS = Limits(file=5_000_000, unpacked=20_000_000, seconds=20)
PIECES = st.sampled_from([
    b"", b"\x00", b"\xff\xfe", b"\xff" * 8, b"\n\n", b"\r", b'"', b"'", b"<", b"</p>", b"]]>", b"{", b"}", b"[" * 300,
    b"<div>" * 300, b"<!ENTITY a 'b'>", b"&#0;", b"&#x110000;", b"-1", b"99999999999", b"PK\x03\x04", b"endstream",
    b"obj <<", b"Content-Type: multipart/mixed; boundary=x\n", b"Content-Transfer-Encoding: base64\n",
    b"=?utf-8?B?//?=", b"\xed\xa0\x80", "\u2028\u202e".encode(), b"datetime='9999-99-99'", b"charset=utf-7",
])  # fmt: skip


@cache
def whole(number: int) -> tuple[str, bytes]:
    """A whole file of one kind."""
    name, make = files.WHOLE[number]
    return name.format(number), make(number)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """The name and the bytes of a file with pieces cut out, put in, doubled or changed."""
    name, content = whole(draw(st.integers(0, len(files.WHOLE) - 1)))
    if name.endswith(".docx") and draw(st.booleans()):
        return name, files.word_with(_damage(draw, _word_xml()))
    if draw(st.integers(0, 9)) == 0:
        name = draw(
            st.sampled_from(
                ["x.pdf", "x.docx", "x.eml", "x.csv", "x.json", "x.html", "x.xml", "x.zip", "x", "x.md"]
            )
        )
    content = _damage(draw, content)
    if draw(st.integers(0, 9)) == 0:
        name, content = "outer.zip", files.archive((name, content))
    return name, content


@cache
def _word_xml() -> bytes:
    with zipfile.ZipFile(io.BytesIO(files.word(1))) as archive:
        return archive.read("word/document.xml")


def _damage(draw: st.DrawFn, content: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 6))):
        at = int(draw(st.floats(0, 1)) * len(content))
        length = draw(st.integers(0, 64))
        match draw(st.sampled_from(["cut", "put", "double", "flip", "end", "random"])):
            case "cut":
                content = content[:at] + content[at + length :]
            case "put":
                content = content[:at] + draw(PIECES) + content[at:]
            case "double":
                content = content[:at] + content[at : at + length] * 3 + content[at + length :]
            case "flip":
                content = (
                    content[:at] + bytes(255 - byte for byte in content[at : at + 2]) + content[at + 2 :]
                )
            case "end":
                content = content[: max(at, 1)]
            case "random":
                noise = random.Random(draw(st.integers(0, 2**32))).randbytes(length)
                content = content[:at] + noise + content[at + length :]
    return content


def check(name: str, content: bytes) -> list[Article | Problem]:
    """Read a file and check what every reader promises, whatever is in the file."""
    found = list(read_source(source_of_bytes(name, name, content), Reading(LIMITS)))
    assert found, "a file was passed over in silence"
    for item in found:
        if isinstance(item, Problem):
            assert item.where.startswith(name)
            assert item.reason.strip()
            assert "Traceback" not in item.reason
            assert "site-packages" not in item.reason
            continue
        assert item.text.strip()
        assert clean(item.text) == item.text
        item.text.encode()
        end = 0
        for stretch in item.stretches:
            assert end <= stretch.start < stretch.end <= len(item.text)
            assert "\n" not in item.text[stretch.start : stretch.end]
            end = stretch.end
    return found


def main() -> int:
    """Damage and read files until the minutes are over; a file that breaks a promise is shown by Hypothesis."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0, help="of the first round")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    told: Counter[str] = Counter()
    slowest = (0.0, "")

    @given(damaged())
    @settings(max_examples=300, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    def look(file: tuple[str, bytes]) -> None:
        nonlocal slowest
        begun = time.monotonic()
        for item in check(*file):
            told["reports" if isinstance(item, Article) else "reasons"] += 1
            told["unforeseen"] += isinstance(item, Problem) and "not what it seems" in item.reason
        slowest = max(slowest, (time.monotonic() - begun, file[0]))
        told["files"] += 1

    end = time.monotonic() + 60 * options.minutes
    for number in count(options.seed):
        seed(number)(look)()
        if time.monotonic() > end:
            break
    print(", ".join(f"{number:,} {what}" for what, number in sorted(told.items())))
    print(f"slowest: {slowest[0]:.1f} s, {slowest[1]}; last seed {number}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
