"""Writes filter_scores.json: scores of columns by scikit-learn and scipy, ReliefF by the slow way of the paper. Needs scikit-learn, statsmodels."""

import json

import numpy as np
import sklearn
import statsmodels
from scipy.stats import chi2_contingency
from sklearn.datasets import load_diabetes, load_wine
from sklearn.feature_selection import f_classif, f_regression, r_regression
from sklearn.metrics import mutual_info_score
from statsmodels.stats.outliers_influence import variance_inflation_factor

wine, diabetes = load_wine(), load_diabetes()
x, y = wine.data, wine.target
rng = np.random.default_rng(3)
levels = (y + rng.integers(0, 2, len(y))) % 4


def bins(values):
    """Ten bins of equally many rows, by the highest value of each."""
    found = np.unique(values)
    if len(found) <= 10:
        return np.searchsorted(found, values)
    tops = np.sort(values)[np.ceil((np.arange(1, 11)) * len(values) / 10).astype(int) - 1]
    return np.searchsorted(np.unique(tops), values, side="left")


def entropy(codes):
    share = np.unique(codes, return_counts=True)[1] / len(codes)
    return float(-(share * np.log2(share)).sum())


def gini(codes):
    share = np.unique(codes, return_counts=True)[1] / len(codes)
    return float(1 - (share**2).sum())


def counted(codes):
    table = np.array([[np.sum((codes == a) & (y == b)) for b in range(3)] for a in np.unique(codes)])
    statistic, p, _, _ = chi2_contingency(table, correction=False)
    gain = mutual_info_score(codes, y) / np.log(2)
    left = sum(np.mean(codes == a) * gini(y[codes == a]) for a in np.unique(codes))
    return {
        "chiSquare": statistic,
        "p": p,
        "information": mutual_info_score(codes, y),
        "gain": gain,
        "gainRatio": gain / entropy(codes),
        "gini": gini(y) - left,
        "uncertainty": 2 * gain / (entropy(codes) + entropy(y)),
    }


def relief(values, target, neighbours):
    scaled = (values - values.min(0)) / (values.max(0) - values.min(0))
    scores = np.zeros(values.shape[1])
    priors = np.bincount(target) / len(target)
    for i in range(len(values)):
        far = np.abs(scaled - scaled[i]).sum(1)
        for kind in range(len(priors)):
            members = [j for j in np.argsort(far, kind="stable") if j != i and target[j] == kind][:neighbours]
            part = np.abs(scaled[members] - scaled[i]).mean(0)
            scores += -part if kind == target[i] else part * priors[kind] / (1 - priors[target[i]])
    return (scores / len(values)).tolist()


def relief_numbers(values, target, neighbours):
    scaled = (values - values.min(0)) / (values.max(0) - values.min(0))
    t = (target - target.min()) / (target.max() - target.min())
    n_dc, n_da, n_dcda = 0.0, np.zeros(values.shape[1]), np.zeros(values.shape[1])
    for i in range(len(values)):
        far = np.abs(scaled - scaled[i]).sum(1)
        near = [j for j in np.argsort(far, kind="stable") if j != i][:neighbours]
        for j in near:
            apart, away = abs(t[i] - t[j]) / len(near), np.abs(scaled[i] - scaled[j])
            n_dc, n_da, n_dcda = n_dc + apart, n_da + away / len(near), n_dcda + apart * away
    return (n_dcda / n_dc - (n_da - n_dcda) / (len(values) - n_dc)).tolist()


f, p = f_classif(x, y)
rf, rp = f_regression(diabetes.data, diabetes.target)
with_one = np.column_stack([np.ones(len(x)), x])
two = y[y < 2]
golden = {
    "versions": {"scikit-learn": sklearn.__version__, "statsmodels": statsmodels.__version__},
    "wine": {"rows": x.tolist(), "classes": y.tolist(), "levels": levels.tolist()},
    "diabetes": {"rows": diabetes.data.tolist(), "values": diabetes.target.tolist()},
    "anova": {"scores": f.tolist(), "p": p.tolist()},
    "regression": {"scores": rf.tolist(), "p": rp.tolist()},
    "pearson": r_regression(diabetes.data, diabetes.target).tolist(),
    "pearsonOfClasses": r_regression(x[y < 2], two).tolist(),
    "counted": [counted(bins(x[:, j])) for j in range(x.shape[1])] + [counted(levels)],
    "relief": relief(x, y, 10),
    "reliefOfNumbers": relief_numbers(diabetes.data[:150], diabetes.target[:150], 10),
    "inflation": [variance_inflation_factor(with_one, j + 1) for j in range(x.shape[1])],
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(golden, file)
