"""Describes every candidate of a report by figures, given what is so far believed of the other names."""

from __future__ import annotations

import numpy as np

from lib.gazetteer import FEATURES
from lib.toponyms.context import Context, Floats, Group, Ints, Table
from lib.toponyms.nearness import FAR_KM, NEARNESS, describe_nearness, kilometres

_COUNTRY, _ADMIN1, _ADMIN2 = (FEATURES.index(f) for f in ("country", "admin1", "admin2"))
FAR_CHARACTERS = 10_000.0
_WELL_KNOWN = 6.0  # the weight of a sea or a part of the world whose bare name means it
NAMES: tuple[str, ...] = (
    *("log population", "weight", "rank", "share of weight", "below the best", "candidates"),
    *("match name", "match alternate", "match abbreviation", "match fuzzy", "same name", "beyond countries"),
    *(f"is {feature}" for feature in FEATURES),
    *("asked and is", "asked and is not", "asked"),
    *("in country by comma", "in admin1 by comma", "in admin2 by comma", "comma but not in", "in by in"),
    *("in by owner", "in by demonym", "demonym but not in", "holds"),
    *(
        "country named",
        "country named near",
        "country demonym",
        "country demonym near",
        "other country named",
    ),
    *("admin1 named", "admin1 named near"),
    *("country votes", "admin1 votes", "country is top", "admin1 is top", "admin2 votes"),
    *("country possible", "admin1 possible", "admin2 possible"),
    *NEARNESS,
    *("dateline country", "dateline admin1", "dateline log km"),
    *("governs", "metonym", "metonym and governs"),
    *("same name elsewhere", "groups", "mentions", "in title", "title country", "belief"),
)


def first_belief(table: Table) -> Floats:
    """Before any context: each group's candidates share one by their importance."""
    return softmax(table, table.weight * 2.3)


def softmax(table: Table, scores: Floats) -> Floats:
    """Scores as shares that sum to one within each group."""
    if not len(scores):
        return scores
    groups = len(table.first) - 1
    top = np.full(groups, -np.inf)
    np.maximum.at(top, table.group, scores)
    raised = np.exp(scores - top[table.group])
    shares: Floats = raised / np.bincount(table.group, weights=raised, minlength=groups)[table.group]
    return shares


def describe(context: Context, belief: Floats) -> Floats:
    """One row of figures for each candidate, in the order of ``NAMES``.

    Args:
        belief: For each candidate the probability, so far, that it is what its name means.
    """
    table = context.table
    if not len(table.group):
        return np.zeros((0, len(NAMES)))
    weights = np.array([group.weight for group in context.groups])
    families = np.array([group.family for group in context.groups])
    columns: dict[str, Floats] = {"belief": belief}
    _of_itself(context, columns)
    _of_words(context, belief, columns)
    _of_named_countries(context, belief, columns)
    _of_votes(table, belief, weights, families, columns)
    columns.update(describe_nearness(table, belief, weights))
    _of_dateline(context, belief, columns)
    _of_report(context, belief, columns)
    return np.column_stack([columns[name] for name in NAMES])


def _of_itself(context: Context, columns: dict[str, Floats]) -> None:
    table = context.table
    sizes = np.diff(table.first)
    top = np.full(len(sizes), -np.inf)
    np.maximum.at(top, table.group, table.weight)
    columns["log population"] = np.log10(table.population + 1)
    columns["weight"] = table.weight
    columns["rank"] = (np.arange(len(table.group)) - table.first[table.group]).astype(float)
    columns["share of weight"] = softmax(table, table.weight * 2.3)
    columns["below the best"] = top[table.group] - table.weight
    columns["candidates"] = sizes[table.group].astype(float)
    for code, name in enumerate(("name", "alternate", "abbreviation", "fuzzy")):
        columns[f"match {name}"] = (table.match == code).astype(float)
    columns["same name"] = table.same_name.astype(float)
    foremost = (table.country < 0) & (table.weight >= _WELL_KNOWN) & (columns["below the best"] <= 0)
    columns["beyond countries"] = foremost.astype(float)
    for code, feature in enumerate(FEATURES):
        columns[f"is {feature}"] = (table.feature == code).astype(float)


def _of_words(context: Context, belief: Floats, columns: dict[str, Floats]) -> None:
    """Whether the words ask for this kind, and put the name inside, or around, another one."""
    table, groups = context.table, context.groups
    for name in NAMES[NAMES.index("asked and is") : NAMES.index("country named")]:
        columns[name] = np.zeros(len(table.group))
    by_country = {number: code for code, number in context.countries.items()}
    for g, group in enumerate(groups):
        rows = table.rows(g)
        if group.asked:
            wanted = np.isin(table.feature[rows], [FEATURES.index(f) for f in group.asked])
            columns["asked"][rows] = 1
            columns["asked and is"][rows] = wanted
            columns["asked and is not"][rows] = ~wanted
        for holder, sort in group.holders:
            _inside(table, g, holder, sort, belief, columns)
        if group.holder_countries:
            inside = np.array(
                [by_country.get(c) in group.holder_countries for c in table.country[rows]], dtype=bool
            )
            columns["in by demonym"][rows] = inside
            columns["demonym but not in"][rows] = ~inside


def _inside(table: Table, g: int, holder: int, sort: str, belief: Floats, columns: dict[str, Floats]) -> None:
    """Mark the candidates of ``g`` that lie in a candidate of ``holder``, and those of ``holder`` around them."""
    inner, outer = table.rows(g), table.rows(holder)
    level = np.zeros((inner.stop - inner.start, outer.stop - outer.start))
    if not level.size:
        return
    not_same = (table.latitude[inner][:, None] != table.latitude[outer]) | (
        table.longitude[inner][:, None] != table.longitude[outer]
    )
    smaller = table.feature[inner][:, None] > _COUNTRY
    same_country = table.country[inner][:, None] == table.country[outer]
    level[(table.feature[outer] == _COUNTRY) & same_country & smaller & not_same] = 1
    same_admin1 = (table.admin1[inner][:, None] == table.admin1[outer]) & (table.admin1[outer] >= 0)
    below_admin1 = (table.feature[inner] != _ADMIN1)[:, None] & smaller
    level[(table.feature[outer] == _ADMIN1) & same_admin1 & below_admin1 & not_same] = 2
    same_admin2 = (table.admin2[inner][:, None] == table.admin2[outer]) & (table.admin2[outer] >= 0)
    below_admin2 = ((table.feature[inner] != _ADMIN1) & (table.feature[inner] != _ADMIN2))[:, None] & smaller
    level[(table.feature[outer] == _ADMIN2) & same_admin2 & below_admin2 & not_same] = 3
    believed = belief[outer] + 0.2
    if sort == "comma":
        for number, name in ((1, "country"), (2, "admin1"), (3, "admin2")):
            share = ((level == number) * believed).max(axis=1)
            columns[f"in {name} by comma"][inner] = np.maximum(columns[f"in {name} by comma"][inner], share)
        if level.any():
            columns["comma but not in"][inner] = np.maximum(
                columns["comma but not in"][inner], 1.0 - level.any(axis=1)
            )
    else:
        share = ((level > 0) * believed).max(axis=1)
        columns[f"in by {sort}"][inner] = np.maximum(columns[f"in by {sort}"][inner], share)
    around = ((level > 0) * (belief[inner][:, None] + 0.2)).max(axis=0)
    columns["holds"][outer] = np.maximum(columns["holds"][outer], around)


def _of_named_countries(context: Context, belief: Floats, columns: dict[str, Floats]) -> None:
    """How often, and how near, the candidate's country or region is named, itself or by its demonym."""
    table = context.table
    country_at: dict[int, list[tuple[int, int]]] = {}
    admin1_at: dict[int, list[tuple[int, int]]] = {}
    for row in np.flatnonzero((belief > 0.3) & np.isin(table.feature, (_COUNTRY, _ADMIN1))):
        g = int(table.group[row])
        places = [(context.toponyms[m].start, g) for m in context.groups[g].mentions[:30]]
        if table.feature[row] == _COUNTRY:
            country_at.setdefault(int(table.country[row]), []).extend(places)
        else:
            admin1_at.setdefault(int(table.admin1[row]), []).extend(places)
    people_at = {c: [(p, -1) for p in at[:60]] for c, at in context.demonym_positions.items()}
    for name, codes, where in (
        ("country named", table.country, country_at),
        ("country demonym", table.country, people_at),
        ("admin1 named", table.admin1, admin1_at),
    ):
        columns[name], columns[f"{name} near"] = _named(context, codes, where)
    total = sum(len(at) for at in country_at.values())
    own = np.expm1(columns["country named"])
    columns["other country named"] = np.log1p(np.maximum(0.0, total - own))


def _named(context: Context, codes: Ints, where: dict[int, list[tuple[int, int]]]) -> tuple[Floats, Floats]:
    """For each candidate how often its code is named by other groups (log), and the least distance (log)."""
    counts = np.zeros(len(codes))
    nearest = np.full(len(codes), FAR_CHARACTERS)
    cache: dict[tuple[int, int], tuple[int, float]] = {}
    for row, (g, code) in enumerate(zip(context.table.group.tolist(), codes.tolist(), strict=True)):
        at = where.get(code)
        if not at or code < 0:
            continue
        if (g, code) not in cache:
            others = np.array([position for position, group in at if group != g])
            if len(others):
                own = np.array([context.toponyms[m].start for m in context.groups[g].mentions[:10]])
                cache[g, code] = (len(others), float(np.abs(own[:, None] - others).min()))
            else:
                cache[g, code] = (0, FAR_CHARACTERS)
        counts[row], nearest[row] = cache[g, code]
    return np.log1p(counts), np.log1p(nearest)


def _of_votes(
    table: Table, belief: Floats, weights: Floats, families: Ints, columns: dict[str, Floats]
) -> None:
    """Which share of the other names is believed to lie, or could lie, in the candidate's country and regions."""
    sizes = np.diff(table.first)[table.group]
    own_weight = np.bincount(families, weights=weights)
    rest = np.maximum(weights.sum() - own_weight[table.family], 0.5)
    for sort, mass in (("votes", belief * weights[table.group]), ("possible", weights[table.group] / sizes)):
        for name, codes in (("country", table.country), ("admin1", table.admin1), ("admin2", table.admin2)):
            size = int(codes.max()) + 2
            of_code = np.bincount(codes + 1, weights=mass, minlength=size)
            _, pair = np.unique(table.family * size + codes + 1, return_inverse=True)
            of_pair = np.bincount(pair, weights=mass)
            others = np.where(codes >= 0, of_code[codes + 1] - of_pair[pair], 0.0)
            columns[f"{name} {sort}"] = others / rest
            if sort == "votes" and name != "admin2":
                of_code[0] = 0
                columns[f"{name} is top"] = ((codes + 1 == int(of_code.argmax())) & (codes >= 0)).astype(
                    float
                )


def _of_dateline(context: Context, belief: Floats, columns: dict[str, Floats]) -> None:
    table = context.table
    country, admin1, km = (np.zeros(len(table.group)) for _ in range(3))
    km[:] = FAR_KM
    for g, group in enumerate(context.groups):
        rows = table.rows(g)
        if group.dateline and rows.stop > rows.start:
            best = rows.start + int(belief[rows].argmax())
            others = table.group != g
            country += (table.country == table.country[best]) * others
            admin1 += (table.admin1 == table.admin1[best]) * (table.admin1 >= 0) * others
            distance = kilometres(
                table.latitude, table.longitude, table.latitude[best], table.longitude[best]
            )
            km = np.where(others, np.minimum(km, distance), km)
    columns["dateline country"] = np.minimum(country, 1)
    columns["dateline admin1"] = np.minimum(admin1, 1)
    columns["dateline log km"] = np.log1p(km)


def _of_report(context: Context, belief: Floats, columns: dict[str, Floats]) -> None:
    """Other groups of the same name that mean this place; the size of the report; its title."""
    table, groups = context.table, context.groups
    by_key: dict[str, list[int]] = {}
    for g, group in enumerate(groups):
        by_key.setdefault(group.key, []).append(g)
    same = np.zeros(len(table.group))
    for alike in by_key.values():
        if len(alike) > 1:
            _share_senses(groups, alike[:10], table, belief, same)
    columns["same name elsewhere"] = same
    columns["governs"] = table.governs.astype(float)
    columns["metonym"] = np.array([group.metonyms for group in groups])[table.group]
    columns["metonym and governs"] = columns["metonym"] * table.governs
    columns["groups"] = np.full(len(table.group), np.log1p(len(groups)))
    columns["mentions"] = np.log1p([len(group.mentions) for group in groups])[table.group]
    titled = np.array([group.in_title for group in groups])
    columns["in title"] = titled[table.group].astype(float)
    mass = belief * titled[table.group]
    codes = table.country + 1
    in_title = np.bincount(codes, weights=mass, minlength=int(codes.max()) + 1)
    columns["title country"] = np.where(
        table.country >= 0, np.maximum(0.0, in_title[codes] - mass) / max(1.0, titled.sum()), 0.0
    )


def _strictly_asked(group: Group) -> tuple[str, ...]:
    """The features that the words ask for where they rule a town out ("the Kyiv region")."""
    return () if "city" in group.asked else group.asked


def _share_senses(groups: list[Group], alike: list[int], table: Table, belief: Floats, same: Floats) -> None:
    for g in alike:
        rows = table.rows(g)
        for other in alike:
            if other == g or _strictly_asked(groups[g]) != _strictly_asked(groups[other]):
                continue
            there = {c.place.id: i for i, c in enumerate(groups[other].candidates)}
            start = table.rows(other).start
            for row, candidate in zip(range(rows.start, rows.stop), groups[g].candidates, strict=True):
                if candidate.place.id in there:
                    same[row] = max(same[row], belief[start + there[candidate.place.id]])
