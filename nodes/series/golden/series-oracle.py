"""What pandas says of rolling windows, resampling, pivots and as-of joins. Run: python series-oracle.py > series-oracle.json"""
import json

import numpy as np
import pandas as pd

random = np.random.default_rng(7)
rows = []
for shop in "ab":
    days = pd.Timestamp("2024-01-29") + pd.to_timedelta(np.sort(random.choice(60, 25, replace=False)), unit="D")
    for day in days:
        value = None if random.random() < 0.15 else round(float(random.normal(50, 20)), 2)
        rows.append([shop, day.strftime("%Y-%m-%d"), value])
order = random.permutation(len(rows))
rows = [rows[i] for i in order]
table = pd.DataFrame(rows, columns=["shop", "day", "sales"])
table["day"] = pd.to_datetime(table["day"])
table["at"] = range(len(table))


def clean(values):
    return [None if pd.isna(v) else float(v) for v in values]


def rolled(take, **options):
    parts = []
    for _, part in table.sort_values("day").groupby("shop"):
        indexed = part.set_index("day")["sales"].rolling(**options)
        parts.append(pd.Series(getattr(indexed, take)().to_numpy(), index=part["at"]))
    return clean(pd.concat(parts).sort_index())


weekly = table.set_index("day").groupby("shop")["sales"].resample("W-MON", label="left", closed="left").mean().reset_index()
monthly = table.assign(month=table["day"].dt.month).pivot_table(index="shop", columns="month", values="sales", aggfunc="mean")
prices = [["a", "2024-01-01", 1.0], ["a", "2024-02-20", 2.0], ["b", "2024-02-10", 3.0], ["b", "2024-03-05", 4.0]]
right = pd.DataFrame(prices, columns=["shop", "since", "price"])
right["since"] = pd.to_datetime(right["since"])
asof = pd.merge_asof(table.sort_values("day"), right.sort_values("since"), left_on="day", right_on="since", by="shop", tolerance=pd.Timedelta(days=30))
print(json.dumps({
    "rows": [[s, d, None if v is None else v] for s, d, v in rows],
    "prices": prices,
    "mean of 3 rows": rolled("mean", window=3, min_periods=2),
    "sd of 5 rows": rolled("std", window=5, min_periods=2),
    "median of 10 days": rolled("median", window="10D"),
    "sum of 10 days before": rolled("sum", window="10D", closed="left", min_periods=1),
    "weekly": [[r.shop, r.day.strftime("%Y-%m-%d"), None if pd.isna(r.sales) else float(r.sales)] for r in weekly.itertuples()],
    "monthly": [[shop, *clean(monthly.loc[shop])] for shop in monthly.index],
    "asof": clean(asof.sort_values("at")["price"]),
}, indent=1))
