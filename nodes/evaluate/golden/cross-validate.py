"""
Writes cross-validate.json: out-of-fold predictions of scikit-learn's Pipeline(imputer, scaler, model) on rows and folds that are given. Needs
numpy, scikit-learn. The column `fold` holds the numbers that `split.folds` gives these rows; the test fails when it would give others.
"""

import json
import sys

import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import PredefinedSplit, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(11)
n = 120
x = np.round(rng.normal(size=(n, 3)) * [1, 20, 0.1] + [0, 50, 3], 6)
target = np.round(2 * x[:, 0] - 0.1 * x[:, 1] + rng.normal(size=n), 6)
label = np.where(target + rng.normal(size=n) > np.median(target), "yes", "no")
x[rng.random(size=(n, 3)) < 0.15] = np.nan
folds = [int(number) for number in open(sys.argv[1], encoding="utf-8").read().split()] if len(sys.argv) > 1 else [1] * 60 + [2] * 60


def pipeline(model):
    return make_pipeline(SimpleImputer(strategy="mean"), StandardScaler(), model)


def out_of_fold(model, y, **options):
    return cross_val_predict(pipeline(model), x, y, cv=PredefinedSplit(folds), **options)


rows = [[None if np.isnan(value) else value for value in row] for row in x.tolist()]
logistic = LogisticRegression(C=0.5, solver="newton-cholesky", tol=1e-12, max_iter=1000)
with open("cross-validate.json", "w", encoding="utf-8") as file:
    json.dump(
        {
            "x": rows,
            "amount": target.tolist(),
            "label": label.tolist(),
            "fold": folds,
            "linear": out_of_fold(LinearRegression(), target).tolist(),
            "logistic": out_of_fold(logistic, label, method="predict_proba")[:, 1].tolist(),
        },
        file,
    )
