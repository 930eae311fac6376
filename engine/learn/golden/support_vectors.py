"""Writes support_vectors.json: decision values and support vectors of scikit-learn's SVC, SVR, LinearSVC and LinearSVR."""

import json
import warnings

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, SVR, LinearSVC, LinearSVR

warnings.simplefilter("ignore")
rng = np.random.default_rng(3)
iris_x, iris_y = load_iris(return_X_y=True)
iris_x, iris_y = np.round(iris_x[::2], 3), iris_y[::2]
cancer_x, cancer_y = load_breast_cancer(return_X_y=True)
cancer_x, cancer_y = np.round(StandardScaler().fit_transform(cancer_x[:140, :6]), 4), cancer_y[:140]
diabetes_x, diabetes_y = load_diabetes(return_X_y=True)
diabetes_x, diabetes_y = np.round(StandardScaler().fit_transform(diabetes_x[:100]), 4), np.round(diabetes_y[:100] / 50, 3)
weight = np.round(rng.uniform(0.2, 2, len(cancer_y)), 3)
tight = {"tol": 1e-9}


def case(name, model, x, y, weight=None, **options):
    model.fit(x, y, sample_weight=weight)
    regression = isinstance(model, (SVR, LinearSVR))
    values = model.predict(x) if regression else model.decision_function(x)
    return {"name": name, "x": x.tolist(), "y": y.tolist(), "weight": None if weight is None else weight.tolist(), "regression": regression,
            "values": np.reshape(values, (len(y), -1)).tolist(), "support": sorted(model.support_.tolist()) if hasattr(model, "support_") else None, **options}


ovo = {"decision_function_shape": "ovo"}
out = {
    "made": {"by": "support_vectors.py", "scikit-learn": sklearn.__version__, "numpy": np.__version__},
    "cases": [
        case("Gaussian, two classes", SVC(**tight), cancer_x, cancer_y, kernel="gaussian", c=1),
        case("Gaussian, large C, gamma", SVC(C=20, gamma=0.3, **tight), cancer_x, cancer_y, kernel="gaussian", c=20, gamma=0.3),
        case("Gaussian, weights", SVC(C=2, **tight), cancer_x, cancer_y, weight, kernel="gaussian", c=2),
        case("Gaussian, balanced", SVC(C=0.5, class_weight="balanced", **tight), cancer_x, cancer_y, kernel="gaussian", c=0.5, balanced=True),
        case("Gaussian, three classes", SVC(C=1.5, **ovo, **tight), iris_x, iris_y, kernel="gaussian", c=1.5),
        case("Gaussian, a number", SVR(C=3, epsilon=0.2, **tight), diabetes_x, diabetes_y, kernel="gaussian", c=3, slack=0.2),
        case("straight, two classes", LinearSVC(C=0.7, tol=1e-12, max_iter=5_000_000), cancer_x, cancer_y, kernel="linear", c=0.7),
        case("straight, weights", LinearSVC(C=1, tol=1e-12, max_iter=5_000_000), cancer_x, cancer_y, weight, kernel="linear", c=1),
        case("straight, three classes", LinearSVC(C=1, tol=1e-12, max_iter=5_000_000), iris_x, iris_y, kernel="linear", c=1),
        case("straight, a number", LinearSVR(C=0.5, epsilon=0.3, loss="squared_epsilon_insensitive", tol=1e-12, max_iter=5_000_000),
             diabetes_x, diabetes_y, kernel="linear", c=0.5, slack=0.3),
    ],
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
