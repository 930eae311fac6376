# Golden file of gradient boosting, made with LightGBM 4.7 and numpy.
#   python boosted_trees.py > boosted_trees.json
# The columns are whole numbers with few values, so that both bin them alike and the trees can be compared answer by answer.
import json
import numpy as np
import lightgbm as lgb

rng = np.random.default_rng(20)
n, tested = 1200, 200
x = np.column_stack([
    rng.integers(0, 40, n), rng.integers(0, 12, n), rng.poisson(4, n), rng.integers(-20, 20, n), rng.integers(0, 3, n),
]).astype(float)
x[rng.random((n, 5)) < .05] = np.nan
k = np.nan_to_num(x, nan=7.0)
signal = .15 * k[:, 0] + np.where(k[:, 1] > 6, 2, 0) * (k[:, 4] == 1) - .3 * k[:, 2] + np.sin(k[:, 3] / 4)
number = np.round(signal + rng.normal(0, .5, n), 3)
count = rng.poisson(np.exp(np.clip(signal / 4, -2, 2)))
amount = np.round(np.where(rng.random(n) < .5, 0, np.exp(signal / 4) * rng.gamma(2, .5, n)), 3)
two = (signal + rng.logistic(0, 1, n) > np.median(signal)).astype(int)
three = np.digitize(signal + rng.normal(0, .8, n), np.quantile(signal, [.33, .66]))
weight = np.round(rng.uniform(.5, 2, n), 2)

targets = {'squared': number, 'absolute': number, 'huber': number, 'quantile': number, 'poisson': count, 'tweedie': amount, 'log-loss': two, 'classes': three}
objective = {'squared': 'regression', 'absolute': 'regression_l1', 'log-loss': 'binary', 'classes': 'multiclass'}
extra = {'huber': {'alpha': .9}, 'quantile': {'alpha': .8}, 'tweedie': {'tweedie_variance_power': 1.4}, 'classes': {'num_class': 3}}

def predictions(name, **more):
    params = dict(objective=objective.get(name, name), num_leaves=15, learning_rate=.1, min_data_in_leaf=10, min_data_in_bin=1, verbose=-1,
                  num_threads=1, deterministic=True, force_col_wise=True, enable_bundle=False, feature_pre_filter=False, seed=1,
                  **extra.get(name, {}), **more)
    data = lgb.Dataset(x[tested:], targets[name][tested:], weight=weight[tested:] if more.get('weighted') else None)
    params.pop('weighted', None)
    return np.round(lgb.train(params, data, 40).predict(x[:tested]), 6).tolist()

cases = {name: predictions(name) for name in targets}
cases['weighted'] = None
targets['weighted'] = number
objective['weighted'] = 'regression'
cases['weighted'] = predictions('weighted', weighted=True)
targets['l2'] = number
objective['l2'] = 'regression'
cases['l2'] = predictions('l2', lambda_l2=5.0, lambda_l1=.5, max_depth=3)
print(json.dumps({
    'tested': tested,
    'x': [[None if np.isnan(v) else int(v) for v in row] for row in x],
    'targets': {name: np.asarray(values).tolist() for name, values in targets.items() if name in ('squared', 'poisson', 'tweedie', 'log-loss', 'classes')},
    'weight': weight.tolist(), 'predictions': cases,
}))
