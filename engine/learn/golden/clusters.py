"""Writes clusters.json: what scikit-learn finds in small tables from the same start. Needs scikit-learn, numpy."""

import json
import warnings

import numpy as np
import sklearn
from sklearn.cluster import DBSCAN, KMeans
from sklearn.datasets import load_iris, load_wine, make_blobs, make_moons
from sklearn.metrics import silhouette_samples, silhouette_score
from sklearn.mixture import GaussianMixture
from sklearn.preprocessing import StandardScaler

warnings.simplefilter("ignore")
iris = load_iris().data
wine = StandardScaler().fit_transform(load_wine().data)
blobs, _ = make_blobs(n_samples=200, n_features=6, centers=7, cluster_std=2.5, random_state=3)
moons, _ = make_moons(n_samples=240, noise=0.06, random_state=5)


def k_means(name, x, count):
    start = x[:: len(x) // count][:count]
    model = KMeans(count, init=start, n_init=1, tol=0, algorithm="lloyd").fit(x)
    return {
        "name": name,
        "rows": x.tolist(),
        "start": start.tolist(),
        "inertia": model.inertia_,
        "sizes": sorted(np.bincount(model.labels_).tolist(), reverse=True),
        "centres": model.cluster_centers_[np.argsort(-np.bincount(model.labels_), kind="stable")].tolist(),
        "silhouette": silhouette_score(x, model.labels_),
        "perRow": silhouette_samples(x, model.labels_)[:10].tolist(),
    }


def mixture(name, x, count, kind):
    start = x[:: len(x) // count][:count]
    label = ((x[:, None, :] - start[None]) ** 2).sum(2).argmin(1)
    shares = np.eye(count)[label]
    model = GaussianMixture(count, covariance_type=kind, tol=1e-9, max_iter=2000, reg_covar=1e-6)
    # One step from the shares of the nearest start, as if k-means had found it.
    model._initialize_parameters = lambda values, random_state, xp=None: model._initialize(values, shares)
    model.fit(x)
    order = np.argsort(-model.weights_, kind="stable")
    return {
        "name": name,
        "kind": kind,
        "rows": x.tolist(),
        "labels": label.tolist(),
        "count": count,
        "weights": model.weights_[order].tolist(),
        "means": model.means_[order].tolist(),
        "bic": model.bic(x),
        "aic": model.aic(x),
        "meanLogLikelihood": model.score(x),
        "logDensity": model.score_samples(x)[:10].tolist(),
        "probabilities": model.predict_proba(x)[:10][:, order].tolist(),
    }


def density(name, x, eps, least):
    model = DBSCAN(eps=eps, min_samples=least).fit(x)
    return {
        "name": name,
        "rows": x.tolist(),
        "eps": eps,
        "least": least,
        "labels": model.labels_.tolist(),
        "core": model.core_sample_indices_.tolist(),
    }


golden = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
    "means": [k_means("iris", iris, 3), k_means("wine", wine, 5), k_means("blobs", blobs, 7)],
    "mixtures": [mixture("iris", iris, 3, "full"), mixture("iris", iris, 3, "diag"), mixture("blobs", blobs, 4, "full")],
    "densities": [density("moons", moons, 0.15, 5), density("iris", iris, 0.5, 5), density("blobs", blobs, 5.5, 6)],
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(golden, file)
