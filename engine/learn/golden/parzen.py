"""Writes parzen.json: log densities of mixtures of truncated normals, by scipy. Needs numpy, scipy."""

import json

import numpy as np
from scipy.stats import truncnorm


def case(places, at):
    # Bergstra et al. (2011): each width is the larger distance to a neighbour, ends of the range among them; the prior is wide.
    hills = sorted([(mean, False) for mean in places] + [(0.5, True)])
    least = 1 / min(100, 1 + len(hills))
    total = np.zeros(len(at))
    for i, (mean, prior) in enumerate(hills):
        below = mean - (hills[i - 1][0] if i > 0 else 0)
        above = (hills[i + 1][0] if i + 1 < len(hills) else 1) - mean
        width = 1 if prior else min(1, max(least, below, above))
        total += truncnorm((0 - mean) / width, (1 - mean) / width, loc=mean, scale=width).pdf(at)
    return {"places": places, "at": at, "logDensity": np.log(total / len(hills)).tolist()}


grid = [0.0, 0.1, 0.37, 0.5, 0.93, 1.0]
with open("parzen.json", "w", encoding="utf-8") as file:
    json.dump({"cases": [case([], grid), case([0.2], grid), case([0.9, 0.91, 0.3], grid), case([0.0, 1.0, 0.42, 0.43, 0.44], grid)]}, file, indent=1)
