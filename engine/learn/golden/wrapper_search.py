"""Writes wrapper_search.json: the columns that scikit-learn's SequentialFeatureSelector adds and leaves out, on the same folds."""

import json
import warnings

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_diabetes
from sklearn.feature_selection import SequentialFeatureSelector
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import PredefinedSplit
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

warnings.simplefilter("ignore")
diabetes = load_diabetes(return_X_y=True, scaled=False)
cancer = load_breast_cancer(return_X_y=True)
tables = {"diabetes": (np.round(diabetes[0][:200], 4), diabetes[1][:200]), "cancer": (np.round(cancer[0][:160, :10], 4), cancer[1][:160])}
folds = 4


def case(table, learner, model, scoring):
    x, y = tables[table]
    fold = (np.arange(len(y)) * 7919) % folds
    width = x.shape[1]

    def chosen(direction, count, tolerance=None):
        found = SequentialFeatureSelector(model, n_features_to_select=count, tol=tolerance, direction=direction, scoring=scoring, cv=PredefinedSplit(fold)).fit(x, y)
        return np.flatnonzero(found.get_support()).tolist()

    return {"table": table, "learner": learner, "fold": fold.tolist(), "forward": [chosen("forward", k) for k in (1, 2, 3, 5)],
            "backward": [chosen("backward", k) for k in (width - 1, width - 3, 4)], "until": {"tolerance": 0.01, "kept": chosen("forward", "auto", 0.01)}}


out = {
    "made": {"by": "wrapper_search.py", "scikit-learn": sklearn.__version__, "numpy": np.__version__},
    "tables": {name: {"x": x.tolist(), "y": y.tolist()} for name, (x, y) in tables.items()},
    "cases": [
        case("diabetes", "linear", LinearRegression(), "r2"),
        case("diabetes", "neighbours", make_pipeline(StandardScaler(), KNeighborsRegressor(7)), "r2"),
        case("cancer", "linear", make_pipeline(StandardScaler(), LogisticRegression(C=1, tol=1e-10, max_iter=10_000)), "roc_auc"),
        case("cancer", "bayes", GaussianNB(), "roc_auc"),
    ],
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
