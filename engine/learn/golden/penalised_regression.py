"""Writes penalised_regression.json: ridge, lasso and elastic net of scikit-learn, at a given strength and chosen by cross-validation."""

import json
import warnings

import numpy as np
import sklearn
from sklearn.datasets import load_diabetes
from sklearn.linear_model import ElasticNet, ElasticNetCV, Lasso, LassoCV, Ridge
from sklearn.model_selection import GridSearchCV, PredefinedSplit
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

warnings.simplefilter("ignore")
rng = np.random.default_rng(11)
x, y = load_diabetes(return_X_y=True, scaled=False)
x, y = x[:90], y[:90]
weight = np.round(rng.uniform(0.1, 3, len(y)), 3)
fold = (np.arange(len(y)) * 7919) % 5
wide_x = rng.normal(size=(30, 45)).round(4)
wide_y = (wide_x[:, 0] * 3 - wide_x[:, 7] * 2 + rng.normal(size=30)).round(4)
tight = {"tol": 1e-13, "max_iter": 1_000_000}


def made(name, model, x, y, weight=None, **more):
    scaled = more.get("alike", False)
    final = make_pipeline(StandardScaler(), model) if scaled else model
    key = model.__class__.__name__.lower() + "__sample_weight" if scaled else "sample_weight"
    final.fit(x, y, **({} if weight is None else {key: weight}))
    inner = final[-1] if scaled else final
    coefficients = inner.coef_ / (final[0].scale_ if scaled else 1)
    intercept = float(inner.intercept_ - (coefficients @ final[0].mean_ if scaled else 0))
    return {"name": name, "x": x.tolist(), "y": y.tolist(), "weight": None if weight is None else weight.tolist(),
            "coefficients": coefficients.tolist(), "intercept": intercept, **more}


given = [
    made("ridge", Ridge(alpha=30.0), x, y, penalty="ridge", strength=30.0),
    made("ridge, alike", Ridge(alpha=3.0), x, y, penalty="ridge", strength=3.0, alike=True),
    made("ridge, weights", Ridge(alpha=5.0), x, y, weight, penalty="ridge", strength=5.0),
    made("lasso", Lasso(alpha=1.5, **tight), x, y, penalty="lasso", strength=1.5),
    made("lasso, alike", Lasso(alpha=2.0, **tight), x, y, penalty="lasso", strength=2.0, alike=True),
    made("lasso, weights", Lasso(alpha=0.7, **tight), x, y, weight, penalty="lasso", strength=0.7),
    made("elastic net", ElasticNet(alpha=0.4, l1_ratio=0.3, **tight), x, y, penalty="elastic-net", strength=0.4, l1Share=0.3),
    made("elastic net, alike", ElasticNet(alpha=0.2, l1_ratio=0.8, **tight), x, y, penalty="elastic-net", strength=0.2, l1Share=0.8, alike=True),
    made("lasso, no intercept", Lasso(alpha=1.0, fit_intercept=False, **tight), x, y, penalty="lasso", strength=1.0, intercept0=True),
    made("lasso, more columns than rows", Lasso(alpha=0.1, **tight), wide_x, wide_y, penalty="lasso", strength=0.1),
    made("ridge, more columns than rows", Ridge(alpha=0.5), wide_x, wide_y, penalty="ridge", strength=0.5),
]

split = PredefinedSplit(fold)


def path(name, model, x, y, **more):
    model.fit(x, y)
    return {"name": name, "x": x.tolist(), "y": y.tolist(), "fold": fold.tolist(), "strengths": model.alphas_.tolist(), "error": model.mse_path_.mean(axis=1).tolist(),
            "strength": float(model.alpha_), "coefficients": model.coef_.tolist(), "intercept": float(model.intercept_), **more}


# Refitted within each fold, the scaling too.
grid = GridSearchCV(make_pipeline(StandardScaler(), Ridge()), {"ridge__alpha": np.geomspace(1e3 * len(y), 1e-6 * len(y), 100)}, cv=split, scoring="neg_mean_squared_error").fit(x, y)
chosen = [
    path("lasso", LassoCV(cv=split, alphas=100, **tight), x, y, penalty="lasso"),
    path("elastic net", ElasticNetCV(cv=split, l1_ratio=0.6, alphas=100, **tight), x, y, penalty="elastic-net", l1Share=0.6),
]
out = {
    "made": {"by": "penalised_regression.py", "scikit-learn": sklearn.__version__, "numpy": np.__version__},
    "given": given,
    "chosen": chosen,
    "scaledInFolds": {"x": x.tolist(), "y": y.tolist(), "fold": fold.tolist(),
                      "strengths": grid.param_grid["ridge__alpha"].tolist(), "error": (-grid.cv_results_["mean_test_score"]).tolist()},
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
