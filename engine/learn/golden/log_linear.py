"""Writes log_linear.json: coefficients of PoissonRegressor, GammaRegressor and TweedieRegressor. Needs scikit-learn, numpy."""

import json

import numpy as np
import sklearn
from sklearn.linear_model import GammaRegressor, PoissonRegressor, TweedieRegressor
from sklearn.metrics import mean_tweedie_deviance
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(12)
rows = 160
x = np.column_stack([rng.normal(size=rows), rng.normal(50, 9, rows), rng.integers(0, 2, rows), rng.exponential(3, rows)]).round(3)
mean = np.exp(0.4 + 0.6 * x[:, 0] - 0.02 * (x[:, 1] - 50) + 0.5 * x[:, 2] - 0.1 * x[:, 3])
weight = rng.uniform(0.2, 3, rows).round(2)
exposure = rng.uniform(0.1, 12, rows).round(2)
targets = {
    "poisson": rng.poisson(mean),
    "gamma": rng.gamma(2.0, 900 * mean / 2).round(3) + 0.001,
    "tweedie": (rng.poisson(mean) * rng.gamma(3.0, 40, rows)).round(3),
    "watched": rng.poisson(mean * exposure),
}
tight = {"tol": 1e-12, "max_iter": 100_000, "solver": "newton-cholesky"}


def fitted(name, family, power, model, target, weighted=False, alike=False, exposed=False):
    y = targets[target]
    w = weight if weighted else np.ones(rows)
    # A rate per unit of exposure, its deviance as much heavier: the same fit as with an offset.
    scaled = make_pipeline(StandardScaler(), model) if alike else model
    key = model.__class__.__name__.lower() + "__sample_weight" if alike else "sample_weight"
    rate, heavy = (y / exposure, w * exposure ** (2 - power)) if exposed else (y, w)
    if alike:
        scaled[0].fit(x, sample_weight=w)
        model.fit(scaled[0].transform(x), rate, sample_weight=heavy)
    else:
        scaled.fit(x, rate, sample_weight=heavy)
    coefficients = model.coef_ / (scaled[0].scale_ if alike else 1)
    intercept = float(model.intercept_ - (coefficients @ scaled[0].mean_ if alike else 0))
    answers = np.exp(x @ coefficients + intercept) * (exposure if exposed else 1)
    return {"name": name, "family": family, "power": power, "strength": model.alpha, "target": target, "weighted": weighted, "alike": alike,
            "exposed": exposed, "coefficients": coefficients.tolist(), "intercept": intercept,
            "deviance": float(mean_tweedie_deviance(y, answers, sample_weight=w, power=power))}


golden = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
    "x": x.tolist(), "weight": weight.tolist(), "exposure": exposure.tolist(), "targets": {name: y.tolist() for name, y in targets.items()},
    "fits": [
        fitted("counts", "poisson", 1, PoissonRegressor(alpha=0, **tight), "poisson"),
        fitted("counts, a penalty", "poisson", 1, PoissonRegressor(alpha=0.3, **tight), "poisson"),
        fitted("counts, weights, a penalty, alike", "poisson", 1, PoissonRegressor(alpha=0.05, **tight), "poisson", weighted=True, alike=True),
        fitted("counts over an exposure", "poisson", 1, PoissonRegressor(alpha=0, **tight), "watched", exposed=True),
        fitted("counts over an exposure, weights", "poisson", 1, PoissonRegressor(alpha=0, **tight), "watched", weighted=True, exposed=True),
        fitted("amounts", "gamma", 2, GammaRegressor(alpha=0, **tight), "gamma"),
        fitted("amounts, weights, a penalty", "gamma", 2, GammaRegressor(alpha=0.1, **tight), "gamma", weighted=True),
        fitted("amounts, many 0", "tweedie", 1.5, TweedieRegressor(power=1.5, alpha=0, link="log", **tight), "tweedie"),
        fitted("amounts, many 0, a penalty, alike", "tweedie", 1.2, TweedieRegressor(power=1.2, alpha=2.0, link="log", **tight), "tweedie", alike=True),
    ],
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(golden, file, separators=(",", ":"))
    file.write("\n")
