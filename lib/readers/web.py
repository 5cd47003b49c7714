"""Addresses: one page or file fetched from the web, on request only, and never from the host's own network.

Each hop of a redirect is checked anew. The address that a name stands for is looked up once, checked, and
that very address is connected to, so that a name cannot stand for another a moment later (DNS rebinding).
"""

from __future__ import annotations

import http.client
import ipaddress
import os
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lib import __version__
from lib.errors import ReportError
from lib.readers.items import Source, source_of_bytes

SETTING = "DATELINE_PRIVATE_ADDRESSES"
"""Environment variable: "allow" lets addresses of the host's own network be fetched (on one's own machine)."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ENDINGS = {
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/json": ".json",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "message/rfc822": ".eml",
}

Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """The addresses that a name stands for, in the order in which the system would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be fetched.

    Attributes:
        private: Whether addresses of the host's own network may be.
        ports: That may be connected to.
        size: Bytes that are taken at most.
        seconds: That one fetch may take, redirects and all.
        redirects: That are followed.
        resolve: How a name becomes addresses.
    """

    private: bool = field(default_factory=lambda: os.environ.get(SETTING, "").strip().lower() == "allow")
    ports: frozenset[int] = frozenset({80, 443, 8000, 8080, 8443})
    size: int = 20_000_000
    seconds: float = 20.0
    redirects: int = 5
    resolve: Resolve = resolve


@dataclass(frozen=True, slots=True)
class _Target:
    url: str
    scheme: str
    host: str
    port: int
    path: str


def fetch(url: str, rules: Rules | None = None) -> Source:
    """Fetch what is at a web address.

    Returns:
        A source whose ``url`` is the address that the redirects led to.

    Raises:
        ReportError: when the address may not be or cannot be fetched; the message says what to do.
    """
    rules = rules or Rules()
    watch = _Watch(rules.seconds)
    try:
        for _ in range(rules.redirects + 1):
            target = _target(url, rules)
            found = _ask(target, rules, watch)
            if isinstance(found, Source):
                return found
            url = urljoin(target.url, found)
    except (TimeoutError, ssl.SSLError, http.client.HTTPException, OSError, zlib.error, ValueError) as error:
        if isinstance(error, ReportError):
            raise
        if watch.over or isinstance(error, TimeoutError):
            raise ReportError(
                f"It took longer than {rules.seconds:g} seconds. Save the page in a browser, and add the file."
            ) from error
        raise ReportError(
            f"{_shown(url)} gave no usable answer ({_kind_of(error)}). Open it in a browser, save it, and add the file."
        ) from error
    finally:
        watch.stop()
    raise ReportError(f"It redirects more than {rules.redirects} times. Open it in a browser, and save it.")


def host_of(url: str) -> str | None:
    """The name of the server that a fetch of ``url`` would ask; ``None`` when it is no web address."""
    try:
        return _target(url, Rules(private=True, ports=frozenset(range(65536)))).host
    except ReportError:
        return None


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also by what is wrapped in it."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _target(url: str, rules: Rules) -> _Target:
    url = url.strip()
    if len(url) > 2000 or re.search(r"[\x00-\x20\x7f\\]", url):
        raise ReportError(
            "It is no web address: it has spaces or other signs that none may have. Copy it anew."
        )
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
    except (ValueError, UnicodeError) as error:
        raise ReportError("It is no web address. Copy it anew from the browser.") from error
    if parts.scheme not in ("http", "https") or not host:
        raise ReportError("Only web addresses (http:// or https://) are fetched.")
    if parts.username is not None or parts.password is not None:
        raise ReportError("The address holds a name or a password. Open it in a browser, and save the page.")
    if port not in rules.ports:
        raise ReportError(f"Nothing is fetched from port {port}. Open it in a browser, and save the page.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _Target(parts._replace(fragment="").geturl(), parts.scheme, host, port, path)


def _ask(target: _Target, rules: Rules, watch: _Watch) -> Source | str:
    """What the server sends: the page, or the address that it redirects to."""
    sock = _connect(target, rules, watch)
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = sock
    try:
        quoted = target.path.encode("utf-8")
        connection.putrequest("GET", "".join(chr(b) if b < 128 else f"%{b:02X}" for b in quoted))
        connection.putheader("User-Agent", f"Dateline/{__version__}")
        connection.putheader(
            "Accept", "text/html, application/pdf, application/rss+xml, text/plain, */*;q=0.5"
        )
        connection.putheader("Accept-Encoding", "identity")
        connection.putheader("Connection", "close")
        connection.endheaders()
        answer = connection.getresponse()
        if answer.status in _REDIRECTS and (location := answer.getheader("Location")):
            return location
        if answer.status != 200:
            raise ReportError(
                f"{target.host} answered “{answer.status} {_printable(answer.reason)}”. "
                "Open the address in a browser, and save the page."
            )
        content = _content(answer, rules)
        watch.left()
        if answer.length:
            raise http.client.IncompleteRead(content, answer.length)
        return source_of_bytes(_name(target, answer), _shown(target.url), content, url=target.url)
    finally:
        connection.close()
        sock.close()


def _connect(target: _Target, rules: Rules, watch: _Watch) -> socket.socket:
    """A connection to an address of the target that has been checked."""
    try:
        addresses = rules.resolve(target.host, target.port)
    except (OSError, UnicodeError) as error:
        raise ReportError(
            f"There is no server called {target.host}, or this machine has no network. Check the address."
        ) from error
    if not addresses or not (rules.private or all(is_public(address) for address in addresses)):
        raise ReportError(
            f"{target.host} is not on the public internet, and nothing is fetched from the network that "
            "Dateline runs in. Open it in a browser, save the page, and add the file."
        )
    failure: OSError | None = None
    for address in addresses[:4]:
        try:
            plain = socket.create_connection((address, target.port), timeout=watch.left())
        except OSError as error:
            failure = error
            continue
        watch.guard(plain)
        if target.scheme == "http":
            return plain
        try:
            return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
        except BaseException:
            plain.close()
            raise
    raise failure or OSError("no address")


def _content(answer: http.client.HTTPResponse, rules: Rules) -> bytes:
    encoding = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise ReportError(
            "The server packs the page in an unknown way. Save it in a browser, and add the file."
        )
    unpack: Any = None if encoding == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)
    content = bytearray()
    while piece := answer.read1(65_536):
        while piece:
            content += unpack.decompress(piece, rules.size + 1 - len(content)) if unpack else piece
            piece = unpack.unconsumed_tail if unpack else b""
            if len(content) > rules.size:
                raise ReportError(f"It has more than {rules.size:,} bytes. Save the report's text as .txt.")
    return bytes(content)


def _name(target: _Target, answer: http.client.HTTPResponse) -> str:
    """A name for the page, with the ending that the server's label asks for."""
    last = unquote(urlsplit(target.url).path.rstrip("/").rpartition("/")[2]) or target.host
    label = (answer.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    ending = _ENDINGS.get(label, "")
    name = "".join(c if c.isprintable() and c not in "/\\" else " " for c in last)[:150]
    if ending and not name.lower().endswith(ending):
        return name.removesuffix(".") + ending
    return name if ending else f"{name}.html" if "." not in name else name


def _shown(url: str) -> str:
    return _printable(url)[:200]


def _printable(text: str) -> str:
    return "".join(c for c in text if c.isprintable())[:200]


def _kind_of(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not valid"
    if isinstance(error, ssl.SSLError):
        return "no safe connection"
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    return "no connection" if isinstance(error, OSError) else "damaged answer"


class _Watch:
    """Ends a fetch that takes too long, even one that sends a byte now and then: its sockets are shut."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._end_at = time.monotonic() + seconds
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def left(self) -> float:
        """Seconds that one step may take at most."""
        left = self._end_at - time.monotonic()
        if self.over or left <= 0:
            raise TimeoutError
        return left

    def guard(self, sock: socket.socket) -> None:
        """Shut this socket when the time is over."""
        with self._lock:
            self._sockets.append(socket.socket(fileno=os.dup(sock.fileno())))

    def stop(self) -> None:
        """The fetch is done."""
        self._timer.cancel()
        with self._lock:
            for sock in self._sockets:
                sock.close()
            self._sockets.clear()

    def _end(self) -> None:
        self.over = True
        with self._lock:
            for sock in self._sockets:
                try:
                    sock.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the other side has shut it already
