"""Writes distributions.json: tails and quantiles of scipy, intervals of statsmodels. Needs scipy, statsmodels."""

import json

import scipy
from scipy import special, stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

xs = [-38.0, -8.5, -3.0, -1.0, -0.1, 0.0, 1e-9, 0.5, 1.96, 4.0, 9.0]
ps = [1e-300, 1e-12, 1e-4, 0.02, 0.025, 0.3, 0.5, 0.7, 0.975, 0.9999, 1 - 1e-12]
out = {
    "made": {"by": "distributions.py", "scipy": scipy.__version__},
    "normalCdf": [[x, stats.norm.cdf(x)] for x in xs],
    "normalQuantile": [[p, stats.norm.ppf(p)] for p in ps],
    "logGamma": [[x, special.gammaln(x)] for x in [1e-3, 0.3, 1.0, 2.5, 10.0, 171.0, 1e4, 1e6]],
    "chiSquareTail": [[x, df, stats.chi2.sf(x, df)] for x in [0.1, 1.0, 5.0, 30.0, 200.0] for df in [1, 2, 9, 99]],
    "chiSquareQuantile": [[p, df, stats.chi2.isf(p, df)] for p in [1e-6, 0.01, 0.05, 0.5, 0.99] for df in [1, 2, 9, 99, 400]],
    "studentTwoSided": [[t, df, 2 * stats.t.sf(t, df)] for t in [0.1, 1.0, 2.5, 12.0] for df in [1, 3, 30, 1000, 1e6]],
    "studentQuantile": [[p, df, stats.t.isf(p / 2, df)] for p in [0.001, 0.05, 0.3] for df in [1, 2, 7, 69, 5000]],
    "kolmogorovTail": [[x, special.kolmogorov(x)] for x in [0.2, 0.5, 0.828, 0.99, 1.01, 1.358, 1.628, 3.0]],
    "kolmogorovQuantile": [[p, special.kolmogi(p)] for p in [1e-6, 0.01, 0.05, 0.5, 0.9]],
    "ksExact": [[d, n, stats.kstwo.sf(d, n)] for d, n in [(0.1, 100), (0.05, 500), (0.2, 50), (0.136, 100), (0.02, 4000)]],
    "wilson": [[k, n, *proportion_confint(k, n, method="wilson")] for k, n in [(50, 100), (0, 10), (10, 10), (3, 7), (841, 2470)]],
    "newcombe": [
        [a, n, b, m, *confint_proportions_2indep(a, n, b, m, compare="diff", method="newcomb")]
        for a, n, b, m in [(56, 70, 48, 80), (0, 10, 3, 12), (9, 10, 3, 10), (515, 841, 2090, 2470)]
    ],
    "logRatio": [
        [a, n, b, m, *confint_proportions_2indep(a, n, b, m, compare="ratio", method="log")]
        for a, n, b, m in [(56, 70, 48, 80), (515, 841, 2090, 2470), (3, 12, 9, 10)]
    ],
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
