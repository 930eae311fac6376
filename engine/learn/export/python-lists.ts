/** Functions of lists in Python, by the ids of the catalogue; learnt rows come as what their JSON holds. */
export const pythonLists: Readonly<Record<string, string>> = {
  'list-length': 'len',
  'list-element': 'lambda l, place: l[place - 1 if place > 0 else place] if place != 0 and -len(l) <= place <= len(l) else None',
  'list-contains': 'lambda l, item: any(a is not None and order(a, item) == 0 for a in l)',
  'list-position': 'lambda l, item: next((k for k, a in enumerate(l, 1) if a is not None and order(a, item) == 0), None)',
  'list-join': 'lambda l, mark: mark.join(a for a in l if a is not None)',
  'list-sort': 'in_order',
  'list-distinct':
    'lambda l: [a for k, (a, b) in enumerate(zip(in_order(l), [None] + in_order(l))) if a is not None and (k == 0 or order(a, b) != 0)]',
  'list-reverse': 'lambda l: l[::-1]',
  'list-min': 'lambda l: extreme(-1, l)',
  'list-max': 'lambda l: extreme(1, l)',
  'list-sum': 'total',
  'list-mean': 'lambda l: None if total(l) is None else total(l) / sum(a is not None for a in l)',
  'list-median': 'median',
  split: 'lambda a, mark: [a] if mark == "" else a.split(mark)',
  'list-slice': 'lambda l, start, n: None if start < 1 or n < 0 else l[start - 1:start - 1 + n]',
  'list-concat': 'lambda a, b: a + b',
  'list-zip': `lambda a, b, mark: [None if p is None or q is None else p + mark + q for p, q in
        ((a[k] if k < len(a) else None, b[k] if k < len(b) else None) for k in range(max(len(a), len(b))))]`,
  'list-int-to-float': 'lambda l: [None if a is None else float(a) for a in l]',
  'list-int-to-text': 'lambda l: [None if a is None else str(a) for a in l]',
  learnt: 'by_learnt_rows',
}

/** What they stand on. */
export const pythonListHelpers: Readonly<Record<string, string>> = {
  in_order: `def in_order(l):
    # Missing ones last, NaN before them.
    known = [a for a in l if a is not None]
    return sorted(a for a in known if a == a) + [a for a in known if a != a] + [None] * (len(l) - len(known))
`,
  total: `def total(l):
    known = [a for a in l if a is not None]
    sum = known[0] if known else None
    for a in known[1:]:
        sum += a
    return sum
`,
  median: `def median(l):
    known = sorted(a for a in l if a is not None and a == a)
    if any(a is not None and not math.isfinite(a) for a in l):
        return math.nan
    if not known or any(abs(a) >= 1e150 for a in known):
        return None
    low, high = known[(len(known) - 1) // 2], known[len(known) // 2]
    return low if len(known) % 2 == 1 else low * 0.5 + high * 0.5
`,
  by_learnt_rows: `def by_learnt_rows(learnt, point):
    # What rows answer that were kept when the step learned: the nearest ones, how thinly they stand, a sum over all; or trees of cuts.
    kind = learnt['kind']
    if kind == 'forest':
        if any(a is None or not math.isfinite(a) for a in point):
            return None
        mean = sum(float(cuts(tree, point)) for tree in learnt['trees']) / len(learnt['trees'])
        return [0.5 if learnt['usual'] == 0 else 2 ** (-mean / learnt['usual'])]
    width = len(learnt['counts']) if kind == 'nearest' else len(learnt['rows'][0])
    clean = [a if a is not None and abs(a) < 1e100 else None for a in point[:width]]
    if kind == 'nearest':
        return nearest_values(learnt, clean, point[width:])
    if None in clean:
        return None
    away = [far(learnt.get('metric'), clean, row) for row in learnt['rows']]
    if kind == 'kernel':
        return [sum(w * math.exp(-learnt['gamma'] * d * d) for w, d in zip(learnt['weights'], away))]
    if 0 in away:
        away[away.index(0)] = math.inf
    near = [k for k, _ in nearest(away, learnt['neighbours'])]
    density = sum(learnt['densities'][k] for k in near) / len(near)
    return [density * (sum(max(learnt['radii'][k], away[k]) for k in near) / len(near) + 1e-10)]
`,
  cuts: `def cuts(tree, point):
    while isinstance(tree, list):
        tree = tree[2] if point[tree[0]] < tree[1] else tree[3]
    return tree
`,
  far: `def far(metric, a, b):
    if metric == 'manhattan':
        return sum(abs(p - q) for p, q in zip(a, b))
    return math.sqrt(sum((p - q) * (p - q) for p, q in zip(a, b)))
`,
  nearest: `def nearest(away, count):
    # Rows as near as the last one share its place.
    last = sorted(away)[min(count, len(away)) - 1] if away else -1
    low, high = last * (1 - 1e-6) - 1e-6, last * (1 + 1e-6) + 1e-6
    found = [k for k, d in enumerate(away) if d <= high and d < math.inf]
    nearer = sum(away[k] < low for k in found)
    return [(k, 1 if away[k] < low else (count - nearer) / (len(found) - nearer)) for k in found]
`,
  nearest_values: `def nearest_values(learnt, point, wanted):
    if all(a is None for a in wanted):
        return None
    counts = learnt['counts']
    away = []
    for row in learnt['rows']:
        both = [(a - b, c) for a, b, c in zip(point, row, counts) if a is not None and b is not None]
        common = sum(c for _, c in both)
        away.append(math.sqrt(sum(d * d for d, _ in both) * sum(counts) / common) if common else math.inf)
    answers = []
    for asked, answer in zip(wanted, learnt['answers']):
        places = [k for k, a in enumerate(answer['values']) if a is not None]
        own = [away[k] for k in places]
        near = nearest(own, learnt['neighbours'])
        last = sorted(own)[min(learnt['neighbours'], len(own)) - 1] if own else math.inf
        if asked is None or not near or last > learnt.get('within', math.inf):
            answers.append(None)
            continue
        if learnt['weights'] != 'equal':
            meets = any(own[k] < 1e-6 for k, _ in near)
            near = [(k, share * ((own[k] < 1e-6) if meets else 1 / own[k])) for k, share in near]
        values = [answer['values'][places[k]] for k, _ in near]
        shares = [share for _, share in near]
        if answer['classes'] > 0:
            votes = [sum(s for v, s in zip(values, shares) if v == c) for c in range(1, answer['classes'] + 1)]
            answers.append(votes.index(max(votes)) + 1)
        else:
            answers.append(sum(v * s for v, s in zip(values, shares)) / sum(shares))
    return answers
`,
}
