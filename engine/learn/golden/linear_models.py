"""Writes linear_models.json: coefficients of scikit-learn and statsmodels on small data. Needs scikit-learn, statsmodels, numpy."""

import json
import warnings

import numpy as np
import sklearn
import statsmodels
import statsmodels.api as sm
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge

warnings.simplefilter("ignore")
rng = np.random.default_rng(7)


def logistic(name, x, y, weight=None, **options):
    model = LogisticRegression(solver="newton-cholesky", tol=1e-12, max_iter=1000, **options).fit(x, y, sample_weight=weight)
    return {
        "name": name,
        "x": x.tolist(),
        "y": y.tolist(),
        "weight": None if weight is None else weight.tolist(),
        "c": options.get("C", 1.0),
        "balanced": options.get("class_weight") == "balanced",
        "intercept": options.get("fit_intercept", True),
        "coefficients": model.coef_.tolist(),
        "intercepts": np.atleast_1d(model.intercept_).tolist(),
        "probabilities": model.predict_proba(x)[:10].tolist(),
    }


def linear(name, x, y, weight=None):
    weights = np.ones(len(y)) if weight is None else weight
    fit = sm.WLS(y, sm.add_constant(x), weights=weights).fit()
    check = LinearRegression().fit(x, y, sample_weight=weights)
    assert np.allclose(check.coef_, fit.params[1:])
    return {
        "name": name,
        "x": x.tolist(),
        "y": y.tolist(),
        "weight": None if weight is None else weight.tolist(),
        "parameters": fit.params.tolist(),
        "errors": fit.bse.tolist(),
        "low": fit.conf_int()[:, 0].tolist(),
        "high": fit.conf_int()[:, 1].tolist(),
        "p": fit.pvalues.tolist(),
        "sigma": float(np.sqrt(fit.scale)),
    }


def ridge(name, x, y, alpha, weight=None):
    model = Ridge(alpha=alpha, solver="cholesky").fit(x, y, sample_weight=weight)
    return {
        "name": name,
        "x": x.tolist(),
        "y": y.tolist(),
        "weight": None if weight is None else weight.tolist(),
        "alpha": alpha,
        "coefficients": model.coef_.tolist(),
        "intercept": float(model.intercept_),
    }


iris_x, iris_y = load_iris(return_X_y=True)
iris_x, iris_y = iris_x[::2], iris_y[::2]
cancer_x, cancer_y = load_breast_cancer(return_X_y=True)
cancer_x, cancer_y = np.round(cancer_x[:120, :6], 4), cancer_y[:120]
diabetes_x, diabetes_y = load_diabetes(return_X_y=True, scaled=False)
diabetes_x, diabetes_y = diabetes_x[:80], diabetes_y[:80]
iris_w = np.round(rng.uniform(0, 3, len(iris_y)), 3)
cancer_w = np.round(rng.uniform(0, 3, len(cancer_y)), 3)
diabetes_w = np.round(rng.uniform(0.1, 3, len(diabetes_y)), 3)
# Columns of very different size and a large mean, where a plain normal equation loses its digits.
hard_x = np.column_stack([1e6 + rng.normal(size=60), 1e-5 * rng.normal(size=60), rng.normal(size=60)]).round(8)
hard_y = (2 * (hard_x[:, 0] - 1e6) + 3e4 * hard_x[:, 1] + rng.normal(size=60)).round(6)

out = {
    "made": {"by": "linear_models.py", "scikit-learn": sklearn.__version__, "statsmodels": statsmodels.__version__, "numpy": np.__version__},
    "logistic": [
        logistic("two classes", cancer_x, cancer_y),
        logistic("two classes, weak penalty", cancer_x, cancer_y, C=100.0),
        logistic("two classes, balanced", cancer_x, cancer_y, class_weight="balanced"),
        logistic("two classes, weights", cancer_x, cancer_y, cancer_w),
        logistic("two classes, weights and balanced", cancer_x, cancer_y, cancer_w, class_weight="balanced"),
        logistic("two classes, no intercept", cancer_x, cancer_y, fit_intercept=False),
        logistic("three classes", iris_x, iris_y),
        logistic("three classes, strong penalty, balanced", iris_x, iris_y, C=0.05, class_weight="balanced"),
        logistic("three classes, weights", iris_x, iris_y, iris_w, C=10.0),
    ],
    "linear": [
        linear("ten columns", diabetes_x, diabetes_y),
        linear("weights", diabetes_x, diabetes_y, diabetes_w),
        linear("hard scales", hard_x, hard_y),
    ],
    "ridge": [
        ridge("alpha 1", diabetes_x, diabetes_y, 1.0),
        ridge("alpha 100, weights", diabetes_x, diabetes_y, 100.0, diabetes_w),
    ],
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
