"""Writes average_precision_error.json: how far scikit-learn's average precision moves with the weight of each row, and what drawing the rows anew
makes of it. Needs scikit-learn, numpy."""

import json

import numpy as np
import sklearn
from sklearn.metrics import average_precision_score

rng = np.random.default_rng(29)


def case(name, n, share, gap, ties=False, weighted=False):
    y = (np.arange(n) < round(share * n)).astype(int)
    score = np.round(rng.normal(size=n) + gap * y, 1 if ties else 6)
    w = np.round(rng.uniform(0.2, 3, n), 2) if weighted else np.ones(n)
    step = 1e-5
    influence = []
    for row in range(n):
        up, down = w.copy(), w.copy()
        up[row] *= 1 + step
        down[row] *= 1 - step
        moved = average_precision_score(y, score, sample_weight=up) - average_precision_score(y, score, sample_weight=down)
        influence.append(moved / (2 * step))
    drawn = []
    for _ in range(4000):
        rows = rng.integers(0, n, n)
        if y[rows].any():
            drawn.append(average_precision_score(y[rows], score[rows], sample_weight=w[rows]))
    return {
        "name": name,
        "actual": y.tolist(),
        "score": score.tolist(),
        "weight": w.tolist(),
        "value": average_precision_score(y, score, sample_weight=w),
        "influence": np.round(influence, 9).tolist(),
        "bootstrap": np.quantile(drawn, [0.025, 0.975]).tolist(),
    }


out = {
    "made": {"by": "average_precision_error.py", "scikit-learn": sklearn.__version__, "numpy": np.__version__},
    "cases": [
        case("plain", 300, 0.4, 1.5),
        case("near 1", 300, 0.5, 3.5),
        case("few positives", 300, 0.1, 2.5),
        case("equal scores", 200, 0.3, 1.5, ties=True),
        case("weights", 200, 0.4, 2, ties=True, weighted=True),
    ],
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
