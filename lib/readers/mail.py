"""E-mails (.eml): the letter as a report, quotations of other mails and signatures marked, attachments apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from typing import cast

from lib.documents import clean, make_article
from lib.errors import ReportError
from lib.readers import encoding, metadata
from lib.readers.blocks import Block, block_of, join
from lib.readers.items import Problem, Reading, Source, source_of_bytes
from lib.readers.pages import blocks_of
from lib.records import Article, Stretch

_QUOTED = re.compile(r"\s*>|\s*On .{6,120} wrote:\s*$")
_SIGNATURE = re.compile(r"--\s?$")
_ATTACHED = {"application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt", "message/rfc822": ".eml"}
_SHORT = 200


def read_mail(source: Source, reading: Reading) -> Iterator[Article | Problem | Source]:
    """Read an e-mail as a report, and give what is attached to it as sources of their own.

    Its title is the subject, its author and outlet the sender, its date that of sending.

    Raises:
        ReportError: when it cannot be taken apart.
    """
    content = source.read(reading.limits.file)
    try:
        message = message_from_bytes(content, policy=policy.default)
        attached = list(_attachments(message, source))
        text, stretches, notes = _letter(message)
        fields = {name: _header(message, name) for name in ("Subject", "From", "Date", "Content-Language")}
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ReportError("The e-mail is damaged. Open it in a mail program and save it anew.") from error
    if text.strip() or not attached:
        sender, address = parseaddr(fields["From"] or "")
        try:
            yield make_article(
                text,
                title=fields["Subject"],
                source=sender or address.rpartition("@")[2],
                author=sender or address,
                language=fields["Content-Language"],
                published=metadata.stamp(fields["Date"]),
                guessed=("source",),
                notes=notes,
                stretches=stretches,
            )
        except ReportError as error:
            yield Problem(source.where, str(error))
    yield from attached


def _letter(message: EmailMessage) -> tuple[str, tuple[Stretch, ...], tuple[str, ...]]:
    """The text of the letter itself, what is set apart in it, and what to say of it."""
    plain = message.get_body(("plain",))
    page = message.get_body(("html",))
    words, guessed = _text_of(cast(EmailMessage, plain)) if plain else ("", None)
    if page is not None:
        markup, other = _text_of(cast(EmailMessage, page))
        text, stretches = blocks_of(markup)
        # Newsletters often have no more than "see the web version" as plain text.
        if len(text) > len(words) + _SHORT or not words.strip():
            return text, stretches, encoding.note(other)
    text, stretches = join(_plain_blocks(clean(words)))
    return text, stretches, encoding.note(guessed)


def _text_of(part: EmailMessage) -> tuple[str, str | None]:
    """The text of a part, and its encoding when that had to be guessed."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return "", None
    try:
        return encoding.decode(content, part.get_content_charset())
    except ReportError:
        return content.decode("ascii", "replace"), None


def _plain_blocks(text: str) -> Iterator[Block]:
    """The paragraphs of a plain letter: blank lines part them, and lines broken at a width are joined."""
    signature = False
    for paragraph in re.split(r"\n\s*\n", text):
        words: list[str] = []
        for line in paragraph.split("\n"):
            signature = signature or _SIGNATURE.match(line) is not None
            if signature or _QUOTED.match(line):
                yield from _prose(words)
                words = []
                if block := block_of(line, "furniture"):
                    yield block
                continue
            if words and (len(words[-1]) < 50 or line[:1] in "-*•–—"):
                yield from _prose(words)
                words = []
            words.append(line.strip())
        yield from _prose(words)


def _prose(lines: list[str]) -> Iterator[Block]:
    if block := block_of(" ".join(lines)):
        yield block


def _attachments(message: EmailMessage, source: Source) -> Iterator[Source]:
    for number, part in enumerate(message.iter_attachments(), start=1):
        if part.get_content_disposition() != "attachment" and part.get_content_maintype() == "image":
            continue  # a picture shown in the letter, such as a logo
        name = part.get_filename() or f"attachment {number}{_ATTACHED.get(part.get_content_type(), '')}"
        name = name.replace("\\", "/").rpartition("/")[2] or f"attachment {number}"
        inner = part.get_payload(0) if part.get_content_type() == "message/rfc822" else None
        if isinstance(inner, EmailMessage):
            content = inner.as_bytes()
            name = name if name.lower().endswith(".eml") else f"{name}.eml"
        else:
            payload = part.get_payload(decode=True)
            content = payload if isinstance(payload, bytes) else b""
        yield source_of_bytes(name, f"{source.where}/{name}", content, depth=source.depth + 1)


def _header(message: EmailMessage, name: str) -> str | None:
    value = message[name]
    return None if value is None else str(value)
