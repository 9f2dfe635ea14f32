"""Works out what a small invented poll comes to, by the book: respondent by respondent, with nothing but Python's own
library. It shares no code and no short cut with the package that is held against it: no profiles, no tables of
categories, sums over people only.

Writes poll.csv, targets.json, codebook.json and expected.json into the folder `small`. The formulas are those of
docs/polls.md; p-values come from integrating the densities numerically.
"""

import csv
import json
import math
import os
import random

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "small")
Z = 1.959963984540054
BOUNDS = (0.5, 2.5)

GENDER = ["Woman", "Man", "Other"]
AGE = ["18-39", "40-64", "65+"]
REGION = ["North", "South", "West"]
CHILDREN = ["Yes", "No"]
Q1 = ["For", "Against", "Don't know"]
Q2 = ["Fines", "Bans", "None of these"]
Q3 = [str(n) for n in range(5)]
N = 240

TARGETS = [
    ("gender", "proportions", {"Woman": 0.5, "Man": 0.48, "Other": 0.02}),
    ("age", "percentages", {"18-39": 38, "40-64": 40, "65+": 22}),
    ("region", "counts", {"North": 1200, "South": 2500, "West": 800}),
]
NETS = {"q1": [("Has a view", ["For", "Against"])], "q2": [("Any measure", ["Fines", "Bans"])]}


def people():
    rng = random.Random(12)
    pick = lambda options, weights: rng.choices(options, weights)[0]
    rows = []
    for n in range(N):
        gender = pick(GENDER, [60, 37, 3])
        age = pick(AGE, [20, 40, 40])
        region = pick(REGION, [30, 50, 20])
        children = "" if n % 53 == 7 else pick(CHILDREN, [35, 65])
        likes = 0.75 if gender == "Woman" else 0.55
        q1 = "" if n % 41 == 3 else pick(Q1, [likes, 0.9 - likes, 0.1])
        asked = children == "Yes" and n % 29 != 5
        q2 = [int(rng.random() < 0.6), int(rng.random() < 0.4)] if asked else None
        q3 = "" if n % 37 == 11 else str(min(4, int(rng.triangular(0, 5, 1.5 if age == "65+" else 3.5))))
        chosen = ["", "", ""] if q2 is None else [str(q2[0]), str(q2[1]), str(int(q2 == [0, 0]))]
        start = [0.8, 1, 1.25][n % 3]
        rows.append([f"R{n + 1:03d}", gender, age, region, children, q1, *chosen, q3, start])
    return rows


COLUMNS = ["id", "gender", "age", "region", "children", "q1", "q2_a", "q2_b", "q2_c", "q3", "start"]
AT = {name: n for n, name in enumerate(COLUMNS)}


def shares():
    return [(v, {c: t / sum(ts.values()) for c, t in ts.items()}) for v, _, ts in TARGETS]


def rake(rows, weights):
    for _ in range(200):
        for variable, share in shares():
            totals = dict.fromkeys(share, 0.0)
            for row, w in zip(rows, weights):
                totals[row[AT[variable]]] += w
            weights = [w * share[row[AT[variable]]] * N / totals[row[AT[variable]]] for row, w in zip(rows, weights)]
    return weights


def trim(rows, weights):
    low, high = BOUNDS
    while any(w > high + 1e-10 or w < low - 1e-10 for w in weights):
        while any(w > high or w < low for w in weights):
            out = [w > high or w < low for w in weights]
            clipped = [min(max(w, low), high) for w in weights]
            taken = sum(weights) - sum(clipped)
            inside = out.count(False)
            weights = [c if o else c + taken / inside for c, o in zip(clipped, out)]
        weights = rake(rows, weights)
    return weights


STARTS = [1.0] * N


def left_over(rows, weights, xs):
    """x less what the margins explain: ten rounds of subtracting means within categories, over everybody; each counts
    by the starting weight, as in the regression that the rounds come near to."""
    xs = list(xs)
    for _ in range(10):
        for variable, share in shares():
            members = {c: [] for c in share}
            for n, row in enumerate(rows):
                members[row[AT[variable]]].append(n)
            for group in members.values():
                mean = sum(STARTS[n] * xs[n] for n in group) / sum(STARTS[n] for n in group)
                for n in group:
                    xs[n] -= mean
    return [x * w for x, w in zip(xs, weights)]


def error(rows, weights, base, ys, centre):
    total = sum(w for w, b in zip(weights, base) if b)
    xs = [(y - centre) / total if b else 0.0 for y, b in zip(ys, base)]
    es = left_over(rows, weights, xs)
    mean = sum(es) / N
    return math.sqrt(N / (N - 1) * sum((e - mean) ** 2 for e in es))


def around(estimate, distance):
    return [estimate - distance, estimate + distance]


def figure(rows, weights, base, ys, name):
    n = sum(base)
    total = sum(w for w, b in zip(weights, base) if b)
    hit = [b and y == 1 for b, y in zip(base, ys)]
    weighted = sum(w for w, h in zip(weights, hit) if h)
    out = {"answer": name, "unweighted_count": sum(hit), "weighted_count": weighted}
    if n == 0:
        return {**out, "pct": None, "se_lin": None, "ci_lin": [None, None], "se_kish": None, "moe_kish": None, "ci_kish": [None, None]}
    neff = total**2 / sum(w * w for w, b in zip(weights, base) if b)
    p = weighted / total
    lin = 100 * error(rows, weights, base, ys, p)
    kish = 100 * math.sqrt(max(p * (1 - p), 0) / neff)
    return {
        **out,
        "pct": 100 * p,
        "se_lin": lin,
        "ci_lin": around(100 * p, Z * lin),
        "se_kish": kish,
        "moe_kish": 1.96 * kish,
        "ci_kish": around(100 * p, 1.96 * kish),
    }


def mean_of(rows, weights, base, ys):
    total = sum(w for w, b in zip(weights, base) if b)
    neff = total**2 / sum(w * w for w, b in zip(weights, base) if b)
    mean = sum(w * y for w, y, b in zip(weights, ys, base) if b) / total
    sd = math.sqrt(sum(w * (y - mean) ** 2 for w, y, b in zip(weights, ys, base) if b) / total)
    lin = error(rows, weights, base, ys, mean)
    kish = sd / math.sqrt(neff)
    return {
        "mean": mean,
        "se_lin": lin,
        "ci_lin": around(mean, Z * lin),
        "sd": sd,
        "se_kish": kish,
        "moe_kish": 1.96 * kish,
        "ci_kish": around(mean, 1.96 * kish),
    }


def cells(rows, weights, question, domain):
    answers, answered, chosen, values = question[:4]
    base = [d and a for d, a in zip(domain, answered)]
    n = sum(base)
    total = sum(w for w, b in zip(weights, base) if b)
    squares = sum(w * w for w, b in zip(weights, base) if b)
    out = {
        "unweighted_base": n,
        "weighted_base": total,
        "deff_kish": n * squares / total**2 if n else None,
        "effective_base": total**2 / squares if n else None,
        "rows": [figure(rows, weights, base, chosen[a], a) for a in answers],
    }
    nets = question[4] if len(question) > 4 else []
    if nets:
        out["nets"] = [
            figure(rows, weights, base, [int(any(chosen[a][n] for a in parts)) for n in range(N)], label)
            for label, parts in nets
        ]
    if values is not None:
        out["mean"] = mean_of(rows, weights, base, values)
    return out


def z_shares(one, other, n):
    a, b = one["all"][n], other["all"][n]
    n1, n2 = one["effective_base"], other["effective_base"]
    if n1 is None or n2 is None:
        return None
    p1, p2 = a["pct"] / 100, b["pct"] / 100
    pooled = (p1 * n1 + p2 * n2) / (n1 + n2)
    if pooled < 1e-12 or pooled > 1 - 1e-12:
        return None
    return (p1 - p2) / math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))


def z_means(one, other):
    a, b = one["mean"], other["mean"]
    return (a["mean"] - b["mean"]) / math.sqrt(a["sd"] ** 2 / one["effective_base"] + b["sd"] ** 2 / other["effective_base"])


def letter(columns, figures, zs):
    for n, mine in enumerate(figures):
        for minimum, key in ((0, "letters"), (30, "letters_min_base_30")):
            higher = ""
            for m, other in enumerate(columns):
                if m == n or min(columns[n]["unweighted_base"], other["unweighted_base"]) < minimum:
                    continue
                z = zs(n, m)
                if z is not None and z > Z:
                    higher += "ABCDEF"[m]
            mine[key] = higher


def broken_down(rows, weights, question, variable, categories):
    columns = []
    for n, category in enumerate(categories):
        domain = [row[AT[variable]] == category for row in rows]
        columns.append({"category": category, **cells(rows, weights, question, domain), "letter": "ABCDEF"[n]})
    for column in columns:
        column["all"] = column["rows"] + column.get("nets", [])
    out = {"columns": columns, "z": {}}
    pairs = [(a, b) for a in range(len(columns)) for b in range(a + 1, len(columns))]
    names = [row["answer"] for row in columns[0]["all"]]
    for n, name in enumerate(names):
        out["z"][name] = {"ABCDEF"[a] + "ABCDEF"[b]: z_shares(columns[a], columns[b], n) for a, b in pairs}
        letter(columns, [c["all"][n] for c in columns], lambda a, b: z_shares(columns[a], columns[b], n))
    if question[3] is not None:
        out["z_mean"] = {"ABCDEF"[a] + "ABCDEF"[b]: z_means(columns[a], columns[b]) for a, b in pairs}
        letter(columns, [c["mean"] for c in columns], lambda a, b: z_means(columns[a], columns[b]))
    for column in columns:
        del column["all"]
    return out


def simpson(f, low, high, steps=20000):
    h = (high - low) / steps
    inner = sum((4 if n % 2 else 2) * f(low + n * h) for n in range(1, steps))
    return (f(low) + inner + f(high)) * h / 3


def f_above(x, d1, d2):
    """By integrating the beta density of d1·F ÷ (d1·F + d2) above its place; t = u² takes the infinity at 0 away."""
    place = d1 * x / (d1 * x + d2)
    a, b = d1 / 2, d2 / 2
    log_beta = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    density = lambda u: 2 * u ** (2 * a - 1) * math.exp((b - 1) * math.log1p(-u * u) - log_beta) if u < 1 else 0.0
    return simpson(density, math.sqrt(place), 1 - 1e-12)


def chi_above(x, df):
    density = lambda t: t ** (df / 2 - 1) * math.exp(-t / 2) / (2 ** (df / 2) * math.gamma(df / 2))
    return simpson(density, x, x + 120)


def inverted(matrix):
    size = len(matrix)
    work = [list(row) + [float(n == m) for m in range(size)] for n, row in enumerate(matrix)]
    for n in range(size):
        pivot = max(range(n, size), key=lambda m: abs(work[m][n]))
        work[n], work[pivot] = work[pivot], work[n]
        work[n] = [value / work[n][n] for value in work[n]]
        for m in range(size):
            if m != n:
                factor = work[m][n]
                work[m] = [a - factor * b for a, b in zip(work[m], work[n])]
    return [row[size:] for row in work]


def product(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def rao_scott(rows, weights, question, variable, categories):
    answers, answered, chosen, _ = question[:4]
    base = [a and row[AT[variable]] in categories for a, row in zip(answered, rows)]
    total = sum(w for w, b in zip(weights, base) if b)
    grid = [(a, c) for c in categories for a in answers]
    ys = [[int(chosen[a][n] == 1 and rows[n][AT[variable]] == c) for n in range(N)] for a, c in grid]
    ps = [sum(w * y for w, y, b in zip(weights, y_, base) if b) / total for y_ in ys]
    es = []
    for y_, p in zip(ys, ps):
        e = left_over(rows, weights, [(y - p) / total if b else 0.0 for y, b in zip(y_, base)])
        mean = sum(e) / N
        es.append([value - mean for value in e])
    v = [[N / (N - 1) * sum(a * b for a, b in zip(one, other)) for other in es] for one in es]
    # The interaction columns of treatment coding, less their projection on the main effects.
    r, c = len(answers), len(categories)
    main = [[1.0] + [float(a == n) for n in range(1, r)] + [float(k == n) for n in range(1, c)] for k in range(c) for a in range(r)]
    inter = [[float(a == n and k == m) for m in range(1, c) for n in range(1, r)] for k in range(c) for a in range(r)]
    turned = list(zip(*main))
    hat = product(product(main, inverted(product(turned, main))), turned)
    fitted = product(hat, inter)
    zs = [[a - b for a, b in zip(row, fit)] for row, fit in zip(inter, fitted)]
    inv = [1 / p for p in ps]
    scaled = [[value * i for value in row] for row, i in zip(zs, inv)]
    simple = [[value / N for value in row] for row in product(list(zip(*zs)), scaled)]
    delta = product(inverted(simple), product(list(zip(*scaled)), product(v, scaled)))
    tr = sum(delta[n][n] for n in range(len(delta)))
    squared = product(delta, delta)
    tr2 = sum(squared[n][n] for n in range(len(delta)))
    by_a = {a: sum(p for p, (x, _) in zip(ps, grid) if x == a) for a in answers}
    by_c = {k: sum(p for p, (_, x) in zip(ps, grid) if x == k) for k in categories}
    x2 = N * sum((p - by_a[a] * by_c[k]) ** 2 / (by_a[a] * by_c[k]) for p, (a, k) in zip(ps, grid))
    df = (r - 1) * (c - 1)
    ndf = tr * tr / tr2
    ddf = ndf * (N - 1)
    return {
        "rows": "q1",
        "columns": variable,
        "answers_used": sum(base),
        "all_rows": N,
        "F": x2 / tr,
        "ndf": ndf,
        "ddf": ddf,
        "p_F": f_above(x2 / tr, ndf, ddf),
        "pearson_X2_scaled_to_all_rows": x2,
        "pearson_X2_scaled_to_answers": x2 * sum(base) / N,
        "trace_delta": tr,
        "df": df,
        "X2_first_order": x2 * df / tr,
        "p_first_order": chi_above(x2 * df / tr, df),
    }


def questions(rows):
    q1 = [row[AT["q1"]] for row in rows]
    q3 = [row[AT["q3"]] for row in rows]
    at = [AT["q2_a"], AT["q2_b"], AT["q2_c"]]
    return {
        "q1": (Q1, [v != "" for v in q1], {a: [int(v == a) for v in q1] for a in Q1}, None, NETS["q1"]),
        "q2": (Q2, [row[at[0]] != "" for row in rows], {a: [int(row[k] == "1") for row in rows] for a, k in zip(Q2, at)}, None, NETS["q2"]),
        "q3": (Q3, [v != "" for v in q3], {a: [int(v == a) for v in q3] for a in Q3}, [float(v or 0) for v in q3]),
    }


BREAKS = {"gender": GENDER, "age": AGE, "region": REGION, "children": CHILDREN}


def tables(rows, weights):
    everybody = [True] * N
    asked = questions(rows)
    squares = sum(w * w for w in weights)
    return {
        "deff": N * squares / sum(weights) ** 2,
        "effective_base": sum(weights) ** 2 / squares,
        "questions": {
            name: {
                "total": cells(rows, weights, question, everybody),
                "breaks": {v: broken_down(rows, weights, question, v, c) for v, c in BREAKS.items()},
            }
            for name, question in asked.items()
        },
        "rao_scott_q1_by_age": rao_scott(rows, weights, asked["q1"], "age", AGE),
        "rao_scott_q1_by_children": rao_scott(rows, weights, asked["q1"], "children", CHILDREN),
    }


def write(name, value, indent=2):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        json.dump(value, file, indent=indent, ensure_ascii=False)
        file.write("\n")


def main():
    rows = people()
    with open(os.path.join(HERE, "poll.csv"), "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    write("targets.json", {"note": "Invented.", "margins": [{"variable": v, "kind": k, "targets": t} for v, k, t in TARGETS]})
    net = lambda name: {"nets": [{"label": l, "answers": a} for l, a in NETS[name]]}
    write(
        "codebook.json",
        {
            "id_column": "id",
            "missing_value": "",
            "about": {"title": "An invented poll", "population": "nobody: the respondents are invented"},
            "breaks": BREAKS,
            "questions": [
                {"id": "q1", "type": "single", "text": "Are you for or against a duty of care?", "answers": Q1, **net("q1")},
                {"id": "q2", "type": "multiple", "text": "Which of these would help?", "asked_of": "people with children", "columns": ["q2_a", "q2_b", "q2_c"], "answers": Q2, **net("q2")},
                {"id": "q3", "type": "numeric", "text": "From 0 to 4, how worried are you?", "answers": Q3},
            ],
        },
    )
    raked = rake(rows, [1.0] * N)
    trimmed = trim(rows, raked)
    expected = {"weights": {"raked": raked, "trimmed": trimmed}, "untrimmed": tables(rows, raked), "trimmed": tables(rows, trimmed)}
    # From starting weights, which the first two polls pass over.
    starts = [float(row[AT["start"]]) for row in rows]
    STARTS[:] = [start * N / sum(starts) for start in starts]
    expected["weights"]["started"] = rake(rows, list(STARTS))
    started = tables(rows, expected["weights"]["started"])
    expected["started"] = {**started, "questions": {"q1": started["questions"]["q1"], "q3": started["questions"]["q3"]}}
    write("expected.json", expected, indent=None)


main()
