# Golden file of boosting over categories, made with LightGBM 4.7 and numpy.
#   python boosted_categories.py > boosted_categories.json
# Losses on rows not seen: which levels stand together hangs on single rows, how good the model is does not.
import json
import numpy as np
import lightgbm as lgb

rng = np.random.default_rng(9)
n, tested = 5000, 2000
levels = [3, 12, 60]
codes = np.column_stack([rng.integers(0, k, n) for k in levels] + [rng.integers(0, 50, n)]).astype(float)
effects = [rng.normal(0, s, k) for s, k in zip([.4, 1, 1.2], levels)]
signal = sum(e[codes[:, i].astype(int)] for i, e in enumerate(effects)) + .04 * codes[:, 3] * (codes[:, 0] == 1)
holes = rng.random((n, 3)) < .05
signal += np.where(holes[:, 1], 1.5, 0)
codes[:, :3][holes] = np.nan
number = np.round(signal + rng.normal(0, .7, n), 3)
two = (signal + rng.logistic(0, .7, n) > np.median(signal)).astype(int)

def loss(y, objective, measure, **more):
    params = dict(objective=objective, num_leaves=15, learning_rate=.1, min_data_in_leaf=10, min_data_in_bin=1, verbose=-1, num_threads=1,
                  deterministic=True, force_col_wise=True, enable_bundle=False, seed=1, **more)
    data = lgb.Dataset(codes[tested:], y[tested:], categorical_feature=[0, 1, 2])
    return float(measure(y[:tested], lgb.train(params, data, 60).predict(codes[:tested])))

square = lambda y, p: np.mean((y - p) ** 2)
log_loss = lambda y, p: -np.mean(np.log(np.where(y == 1, p, 1 - p)))
print(json.dumps({
    'tested': tested, 'levels': levels + [0],
    'x': [[None if np.isnan(v) else int(v) for v in row] for row in codes],
    'number': number.tolist(), 'two': two.tolist(),
    'losses': {'squared': loss(number, 'regression', square), 'log-loss': loss(two, 'binary', log_loss)},
    'constants': {'squared': float(np.var(number[:tested])), 'log-loss': float(np.log(2))},
}))
