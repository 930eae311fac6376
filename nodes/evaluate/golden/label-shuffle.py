"""
Writes label-shuffle.json: what scikit-learn scores on shuffled targets. `permutation_test_score` draws its own permutations; with those that are
given, its scores are `cross_val_score` on each of them, and its p-value (1 + as good) / (1 + shuffles). Needs numpy, scikit-learn. The argument is
a file with `fold` (numbers by split.folds) and `shuffled` (targets by clean.shuffle-rows, list by list); the test fails when they are others.
Without it only the rows are written.
"""

import json
import sys

import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import PredefinedSplit, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(5)
x = np.round(rng.normal(size=(36, 2)) * [1, 10], 4)
y = np.round(0.9 * x[:, 0] + rng.normal(size=36), 4)
given = json.load(open(sys.argv[1], encoding="utf-8")) if len(sys.argv) > 1 else {"fold": [1] * 18 + [2] * 18, "shuffled": []}


def score(target):
    model = make_pipeline(StandardScaler(), LinearRegression())
    return float(cross_val_score(model, x, target, cv=PredefinedSplit(given["fold"]), scoring="r2").mean())


own = score(y)
scores = [score(np.array(target)) for target in given["shuffled"]]
p = (1 + sum(other >= own for other in scores)) / (1 + len(scores))
with open("label-shuffle.json", "w", encoding="utf-8") as file:
    json.dump({"x": x.tolist(), "y": y.tolist(), **given, "score": own, "scores": scores, "p": p}, file)
