"""Writes over_folds.json: corrected intervals over folds and posteriors of differences, by scipy's Student t. Needs numpy, scipy."""

import json

import numpy as np
from scipy.stats import t

rng = np.random.default_rng(3)


def case(values, ratio, rope):
    values = np.asarray(values)
    n = len(values)
    # Nadeau and Bengio (2003): the variance of the mean over folds that share training rows.
    scale = np.sqrt(values.var(ddof=1) * (1 / n + ratio))
    posterior = t(n - 1, loc=values.mean(), scale=scale)
    return {
        "values": values.tolist(),
        "ratio": ratio,
        "rope": rope,
        "interval": list(posterior.interval(0.95)),
        "below": posterior.cdf(-rope),
        "within": posterior.cdf(rope) - posterior.cdf(-rope),
        "above": posterior.sf(rope),
    }


cases = [
    case(rng.normal(0.01, 0.02, 5), 1 / 4, 0.01),
    case(rng.normal(-0.03, 0.02, 10), 1 / 9, 0.01),
    case(rng.normal(0.0, 0.01, 50), 1 / 4, 0.0),
    case([0.02, 0.01], 1.0, 0.005),
]
with open("over_folds.json", "w", encoding="utf-8") as file:
    json.dump({"folds": cases}, file, indent=1)
