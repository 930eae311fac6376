"""Writes penalised_logistic.json: lasso and elastic-net logistic regression of scikit-learn, at a given C and chosen by cross-validation."""

import json
import warnings

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.linear_model import LogisticRegression, LogisticRegressionCV
from sklearn.model_selection import PredefinedSplit
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

warnings.simplefilter("ignore")
rng = np.random.default_rng(5)
iris_x, iris_y = load_iris(return_X_y=True)
iris_x, iris_y = iris_x[::2], iris_y[::2]
cancer_x, cancer_y = load_breast_cancer(return_X_y=True)
cancer_x, cancer_y = np.round(cancer_x[:120, :8], 4), cancer_y[:120]
cancer_w = np.round(rng.uniform(0, 3, len(cancer_y)), 3)
shares = {"ridge": 0.0, "lasso": 1.0}


def given(name, x, y, penalty, c, weight=None, share=None, **options):
    ratio = shares.get(penalty, share)
    model = LogisticRegression(solver="saga", l1_ratio=ratio, C=c, tol=1e-11, max_iter=2_000_000, **options)
    pipeline = make_pipeline(StandardScaler(), model).fit(x, y, **({} if weight is None else {"standardscaler__sample_weight": weight, "logisticregression__sample_weight": weight}))
    scale, inner = pipeline[0], pipeline[-1]
    coefficients = inner.coef_ / scale.scale_
    return {"name": name, "x": x.tolist(), "y": y.tolist(), "weight": None if weight is None else weight.tolist(), "penalty": penalty, "c": c,
            **({} if share is None else {"l1Share": share}), "balanced": options.get("class_weight") == "balanced",
            "coefficients": coefficients.tolist(), "intercepts": (inner.intercept_ - coefficients @ scale.mean_).tolist()}


def chosen(name, x, y, penalty, cs, share=None):
    fold = (np.arange(len(y)) * 7919) % 4
    ratio = shares.get(penalty, share)
    scaled = StandardScaler().fit_transform(x)
    solver = {"solver": "newton-cholesky"} if ratio == 0 else {"solver": "saga", "l1_ratios": [ratio]}
    model = LogisticRegressionCV(Cs=cs, cv=PredefinedSplit(fold), scoring="neg_log_loss", tol=1e-9, max_iter=500_000, **solver).fit(scaled, y)
    scores = np.array(list(model.scores_.values())[0] if isinstance(model.scores_, dict) else model.scores_).squeeze()
    return {"name": name, "x": x.tolist(), "y": y.tolist(), "fold": fold.tolist(), "penalty": penalty, **({} if share is None else {"l1Share": share}),
            "cs": model.Cs_.tolist(), "error": (-scores.mean(axis=0)).tolist(), "c": float(np.atleast_1d(model.C_)[0])}


cs = np.geomspace(1e-4, 1e4, 10)
out = {
    "made": {"by": "penalised_logistic.py", "scikit-learn": sklearn.__version__, "numpy": np.__version__},
    "given": [
        given("lasso", cancer_x, cancer_y, "lasso", 0.3),
        given("lasso, weights", cancer_x, cancer_y, "lasso", 0.5, cancer_w),
        given("lasso, balanced", cancer_x, cancer_y, "lasso", 0.1, class_weight="balanced"),
        given("elastic net", cancer_x, cancer_y, "elastic-net", 0.2, share=0.4),
        given("lasso, three classes", iris_x, iris_y, "lasso", 0.4),
        given("elastic net, three classes", iris_x, iris_y, "elastic-net", 0.7, share=0.6),
    ],
    "chosen": [
        chosen("two classes", cancer_x, cancer_y, "ridge", cs),
        chosen("three classes", iris_x, iris_y, "ridge", cs),
    ],
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
