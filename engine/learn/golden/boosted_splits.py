# Golden file of the splits that boosting makes, made with LightGBM 4.7 and numpy.
#   python boosted_splits.py > boosted_splits.json
# The columns are whole numbers, so that both bin them alike. A limit may stand anywhere in a gap between values: what counts is the column and how many
# rows go left and right. Leaves of fewer rows than asked are what LightGBM makes where its estimate of rows, rounded bin by bin, is too high; the first
# trees have none.
import base64
import json
import numpy as np
import lightgbm as lgb

rng = np.random.default_rng(31)
n, trees = 10_000, 10
x = rng.integers(0, 100, (n, 5)).astype(float)
z = (x - 49.5) / 29
signal = .6 * z[:, 0] * z[:, 1] + .5 * np.sin(2 * z[:, 2]) + .5 * z[:, 3] + np.where(z[:, 4] > .3, .6, 0)
y = (signal + rng.logistic(0, .7, n) > 0).astype(float)

params = dict(objective='binary', num_leaves=31, learning_rate=.1, min_data_in_bin=1, verbose=-1, num_threads=1, deterministic=True, force_col_wise=True)
model = lgb.train(params, lgb.Dataset(x, y), trees)


def nodes(node, rows):
    """From the root, left before right: [column, rows left, rows right], or [what a leaf adds]."""
    if 'split_feature' not in node:
        return [[round(node['leaf_value'], 6)]]
    goes = x[rows, node['split_feature']] <= node['threshold']
    left, right = rows[goes], rows[~goes]
    return [[node['split_feature'], len(left), len(right)], *nodes(node['left_child'], left), *nodes(node['right_child'], right)]


grown = [nodes(tree['tree_structure'], np.arange(n)) for tree in model.dump_model()['tree_info']]
assert min(min(node[1:]) for tree in grown for node in tree if len(node) == 3) >= 20
# The first tree of LightGBM holds the start too.
start = np.log(y.mean() / (1 - y.mean()))
grown[0] = [node if len(node) == 3 else [round(node[0] - start, 6)] for node in grown[0]]
text = lambda a: base64.b64encode(a.astype(np.uint8).tobytes()).decode()
print(json.dumps({'columns': [text(column) for column in x.T], 'y': text(np.packbits(y.astype(bool), bitorder='little')), 'start': round(float(start), 9), 'trees': grown}, separators=(',', ':')))
