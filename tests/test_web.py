"""Addresses fetched on request: what comes back, and what is refused before and while it is fetched."""

import contextlib
import gzip
import socketserver
import threading
import time
from dataclasses import replace

import pytest

from lib.errors import ReportError
from lib.readers import read_source, split, web
from lib.readers.web import Rules, fetch, host_of, is_public
from tests import files

OUTER, INNER = "127.0.0.1", "127.0.0.2"
"""This machine twice: as the public internet and as the host's own network."""


class Handler(socketserver.StreamRequestHandler):
    """Answers each path as its name says, and keeps what it was asked."""

    def handle(self):
        line = self.rfile.readline().decode("latin-1")
        headers = {}
        while (header := self.rfile.readline().decode("latin-1").strip()) != "":
            name, _, value = header.partition(":")
            headers[name.lower()] = value.strip()
        path = line.split(" ")[1]
        self.server.asked.append((self.server.server_address[0], path, headers))
        with contextlib.suppress(ConnectionError):
            self.answer(path)

    def send(self, status, body=b"", **headers):
        lines = [
            f"HTTP/1.1 {status}",
            *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
        ]
        self.wfile.write("\r\n".join([*lines, "", ""]).encode() + body)

    def answer(self, path):
        port = self.server.server_address[1]
        match path:
            case "/report":
                self.send("200 OK", files.page(3), Content_Type="text/html; charset=utf-8")
            case "/packed":
                self.send(
                    "200 OK", gzip.compress(files.page(3)), Content_Type="text/html", Content_Encoding="gzip"
                )
            case "/paper":
                self.send("200 OK", files.pdf(4), Content_Type="application/pdf")
            case "/moved":
                self.send("301 Moved", Location="/report")
            case "/loop":
                self.send("302 Found", Location="/loop")
            case "/inside":
                self.send("302 Found", Location=f"http://inner.example:{port}/secret")
            case "/inside/number":
                self.send("302 Found", Location=f"http://{INNER}:{port}/secret")
            case "/file":
                self.send("302 Found", Location="file:///etc/passwd")
            case "/large":
                self.send("200 OK", b"a" * 300_000, Content_Type="text/plain")
            case "/bomb":
                self.send("200 OK", gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
            case "/slow":
                self.send("200 OK", Content_Type="text/plain")
                for _ in range(100):
                    self.wfile.write(b"a")
                    time.sleep(0.1)
            case "/silent":
                time.sleep(10)
            case "/cut":
                self.send("200 OK", b"Two were hurt", Content_Type="text/plain", Content_Length="500")
            case "/noise":
                self.wfile.write(b"\x00\xff" * 100)
            case _:
                self.send("404 Not Found")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False


@pytest.fixture(scope="module")
def server():
    with Server((OUTER, 0), Handler) as outer, Server((INNER, outer.server_address[1]), Handler) as inner:
        outer.asked = inner.asked = []
        for each in (outer, inner):
            threading.Thread(target=each.serve_forever, daemon=True).start()
        yield outer
        outer.shutdown()
        inner.shutdown()


@pytest.fixture
def rules(server, monkeypatch):
    """Rules under which the first address of this machine is the public internet, and nothing else is."""
    monkeypatch.setattr(web, "is_public", lambda address: address == OUTER)
    names = {
        "wire.example": [OUTER],
        "inner.example": [INNER],
        "both.example": [OUTER, INNER],
        OUTER: [OUTER],
    }
    server.asked.clear()
    return Rules(
        private=False,
        ports=frozenset({server.server_address[1]}),
        size=200_000,
        seconds=20,
        resolve=lambda host, port: names.get(host, [INNER]),
    )


def address(server, path, host="wire.example"):
    return f"http://{host}:{server.server_address[1]}{path}"


@pytest.mark.parametrize("path", ["/report", "/packed", "/moved"])
def test_a_page_is_fetched_and_read_under_its_address(server, rules, path):
    articles, problems = split(read_source(fetch(address(server, path), rules)))
    assert problems == []
    assert [article.title for article in articles] == [files.title(3)]
    assert articles[0].url == address(server, "/report" if path == "/moved" else path)


def test_a_pdf_is_known_by_its_content(server, rules):
    articles, _ = split(read_source(fetch(address(server, "/paper"), rules)))
    assert [article.title for article in articles] == [files.title(4)]


def test_a_server_learns_the_path_and_nothing_of_the_visitor(server, rules):
    fetch(address(server, "/report") + "#part", rules)
    ((_, path, headers),) = server.asked
    assert path == "/report"
    assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert headers["user-agent"].startswith("Dateline/")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone", "answered “404 Not Found”"),
        ("/loop", "redirects more than 5 times"),
        ("/inside", "inner.example is not on the public internet"),
        ("/inside/number", f"{INNER} is not on the public internet"),
        ("/file", "Only web addresses"),
        ("/large", "more than 200,000 bytes"),
        ("/bomb", "more than 200,000 bytes"),
        ("/cut", "no usable answer"),
        ("/noise", "no usable answer"),
    ],
)
def test_what_goes_wrong_is_told(server, rules, path, words):
    with pytest.raises(ReportError, match=words):
        fetch(address(server, path), rules)
    assert not any(asked == "/secret" for _, asked, _ in server.asked)


@pytest.mark.parametrize("path", ["/slow", "/silent"])
def test_a_server_that_takes_too_long_is_left(server, rules, path):
    with pytest.raises(ReportError, match=r"took longer than 1\.5 seconds"):
        fetch(address(server, path), replace(rules, seconds=1.5))


def test_a_step_that_takes_too_long_is_told_so_though_the_watch_has_not_noticed(server, rules, monkeypatch):
    monkeypatch.setattr(web._Watch, "_end", lambda watch: None)
    with pytest.raises(ReportError, match="took longer than 1 seconds"):
        fetch(address(server, "/silent"), replace(rules, seconds=1))


@pytest.mark.parametrize("host", ["inner.example", "both.example", INNER, "2130706434", "0x7f000002"])
def test_the_hosts_own_network_is_never_asked(server, rules, host):
    with pytest.raises(ReportError, match="is not on the public internet"):
        fetch(address(server, "/secret", host), rules)
    assert server.asked == []


def test_on_ones_own_machine_it_may_be_allowed(server, rules, monkeypatch):
    monkeypatch.setenv(web.SETTING, "allow")
    allowed = Rules(ports=rules.ports, resolve=rules.resolve)
    assert fetch(address(server, "/report", "inner.example"), allowed).name == "report.html"
    monkeypatch.setenv(web.SETTING, "")
    assert not Rules().private


def test_a_name_is_looked_up_once_so_that_it_cannot_change_its_meaning(server, rules):
    answers = [[OUTER], [INNER], [INNER]]
    changing = Rules(private=False, ports=rules.ports, resolve=lambda host, port: answers.pop(0))
    fetch(address(server, "/report"), changing)
    assert [at for at, _, _ in server.asked] == [OUTER]
    assert len(answers) == 2


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "Only web addresses"),
        ("ftp://wire.example/a", "Only web addresses"),
        ("javascript:alert(1)", "Only web addresses"),
        ("wire.example/report", "Only web addresses"),
        ("http://", "Only web addresses"),
        ("http://user:word@wire.example/", "holds a name or a password"),
        ("http://wire.example:22/", "Nothing is fetched from port 22"),
        ("http://wire.example:99999/", "no web address"),
        ("http://[::1", "no web address"),
        ("http://wire.example/a b", "spaces or other signs"),
        ("http://wire.example/\r\nHost: x", "spaces or other signs"),
        ("http://wire.example\\@inner.example/", "spaces or other signs"),
        (f"http://wire.example/{'a' * 3000}", "spaces or other signs"),
    ],
)
def test_what_is_no_web_address_is_refused(url, words):
    def never(host, port):
        raise AssertionError("it was looked up")

    with pytest.raises(ReportError, match=words):
        fetch(url, Rules(private=True, resolve=never))


def test_a_name_that_stands_for_nothing_is_told():
    def unknown(host, port):
        raise OSError("no such name")

    with pytest.raises(ReportError, match="There is no server called wire.example"):
        fetch("https://wire.example/", Rules(resolve=unknown))


def test_the_name_of_the_server_is_told_beforehand():
    assert host_of(" https://Wire.Example:8443/a ") == "wire.example"
    assert host_of("https://bücher.example/") == "xn--bcher-kva.example"
    assert host_of("no address") is None


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:169.254.169.254", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", False),
    ],
)
def test_public_addresses(ip, public):
    assert is_public(ip) == public
