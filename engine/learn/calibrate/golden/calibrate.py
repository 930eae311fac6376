"""Writes calibrate.json: lines of scikit-learn's isotonic regression and Platt scaling. Needs scikit-learn and numpy."""

import json

import numpy as np
import sklearn
from sklearn.calibration import _sigmoid_calibration
from sklearn.isotonic import IsotonicRegression

rng = np.random.default_rng(3)
cases = []
for name, n, digits, weighted in [("ties", 120, 1, False), ("smooth", 200, 6, False), ("weights", 150, 2, True)]:
    y = rng.integers(0, 2, n)
    p = np.round(1 / (1 + np.exp(-(2.5 * y - 1 + 1.5 * rng.normal(size=n)))), digits).clip(0.001, 0.999)
    w = rng.integers(0, 4, n).astype(float) if weighted else np.ones(n)
    at = np.concatenate([np.linspace(0, 1, 41), p[:10]])
    line = IsotonicRegression(out_of_bounds="clip").fit(p, y, sample_weight=w)
    odds = np.log(p / (1 - p))
    a, b = _sigmoid_calibration(odds, y, sample_weight=w)
    cases.append({"name": name, "y": y.tolist(), "p": p.tolist(), "w": w.tolist(), "at": at.tolist(),
                  "isotonic": line.predict(at).tolist(), "slope": -a, "intercept": -b})

json.dump({"sklearn": sklearn.__version__, "cases": cases}, open("calibrate.json", "w"))
