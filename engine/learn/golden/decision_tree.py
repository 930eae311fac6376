"""Writes decision_tree.json: whole trees of scikit-learn, node by node. Only cases where no tie decides: five random states give one tree."""

import json

import numpy as np
import sklearn
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

n = 200


def data(seed):
    rng = np.random.default_rng(seed)
    # scikit-learn compares in float32: values that are exact there, so that thresholds agree to the last bit.
    x = (rng.normal(size=(n, 4)) * 2**10).round() / 2**10
    x[:, 3] = rng.integers(0, 6, n)
    missing = x.copy()
    missing[rng.uniform(size=x.shape) < 0.15] = np.nan
    missing[:, 1] = np.where(x[:, 0] + x[:, 2] > 0.6, np.nan, x[:, 1])
    return {
        "x": x,
        "missing": missing,
        "class": np.digitize(x[:, 0] + 0.5 * x[:, 3] + 0.7 * rng.normal(size=n), [0.5, 2.0]).astype(int),
        "number": (np.sin(x[:, 0]) * 3 + x[:, 3] + 0.3 * rng.normal(size=n)).round(6),
        "weight": rng.integers(0, 5, n) / 2.0,
    }


def untied(name, maker, columns="x", weighted=False, **options):
    for seed in range(1000):
        made = data(seed)
        y = made["class"] if maker is DecisionTreeClassifier else made["number"]
        found = whole(name, maker, made[columns], y, made["weight"] if weighted else None, **options)
        if found:
            return found
    raise RuntimeError(name)


def whole(name, maker, data, y, sample_weight=None, **options):
    trees = [maker(random_state=state, **options).fit(data, y, sample_weight=sample_weight) for state in range(5)]
    first = trees[0].tree_
    for other in trees[1:]:
        if not (np.array_equal(first.feature, other.tree_.feature) and np.array_equal(first.threshold, other.tree_.threshold)):
            return None
    value = first.value[:, 0, :]
    return {
        "name": name,
        "task": "classification" if maker is DecisionTreeClassifier else "regression",
        "x": [[None if np.isnan(v) else v for v in row] for row in data.tolist()],
        "y": y.tolist(),
        "weight": None if sample_weight is None else sample_weight.tolist(),
        "criterion": {"squared_error": "squared-error"}.get(trees[0].criterion, trees[0].criterion),
        "maxDepth": options.get("max_depth"),
        "minLeaf": options.get("min_samples_leaf", 1),
        "minSplit": options.get("min_samples_split", 2),
        "balanced": options.get("class_weight") == "balanced",
        "feature": np.where(first.feature < 0, -1, first.feature).tolist(),
        "threshold": [0 if f < 0 else (None if np.isinf(t) else t) for f, t in zip(first.feature, first.threshold)],
        "missingLeft": [None if f < 0 else int(m) for f, m in zip(first.feature, first.missing_go_to_left)],
        "left": first.children_left.tolist(),
        "rows": first.n_node_samples.tolist(),
        "impurity": first.impurity.tolist(),
        "value": value.tolist(),
        "importance": trees[0].feature_importances_.tolist(),
    }


C, R = DecisionTreeClassifier, DecisionTreeRegressor
out = {
    "made": {"by": "decision_tree.py", "scikit-learn": sklearn.__version__, "numpy": np.__version__},
    "trees": [
        untied("gini", C, max_depth=4, min_samples_leaf=6),
        untied("entropy", C, criterion="entropy", max_depth=5, min_samples_leaf=8),
        untied("gini, weights", C, weighted=True, max_depth=4, min_samples_leaf=6),
        untied("gini, balanced", C, max_depth=3, min_samples_leaf=10, class_weight="balanced"),
        untied("min split", C, min_samples_split=70, min_samples_leaf=4),
        untied("gini, missing", C, "missing", max_depth=4, min_samples_leaf=6),
        untied("squared error", R, max_depth=6, min_samples_leaf=3),
        untied("squared error, weights", R, weighted=True, max_depth=5, min_samples_leaf=4),
        untied("squared error, missing", R, "missing", max_depth=5, min_samples_leaf=4),
    ],
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
