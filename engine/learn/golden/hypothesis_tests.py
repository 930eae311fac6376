"""What scipy says of tests; writes hypothesis_tests.json beside it. python hypothesis_tests.py"""

import json
from pathlib import Path

import numpy as np
from scipy import stats

rng = np.random.default_rng(7)


def moments(x):
    return {"count": len(x), "mean": float(np.mean(x)), "variance": float(np.var(x, ddof=1)) if len(x) > 1 else 0.0}


def ranks(groups):
    everything = stats.rankdata(np.concatenate(groups))
    _, runs = np.unique(everything, return_counts=True)
    ends = np.cumsum([len(g) for g in groups])
    sums = [float(part.sum()) for part in np.split(everything, ends[:-1])]
    return [{"count": len(g), "rankSum": s} for g, s in zip(groups, sums)], int((runs**3 - runs).sum())


out = {"means": [], "anova": [], "mannWhitney": [], "kruskal": [], "chiSquare": [], "fisher": [], "shares": [], "correlation": [], "corrected": []}
for n, m, shift in [(5, 7, 0.4), (30, 12, 1.5), (200, 150, 0.1), (2, 2, 3.0)]:
    a, b = rng.normal(0, 1, n), rng.normal(shift, 2, m)
    for equal in [False, True]:
        r = stats.ttest_ind(a, b, equal_var=equal)
        ci = r.confidence_interval(0.95)
        out["means"].append({"a": moments(a), "b": moments(b), "equal": equal, "t": r.statistic, "df": float(r.df), "p": r.pvalue, "low": ci.low, "high": ci.high})
for sizes, step in [([5, 6, 4], 1.0), ([40, 30, 20, 10], 0.2), ([3, 3], 0.0)]:
    groups = [rng.normal(i * step, 1, n) for i, n in enumerate(sizes)]
    f, p = stats.f_oneway(*groups)
    d1, d2 = len(sizes) - 1, sum(sizes) - len(sizes)

    def bound(tail):
        if stats.f.sf(f, d1, d2) >= tail:
            return 0.0
        from scipy.optimize import brentq

        return brentq(lambda nc: stats.ncf.sf(f, d1, d2, nc) - tail, 1e-9, 1e4, xtol=1e-12)

    n = sum(sizes)
    low, high = bound(0.025), bound(0.975)
    out["anova"].append({"groups": [moments(g) for g in groups], "f": f, "p": p, "low": low / (low + n), "high": high / (high + n)})
for a, b in [
    (rng.normal(0, 1, 6), rng.normal(1, 1, 9)),
    (rng.normal(0, 1, 8), rng.normal(0, 1, 40)),
    (rng.integers(0, 5, 20), rng.integers(1, 7, 25)),
    (rng.normal(0, 1, 60), rng.normal(0.3, 1, 50)),
    (rng.integers(0, 3, 4), rng.integers(0, 3, 5)),
]:
    r = stats.mannwhitneyu(a, b)
    sums, ties = ranks([a, b])
    out["mannWhitney"].append({"ranks": sums, "ties": ties, "u": r.statistic, "p": r.pvalue})
for groups in [[rng.normal(i / 2, 1, 12) for i in range(3)], [rng.integers(0, 4, n) for n in (10, 20, 5, 8)]]:
    h, p = stats.kruskal(*groups)
    sums, ties = ranks(groups)
    out["kruskal"].append({"ranks": sums, "ties": ties, "h": h, "p": p})
for table in [[[10, 20], [30, 15]], [[5, 0, 7], [3, 9, 4], [8, 8, 8]], [[120, 90, 40, 11], [80, 100, 45, 14]], [[6, 6], [6, 6]]]:
    r = stats.chi2_contingency(table, correction=False)
    x, df, n = r.statistic, r.dof, np.sum(table)

    def chi_bound(tail):
        from scipy.optimize import brentq

        return 0.0 if stats.chi2.sf(x, df) >= tail else brentq(lambda nc: stats.ncx2.sf(x, df, nc) - tail, 1e-9, 1e5, xtol=1e-12)

    scale = n * (min(np.shape(table)) - 1)
    out["chiSquare"].append(
        {
            "counts": table, "x": x, "df": df, "p": r.pvalue, "expected": r.expected_freq.tolist(),
            "v": stats.contingency.association(table, method="cramer"),
            "low": float(np.sqrt(chi_bound(0.025) / scale)), "high": float(np.sqrt(chi_bound(0.975) / scale)),
        }
    )
for table in [[[3, 1], [1, 3]], [[8, 2], [1, 5]], [[0, 4], [5, 2]], [[100, 80], [60, 90]], [[12, 5], [29, 2]]]:
    r = stats.fisher_exact(table)
    sample = stats.contingency.odds_ratio(table, kind="sample")
    ci = sample.confidence_interval(0.95)
    whole = min(min(row) for row in table) > 0
    out["fisher"].append({"counts": table, "odds": sample.statistic, "p": r.pvalue, "low": ci.low if whole else None, "high": ci.high if whole else None})
for a, of_a, b, of_b in [(15, 40, 30, 50), (1, 10, 9, 12), (400, 1000, 380, 1000)]:
    table = [[a, of_a - a], [b, of_b - b]]
    out["shares"].append({"a": [a, of_a], "b": [b, of_b], "p": stats.chi2_contingency(table, correction=False).pvalue})
for n, noise in [(5, 1.0), (40, 2.0), (300, 0.3)]:
    x = rng.normal(0, 1, n)
    y = np.round(x + rng.normal(0, noise, n), 1)
    r, s, k = stats.pearsonr(x, y), stats.spearmanr(x, y), stats.kendalltau(x, y, method="asymptotic")
    ci = r.confidence_interval(0.95)
    out["correlation"].append(
        {
            "x": x.tolist(), "y": y.tolist(), "pearson": [r.statistic, r.pvalue, ci.low, ci.high],
            "spearman": [s.statistic, s.pvalue], "kendall": [k.statistic, k.pvalue],
        }
    )
for ps in [[0.01, 0.04, 0.03, 0.2], [0.5, 0.001, 0.001, 0.9, 0.02], [0.3]]:
    ordered = np.argsort(ps)
    m, holm, running = len(ps), [0.0] * len(ps), 0.0
    for place, at in enumerate(ordered):
        running = max(running, min(1.0, ps[at] * (m - place)))
        holm[at] = running
    out["corrected"].append({"p": ps, "holm": holm, "bh": stats.false_discovery_control(ps).tolist()})

Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=1, default=float) + "\n")
