"""Writes distances.json: distances between counts and between raw samples by scipy and numpy. Needs scipy, numpy."""

import json

import numpy as np
import scipy
from scipy import stats
from scipy.spatial.distance import jensenshannon

rng = np.random.default_rng(41)


def counts(name, a, b, places):
    a, b, places = map(np.asarray, (a, b, places))
    p, q = a / a.sum(), b / b.sum()
    ps, qs = (a + 0.5) / (a + 0.5).sum(), (b + 0.5) / (b + 0.5).sum()
    enough = np.minimum((a + b) * a.sum(), (a + b) * b.sum()) / (a.sum() + b.sum()) >= 5
    table = np.array([np.append(v[enough], v[~enough].sum()) if (a + b)[~enough].sum() else v[enough] for v in (a, b)])
    chi = stats.chi2_contingency(table, correction=False)
    return {
        "name": name,
        "reference": a.tolist(),
        "current": b.tolist(),
        "places": places.tolist(),
        "psi": float(((ps - qs) * np.log(ps / qs)).sum()),
        "jensenShannon": float(jensenshannon(p, q, base=2)),
        "totalVariation": float(abs(p - q).sum() / 2),
        "wasserstein": stats.wasserstein_distance(places, places, p, q),
        "kolmogorovSmirnov": float(abs(np.cumsum(p - q)).max()),
        "chiSquare": [float(chi.statistic), int(chi.dof), float(chi.pvalue)],
    }


def raw(name, a, b):
    ks = stats.ks_2samp(a, b, method="asymp")
    return {
        "name": name,
        "reference": a.round(6).tolist(),
        "current": b.round(6).tolist(),
        "wasserstein": stats.wasserstein_distance(a, b) / a.std(),
        "ks": float(ks.statistic),
        "p": float(ks.pvalue),
        "mean": float(a.mean()),
        "deviation": float(a.std()),
    }


out = {
    "made": {"by": "distances.py", "scipy": scipy.__version__, "numpy": np.__version__},
    "counts": [
        counts("ten bins", [100, 90, 110, 95, 105, 100, 100, 98, 102, 100], [30, 12, 25, 9, 40, 20, 19, 22, 18, 5], range(10)),
        counts("empty bins", [50, 0, 20, 30, 0], [10, 3, 0, 7, 0], [0, 1, 4, 9, 16]),
        counts("rare levels", [500, 300, 40, 3, 2, 1], [80, 90, 20, 1, 0, 4], range(6)),
    ],
    "raw": [
        raw("no change", rng.normal(size=800), rng.normal(size=300)),
        raw("moved", rng.normal(size=800), rng.normal(0.4, 1, size=300)),
        raw("wider", rng.normal(size=800), rng.normal(0, 1.6, size=300)),
        raw("skewed", rng.lognormal(size=800), rng.lognormal(0.2, 1, size=300)),
    ],
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
