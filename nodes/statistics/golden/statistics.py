"""What pandas and scipy say of a small table with gaps; writes statistics.json beside it. python statistics.py"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats
from scipy.optimize import brentq

rng = np.random.default_rng(3)
n = 80
frame = pd.DataFrame(
    {
        "g2": rng.choice(["a", "b"], n),
        "g3": rng.choice(["x", "y", "z"], n),
        "u": np.round(rng.normal(0, 1, n), 2),
        "v": rng.integers(0, 6, n).astype(float),
        "yes": rng.random(n) < 0.4,
    }
)
frame["w"] = np.round(frame.u * 0.7 + rng.normal(0, 1, n), 1)
frame.loc[rng.choice(n, 9, replace=False), "u"] = np.nan
frame.loc[rng.choice(n, 5, replace=False), "w"] = np.nan
frame.loc[rng.choice(n, 4, replace=False), ["g2"]] = None

out = {"rows": frame.astype(object).where(frame.notna(), None).values.tolist(), "columns": list(frame.columns)}
numbers = ["u", "v", "w"]
out["pearson"] = frame[numbers].corr("pearson").values.tolist()
out["spearman"] = frame[numbers].corr("spearman").values.tolist()
out["kendall"] = frame[numbers].corr("kendall").values.tolist()
out["pearsonP"] = [stats.pearsonr(*frame[[a, b]].dropna().values.T).pvalue for a, b in [("u", "v"), ("u", "w"), ("v", "w")]]
out["bh"] = stats.false_discovery_control(out["pearsonP"]).tolist()
out["describe"] = frame[numbers].describe().values.tolist()


def groups(by, column):
    return [part[column].dropna().values for _, part in frame.dropna(subset=[by]).groupby(by)]


out["welch"] = [stats.ttest_ind(*groups("g2", c), equal_var=False).pvalue for c in numbers]
out["mannWhitney"] = [stats.mannwhitneyu(*groups("g2", c)).pvalue for c in numbers]
out["anova"] = [stats.f_oneway(*groups("g3", c)).pvalue for c in numbers]
out["kruskal"] = [stats.kruskal(*groups("g3", c)).pvalue for c in numbers]


def turned(f, df1, df2, tail):
    """The noncentrality at which the F has this tail."""
    return brentq(lambda n: (stats.ncf.sf(f, df1, df2, n) if n > 0 else stats.f.sf(f, df1, df2)) - tail, 0, 1000) if stats.f.sf(f, df1, df2) < tail else 0


def epsilon(column):
    parts = groups("g3", column)
    rows = sum(map(len, parts))
    effect = stats.kruskal(*parts).statistic / (rows - 1)
    ends = [turned(effect / 2 / ((1 - effect) / (rows - 3)), 2, rows - 3, tail) for tail in (0.025, 0.975)]
    return [effect, *[end / (end + rows) for end in ends]]


def tau(a, b):
    pair = frame[[a, b]].dropna().values.T
    found = stats.kendalltau(*pair).statistic
    half = stats.norm.ppf(0.975) * np.sqrt(0.437 / (len(pair[0]) - 4))
    return [np.tanh(np.arctanh(found) - half), np.tanh(np.arctanh(found) + half)]


out["epsilon"] = [epsilon(c) for c in numbers]
out["tau"] = [tau(*pair) for pair in [("u", "v"), ("u", "w"), ("v", "w")]]
counts = pd.crosstab(frame.g3, frame.yes)
chi = stats.chi2_contingency(counts, correction=False)
out["crosstab"] = {"counts": counts.values.tolist(), "p": chi.pvalue, "expected": chi.expected_freq.tolist(), "v": stats.contingency.association(counts, method="cramer")}
out["shares"] = stats.chi2_contingency(pd.crosstab(frame.g2, frame.yes), correction=False).pvalue
Path(__file__).with_suffix(".json").write_text(json.dumps(out, default=float) + "\n")
