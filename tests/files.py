"""Files of every kind that Dateline reads, made afresh, whole or damaged: `python -m tests.files FOLDER`."""

import io
import json
import stat
import sys
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
from fpdf import FPDF

PLACES = ("Kharkiv", "Goma", "Aleppo", "Kidal", "Odesa", "Benghazi", "Mosul", "Aden", "Sumy", "Gao")
KEY = "for test only"


def title(number: int) -> str:
    return f"Shells hit depot {number} in {PLACES[number % 10]}"


def body(number: int) -> str:
    place = PLACES[number % 10]
    return (
        f"Shells hit bus depot No. {number} in {place} before dawn, killing {number % 7 + 2} people and wounding "
        f"at least {number % 11 + 3}, the regional prosecutor said in a statement to reporters in the city.\n\n"
        f"“We carried the wounded out before the roof came down,” a dispatcher said. Report {number} could not be "
        "checked at once, and the ministry of defence did not answer a request for comment on the matter."
    )


def text(number: int) -> bytes:
    return f"{title(number)}\n\n{body(number)}\n".encode()


def utf_16(number: int) -> bytes:
    return text(number).decode().encode("utf-16")


def windows(number: int) -> bytes:
    return text(number).decode().encode("cp1252")


def markdown(number: int) -> bytes:
    return f"---\ntitle: {title(number)}\ndate: 2026-03-14\n---\n# {title(number)}\n\n**{body(number)}**\n".encode()


def page(number: int) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in body(number).split("\n\n"))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title(number)}</title>"
        "<meta property='article:published_time' content='2026-03-14T21:30:00+02:00'>"
        "<meta property='og:site_name' content='Harbour Wire'></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title(number)}</h1>{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def pdf(number: int, *, password: str = "", pages: int = 1, printed: bool = True) -> bytes:
    document = FPDF()
    document.set_title(title(number))
    for _ in range(pages):
        document.add_page()
        if printed:
            document.set_font("helvetica", size=16)
            document.multi_cell(0, 10, title(number), new_x="LMARGIN", new_y="NEXT")
            document.set_font("helvetica", size=11)
            for line in body(number).split("\n\n"):
                document.multi_cell(
                    0, 6, line.encode("latin-1", "ignore").decode("latin-1"), new_x="LMARGIN", new_y="NEXT"
                )
                document.ln(4)
    if password:
        document.set_encryption(owner_password="owner", user_password=password)
    return bytes(document.output())


def word(number: int) -> bytes:
    document = docx.Document()
    document.add_heading(title(number), 1)
    for line in body(number).split("\n\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(number: int, attached: tuple[str, bytes] | None = None) -> bytes:
    message = EmailMessage()
    message["From"] = "Olena Marsh <olena@wire.example>"
    message["Subject"] = title(number)
    message["Date"] = "Sat, 14 Mar 2026 21:30:00 +0200"
    message["Message-ID"] = f"<{number}@wire.example>"
    message.set_content(body(number))
    if attached:
        message.add_attachment(
            attached[1], maintype="application", subtype="octet-stream", filename=attached[0]
        )
    return message.as_bytes()


def table(number: int) -> bytes:
    return f'Headline;Body;Date\r\n"{title(number)}";"{body(number)}";2026-03-14\r\n'.encode()


def json_lines(number: int) -> bytes:
    return (
        json.dumps({"title": title(number), "text": body(number), "published": "2026-03-14"}) + "\n"
    ).encode()


def json_list(number: int) -> bytes:
    return json.dumps([{"headline": title(number), "body": body(number)}], indent=1).encode()


def rss(number: int) -> bytes:
    return (
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Harbour Wire</title><item>"
        f"<title>{title(number)}</title><description>{body(number)}</description>"
        f"<link>https://wire.example/{number}</link><pubDate>Sat, 14 Mar 2026 21:30:00 +0200</pubDate>"
        "</item></channel></rss>"
    ).encode()


def atom(number: int) -> bytes:
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Harbour Wire</title><entry>"
        f"<title>{title(number)}</title><content type='html'>&lt;p&gt;{body(number)}&lt;/p&gt;</content>"
        "<published>2026-03-14T21:30:00+02:00</published></entry></feed>"
    ).encode()


def archive(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return out.getvalue()


def packed(number: int) -> bytes:
    return archive((f"folder/report {number}.txt", text(number)))


def nested(depth: int) -> bytes:
    content = archive(("inner.txt", text(1)))
    for level in range(depth):
        content = archive((f"level {level}.zip", content))
    return content


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("link.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def locked() -> bytes:
    """An archive whose only file says that it is locked with a password."""
    content = bytearray(archive(("report.txt", text(1))))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


def word_with(xml: bytes) -> bytes:
    """A Word document whose text is this XML."""
    whole = io.BytesIO(word(1))
    with zipfile.ZipFile(whole) as source:
        return archive(
            *((name, xml if name == "word/document.xml" else source.read(name)) for name in source.namelist())
        )


ENTITIES = (
    b"<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'><!ENTITY b '&a;&a;&a;'>]>"
    b"<rss version='2.0'><channel><item><title>&a;</title><description>&b;</description></item></channel></rss>"
)
BOMB = b"\x00" * 60_000_000

WHOLE: tuple[tuple[str, Callable[[int], bytes]], ...] = (
    ("{}.txt", text),
    ("wide {}.txt", utf_16),
    ("old {}.txt", windows),
    ("note {}", text),
    ("{}.md", markdown),
    ("{}.html", page),
    ("page {}.txt", page),
    ("{}.pdf", pdf),
    ("{}.docx", word),
    ("{}.eml", mail),
    ("{}.csv", table),
    ("{}.jsonl", json_lines),
    ("{}.json", json_list),
    ("{}.rss", rss),
    ("{}.xml", atom),
    ("{}.zip", packed),
    ("scan {}.dat", pdf),
    ("letter {}.txt", mail),
)
"""Name -> maker of a file that holds one report, some under a wrong ending."""


def damaged() -> dict[str, tuple[bytes, str]]:
    """Name -> content of a file in which no report can be read, and words of the reason for it."""
    noise = bytes(range(256)) * 40
    return {
        "empty.txt": (b"", "no text in it"),
        "blank.md": (b" \n\n\t\n", "no text in it"),
        "figures.txt": (b"12 + 30 = 42 !!!", "no words in it"),
        "noise.txt": (noise, "not a text file"),
        "long.txt": (b"A shell fell. " * 80_000, "more than 1,000,000 bytes"),
        "picture.txt": (b"\x89PNG\r\n\x1a\n" + noise, "picture"),
        "sound.mp3": (b"ID3\x04" + noise, "sound or video"),
        "film.mp4": (b"\x00\x00\x00\x18ftypmp42" + noise, "sound or video"),
        "program.exe": (b"MZ" + noise, "Files of this kind (.exe)"),
        "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise, "old Office file"),
        "rich.rtf": (b"{\\rtf1 Shells fell.}", "another program"),
        "sheet.xlsx": (archive(("xl/workbook.xml", b"<workbook/>")), "spreadsheet"),
        "cut.pdf": (pdf(1)[:700], "damaged"),
        "named.pdf": (b"No PDF at all, only words.", "Its name ends in .pdf"),
        "locked.pdf": (pdf(1, password=KEY), "locked with a password"),
        "scan.pdf": (pdf(1, printed=False), "pictures of pages"),
        "cut.docx": (word(1)[:9000], "damaged"),
        "entities.docx": (word_with(ENTITIES), "XML entities"),
        "cut.zip": (packed(1)[:-30], "damaged"),
        "empty.zip": (archive(), "archive is empty"),
        "slip.zip": (archive(("../../outside.txt", text(1))), "leads out of the archive"),
        "link.zip": (archive((link(), b"/etc/passwd")), "symbolic link"),
        "locked.zip": (locked(), "locked with a password"),
        "bomb.zip": (archive(("bomb.txt", BOMB)), "times its size"),
        "deep.zip": (nested(5), "other archives"),
        "columns.csv": (b"when,where\r\n2026-03-14,Kharkiv\r\n", 'no "text"'),
        "broken.jsonl": (b'{"text": "It was c\n', "no JSON"),
        "entities.xml": (ENTITIES, "XML entities"),
        "bare.html": (b"<html><body><script>x()</script></body></html>", "no text"),
        "bare.eml": (b"MIME-Version: 1.0\nFrom: a@b.example\n\n", "no text in it"),
    }


def fill(folder: Path, whole: int = 270) -> None:
    """Put ``whole`` files that can be read into the folder, and the damaged ones beside them."""
    for number in range(whole):
        name, make = WHOLE[number % len(WHOLE)]
        (folder / name.format(number)).write_bytes(make(number))
    for name, (content, _) in damaged().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True)
    fill(target)
    print(f"{len(list(target.iterdir()))} files in {target}")
