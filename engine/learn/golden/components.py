"""Writes components.json: what PCA of scikit-learn finds, columns as they are and on one scale. Needs scikit-learn, numpy."""

import json

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_wine
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler


def components(name, x, scale):
    values = StandardScaler().fit_transform(x) if scale else x
    model = PCA(svd_solver="full").fit(values)
    return {
        "name": name,
        "rows": x.tolist(),
        "scale": scale,
        "variances": model.explained_variance_.tolist(),
        "directions": model.components_.tolist(),
        "scores": model.transform(values)[:5].tolist(),
    }


wine = load_wine().data
cancer = load_breast_cancer().data[:150]
golden = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
    "components": [components("wine", wine, False), components("wine, one scale", wine, True), components("cancer, one scale", cancer, True)],
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(golden, file)
