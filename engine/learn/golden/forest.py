# Golden file of random forests and extra trees, made with scikit-learn 1.9 and numpy.
#   python forest.py > forest.json
# Single trees of all rows and columns are compared answer by answer; forests, whose draws differ, by how good they are on rows not seen, mean of 5 seeds.
import json
import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, ExtraTreesRegressor, RandomForestClassifier, RandomForestRegressor
from sklearn.metrics import log_loss, r2_score, roc_auc_score

rng = np.random.default_rng(31)
n, tested = 2400, 1200
x = np.column_stack([
    rng.integers(0, 60, n), rng.integers(0, 12, n), rng.poisson(6, n), rng.integers(-30, 30, n), rng.integers(0, 4, n), rng.integers(0, 90, n),
]).astype(float)
x[rng.random(x.shape) < .04] = np.nan
k = np.nan_to_num(x, nan=9.0)
signal = .08 * k[:, 0] + np.where(k[:, 1] > 6, 2, 0) * (k[:, 4] == 1) - .3 * k[:, 2] + 1.5 * np.sin(k[:, 3] / 6)
number = np.round(signal + rng.normal(0, .8, n), 3)
two = (signal + rng.logistic(0, .8, n) > np.median(signal)).astype(int)
three = np.digitize(signal + rng.normal(0, .8, n), np.quantile(signal, [.33, .66]))
weight = np.round(rng.uniform(.5, 2, n), 2)
train, test = slice(tested, n), slice(0, tested)

def tree(kind, y, sample=None, **options):
    model = kind(1, bootstrap=False, max_features=1.0, min_samples_leaf=25, max_depth=4, random_state=0, **options)
    model.fit(x[train], y[train], sample_weight=None if sample is None else sample[train])
    answers = model.predict_proba(x[test])[:, :-1] if hasattr(model, 'predict_proba') else model.predict(x[test])[:, None]
    return np.round(answers, 9).tolist()

def mean(kind, y, score, **options):
    return float(np.mean([score(kind(50, random_state=seed, **options).fit(x[train], y[train])) for seed in range(5)]))

auc = lambda model: roc_auc_score(two[test], model.predict_proba(x[test])[:, 1])
loss = lambda model: log_loss(three[test], model.predict_proba(x[test]))
r2 = lambda model: r2_score(number[test], model.predict(x[test]))
unseen = lambda model: model.oob_score_
print(json.dumps({
    'tested': tested,
    'x': [[None if np.isnan(v) else int(v) for v in row] for row in x],
    'targets': {'two': two.tolist(), 'three': three.tolist(), 'number': number.tolist()}, 'weight': weight.tolist(),
    'trees': {
        'gini': tree(RandomForestClassifier, three),
        'entropy': tree(RandomForestClassifier, two, criterion='entropy'),
        'balanced': tree(RandomForestClassifier, two, weight, class_weight='balanced'),
        'squared': tree(RandomForestRegressor, number),
        'weighted': tree(RandomForestRegressor, number, weight),
    },
    'scores': {
        'forest-auc': mean(RandomForestClassifier, two, auc),
        'forest-loss': mean(RandomForestClassifier, three, loss, min_samples_leaf=3),
        'forest-r2': mean(RandomForestRegressor, number, r2, max_features=1 / 3),
        'forest-unseen': mean(RandomForestClassifier, two, unseen, oob_score=True),
        'forest-unseen-r2': mean(RandomForestRegressor, number, unseen, oob_score=True),
        'extra-auc': mean(ExtraTreesClassifier, two, auc),
        'extra-r2': mean(ExtraTreesRegressor, number, r2),
    },
}))
