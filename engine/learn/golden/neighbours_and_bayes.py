"""Writes neighbours_and_bayes.json: answers of scikit-learn to rows not learnt from. Needs scikit-learn, numpy."""

import json

import numpy as np
import sklearn
from scipy.special import logsumexp
from sklearn.datasets import load_diabetes, load_wine
from sklearn.naive_bayes import CategoricalNB, GaussianNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

wine, diabetes = load_wine(), load_diabetes()
order = np.random.default_rng(4).permutation(len(wine.data))
x, y = wine.data[order], wine.target[order]
learnt, asked = slice(0, 120), slice(120, 178)
scale = x[learnt].std(0)
rng = np.random.default_rng(9)
levels = np.stack([rng.integers(0, 3, 178), (y + rng.integers(0, 2, 178)) % 4], axis=1)
counts = rng.poisson(1 + 2 * np.eye(3)[y] @ rng.random((3, 6)))
weight = rng.integers(0, 4, 178) / 2.0


def neighbours(metric, votes, count, scaled=True):
    by = scale if scaled else 1
    model = KNeighborsClassifier(count, weights=votes, metric=metric).fit(x[learnt] / by, y[learnt])
    return {"metric": metric, "votes": votes, "count": count, "scale": scaled, "probabilities": model.predict_proba(x[asked] / by).tolist()}


def values(metric, votes, count):
    data, target = diabetes.data[:300], diabetes.target
    model = KNeighborsRegressor(count, weights=votes, metric=metric).fit(data[:200], target[:200])
    return {"metric": metric, "votes": votes, "count": count, "scale": False, "values": model.predict(data[200:]).tolist()}


gaussian = GaussianNB().fit(x[learnt], y[learnt])
weighted = GaussianNB().fit(x[learnt], y[learnt], sample_weight=weight[learnt])
equal = GaussianNB(priors=[1 / 3] * 3).fit(x[learnt], y[learnt])
multinomial = MultinomialNB(alpha=0.7).fit(counts[learnt], y[learnt])
categorical = CategoricalNB(alpha=1.5).fit(levels[learnt], y[learnt])
both = gaussian.predict_joint_log_proba(x[asked]) + categorical.predict_joint_log_proba(levels[asked]) - np.log(gaussian.class_prior_)
golden = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
    "wine": {"rows": x.tolist(), "classes": y.tolist(), "levels": levels.tolist(), "counts": counts.tolist(), "weights": weight.tolist()},
    "diabetes": {"rows": diabetes.data[:300].tolist(), "values": diabetes.target[:300].tolist()},
    "neighbours": [
        neighbours("euclidean", "uniform", 5),
        neighbours("euclidean", "distance", 7),
        neighbours("manhattan", "distance", 4),
        neighbours("chebyshev", "uniform", 9),
        neighbours("euclidean", "uniform", 3, scaled=False),
    ],
    "values": [values("euclidean", "uniform", 5), values("manhattan", "distance", 8)],
    "bayes": {
        "gaussian": gaussian.predict_proba(x[asked]).tolist(),
        "weighted": weighted.predict_proba(x[asked]).tolist(),
        "equal": equal.predict_proba(x[asked]).tolist(),
        "multinomial": multinomial.predict_proba(counts[asked]).tolist(),
        "categorical": categorical.predict_proba(levels[asked]).tolist(),
        "mixed": np.exp(both - logsumexp(both, axis=1, keepdims=True)).tolist(),
    },
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(golden, file)
