"""Columns of a CSV as numbers: texts become places in their sorted levels. Arguments: file, JSON of separator, columns, target and yes, folder."""
import csv
import json
import sys

import numpy as np

path, spec, folder = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3]
with open(path, newline='') as file:
    rows = list(csv.reader(file, delimiter=spec['separator']))
head, rows = rows[0], rows[1:]
columns, levels = [], []
for name in spec['columns'].split():
    texts = [row[head.index(name)] for row in rows]
    try:
        columns.append(np.array([float(text) for text in texts]))
        levels.append(0)
    except ValueError:
        known = {text: place for place, text in enumerate(sorted(set(texts)))}
        columns.append(np.array([float(known[text]) for text in texts]))
        levels.append(len(known))
target = [row[head.index(spec['target'])] for row in rows]
number = spec['yes'] is None
y = np.array([float(text) if number else float(text == spec['yes']) for text in target])
np.concatenate(columns).tofile(folder + '/x.bin')
y.tofile(folder + '/y.bin')
with open(folder + '/table.json', 'w') as file:
    json.dump({'levels': levels, 'number': number}, file)
