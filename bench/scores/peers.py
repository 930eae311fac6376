"""What peers learn for the score tables: the learners of learners.mjs by the same names, with the same settings, on the same matrices.

Arguments: folder, JSON of the learners (id, matrix, most, scalesTarget), seeds, threads. Prints one line of JSON: by learner the scores of each seed, of the
peer and of what Millrace wrote before, both by scikit-learn's measures.
"""
import json
import sys
import warnings

import numpy as np
from sklearn import metrics
from sklearn.calibration import CalibratedClassifierCV
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import (
    ExtraTreesClassifier, ExtraTreesRegressor, RandomForestClassifier, RandomForestRegressor,
    StackingClassifier, StackingRegressor, VotingClassifier, VotingRegressor,
)
from sklearn.frozen import FrozenEstimator
from sklearn.linear_model import (
    ElasticNet, GammaRegressor, Lasso, LinearRegression, LogisticRegression, PoissonRegressor, Ridge, TweedieRegressor,
)
from sklearn.model_selection import PredefinedSplit, StratifiedKFold
from sklearn.naive_bayes import CategoricalNB, GaussianNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.svm import SVC, SVR, LinearSVC, LinearSVR
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

warnings.simplefilter('ignore')
folder, asked, seeds, threads = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
with open(folder + '/table.json') as file:
    table = json.load(file)
number, levels = table['number'], table['levels']
y = np.fromfile(folder + '/y.bin')
coded = np.fromfile(folder + '/x.bin').reshape(-1, len(y)).T.copy()
wide = np.fromfile(folder + '/wide.bin').reshape(-1, len(y)).T.copy()
categories = [at for at, count in enumerate(levels) if count > 0]
numbers = [at for at, count in enumerate(levels) if count == 0]


class Boosted:
    def __init__(self, seed):
        self.seed = seed

    def fit(self, x, y):
        import lightgbm
        params = {'objective': 'regression' if number else 'binary', 'num_leaves': 31, 'learning_rate': 0.1, 'verbose': -1,
                  'num_threads': threads, 'seed': self.seed}
        self.model = lightgbm.train(params, lightgbm.Dataset(x, y, categorical_feature=categories), 100)
        return self

    def answer(self, x):
        return self.model.predict(x)


class MixedBayes:
    """GaussianNB of the numbers and CategoricalNB of the categories as one: their joint likelihoods, the shares of the classes once."""

    def fit(self, x, y):
        self.prior = np.log(np.bincount(y.astype(int)) / len(y))
        self.normal = GaussianNB().fit(x[:, numbers], y) if numbers else None
        self.counted = CategoricalNB(min_categories=[levels[at] for at in categories]).fit(x[:, categories], y) if categories else None
        return self

    def answer(self, x):
        joint = self.prior * np.ones((len(x), 1))
        if numbers:
            joint = joint + self.normal.predict_joint_log_proba(x[:, numbers]) - self.prior
        if categories:
            joint = joint + self.counted.predict_joint_log_proba(x[:, categories].astype(int)) - self.prior
        return 1 / (1 + np.exp(np.clip(joint[:, 0] - joint[:, 1], -700, 700)))


class Calibrated:
    """Two thirds teach, by their place; the others say what the probabilities are worth."""

    def __init__(self, method):
        self.method = method

    def fit(self, x, y):
        held = np.arange(len(y)) % 3 == 0
        inner = FrozenEstimator(GaussianNB().fit(x[~held], y[~held]))
        self.model = CalibratedClassifierCV(inner, method=self.method, ensemble=False).fit(x[held], y[held])
        return self

    def answer(self, x):
        return self.model.predict_proba(x)[:, 1]


def platt(machine, seed):
    """Probabilities from values on rows kept apart, in three folds by chance: rows of a file may stand in the order of time."""
    return CalibratedClassifierCV(machine, method='sigmoid', cv=StratifiedKFold(3, shuffle=True, random_state=seed), ensemble=False)


def straight(seed):
    if number:
        return LinearSVR(loss='squared_epsilon_insensitive', epsilon=0.1, dual=False, tol=1e-6, max_iter=10_000)
    return platt(LinearSVC(dual=False, tol=1e-6, max_iter=10_000), seed)


def members(seed):
    if number:
        return [('a', LinearRegression()), ('b', tree(seed)), ('c', KNeighborsRegressor())]
    return [('a', LogisticRegression(tol=1e-8, max_iter=1000)), ('b', tree(seed)), ('c', GaussianNB())]


def tree(seed):
    kind = DecisionTreeRegressor if number else DecisionTreeClassifier
    return kind(max_depth=6, min_samples_leaf=5, min_samples_split=10, random_state=seed)


def forest(one, other, seed):
    return one(100, max_features=1 / 3, random_state=seed, n_jobs=threads) if number else other(100, random_state=seed, n_jobs=threads)


def network(seed):
    kind = MLPRegressor if number else MLPClassifier
    return kind(hidden_layer_sizes=(64, 32), alpha=0, batch_size=200, max_iter=20, tol=0, n_iter_no_change=1000, random_state=seed)


def stacked(seed, rows):
    folds = PredefinedSplit(np.arange(rows) % 5)
    return StackingRegressor(members(seed), LinearRegression(), cv=folds) if number else \
        StackingClassifier(members(seed), LogisticRegression(), cv=folds)


# What makes each learner from a seed and the number of rows to learn from.
peers = {
    'boosting': lambda seed, rows: Boosted(seed),
    'forest': lambda seed, rows: forest(RandomForestRegressor, RandomForestClassifier, seed),
    'extra-trees': lambda seed, rows: forest(ExtraTreesRegressor, ExtraTreesClassifier, seed),
    'tree': lambda seed, rows: tree(seed),
    'logistic': lambda seed, rows: LogisticRegression(tol=1e-8, max_iter=1000),
    'logistic-lasso': lambda seed, rows: LogisticRegression(C=0.01, l1_ratio=1, solver='saga', tol=1e-5, max_iter=1000, random_state=seed),
    'linear': lambda seed, rows: LinearRegression(),
    'ridge': lambda seed, rows: Ridge(100),
    'lasso': lambda seed, rows: Lasso(0.02, tol=1e-8, max_iter=100_000),
    'elastic-net': lambda seed, rows: ElasticNet(0.02, tol=1e-8, max_iter=100_000),
    'linear-svm': lambda seed, rows: straight(seed),
    'rbf-svm': lambda seed, rows: SVR() if number else platt(SVC(), seed),
    'neighbours': lambda seed, rows: KNeighborsRegressor(n_jobs=threads) if number else KNeighborsClassifier(n_jobs=threads),
    'normal-bayes': lambda seed, rows: GaussianNB(),
    'mixed-bayes': lambda seed, rows: MixedBayes(),
    'network': lambda seed, rows: network(seed),
    'poisson': lambda seed, rows: PoissonRegressor(alpha=0, solver='newton-cholesky'),
    'gamma': lambda seed, rows: GammaRegressor(alpha=0, solver='newton-cholesky'),
    'tweedie': lambda seed, rows: TweedieRegressor(power=1.5, link='log', alpha=0, solver='newton-cholesky'),
    'vote': lambda seed, rows: VotingRegressor(members(seed)) if number else VotingClassifier(members(seed), voting='soft'),
    'stack': stacked,
    'isotonic': lambda seed, rows: Calibrated('isotonic'),
    'platt': lambda seed, rows: Calibrated('sigmoid'),
    'constant': lambda seed, rows: DummyRegressor() if number else DummyClassifier(),
}


def answers(model, x):
    if hasattr(model, 'answer'):
        return model.answer(x)
    return model.predict(x) if number else model.predict_proba(x)[:, 1]


def scores(actual, found):
    if number:
        return {'R²': metrics.r2_score(actual, found), 'RMSE': metrics.root_mean_squared_error(actual, found),
                'MAE': metrics.mean_absolute_error(actual, found)}
    return {'AUC': metrics.roc_auc_score(actual, found), 'log loss': metrics.log_loss(actual, np.clip(found, 1e-15, 1 - 1e-15)),
            'Brier': metrics.brier_score_loss(actual, found)}


result = {}
for learner in asked:
    name = learner['id']
    own = {'ours': [], 'peer': []}
    for seed in range(seeds):
        order = np.fromfile(folder + f'/order-{seed}.bin', dtype=np.int32)
        cut = len(order) * 2 // 3
        train, test = np.sort(order[:cut][:learner.get('most')]), np.sort(order[cut:])
        means, deviations = np.fromfile(folder + f'/scale-{seed}.bin').reshape(2, -1)
        x = {'coded': lambda: coded, 'wide': lambda: wide, 'scaled': lambda: (wide - means) / deviations}[learner['matrix']]()
        scaled = number and learner.get('scalesTarget', False)
        centre, spread = (y[train].mean(), y[train].std()) if scaled else (0, 1)
        model = peers[name](seed, len(train)).fit(x[train], (y[train] - centre) / spread)
        own['peer'].append(scores(y[test], answers(model, x[test]) * spread + centre))
        own['ours'].append(scores(y[test], np.fromfile(folder + f'/ours-{name}-{seed}.bin')))
    result[name] = own
print(json.dumps(result))
