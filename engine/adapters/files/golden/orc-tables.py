"""Writes the ORC files of the tests as pyarrow 26.0.1 (the ORC library of Apache) writes them, in base64; `runs.parquet` holds what all `runs-*` hold.

python3 -m venv v && v/bin/pip install pyarrow==26.0.1 && v/bin/python orc-tables.py > orc-tables.json
"""
import base64, datetime as dt, decimal, io, json, random, sys
import pyarrow as pa, pyarrow.orc as orc, pyarrow.parquet as pq

D = decimal.Decimal
rows = [
    dict(id=1, big=9007199254740993, share=0.1, name="Ann", ok=True, day=dt.date(2024, 2, 29), at=dt.datetime(2024, 2, 29, 23, 59, 59, 123456), price=D("12.34"), tags=["a", "b"], place={"city": "Köln", "zip": "007"}),
    dict(id=-2, big=-1, share=float("nan"), name=None, ok=False, day=dt.date(1969, 12, 31), at=dt.datetime(1969, 12, 31, 23, 59, 59, 999999), price=D("-0.01"), tags=[], place={"city": "", "zip": None}),
    dict(id=3, big=0, share=-1e300, name="=1+1; DROP", ok=None, day=None, at=None, price=None, tags=["c"], place={"city": "日本", "zip": "x"}),
]
small = pa.table({
    "id": pa.array([r["id"] for r in rows], pa.int32()), "big": pa.array([r["big"] for r in rows], pa.int64()),
    "share": pa.array([r["share"] for r in rows], pa.float64()), "name": pa.array([r["name"] for r in rows]),
    "ok": pa.array([r["ok"] for r in rows]), "day": pa.array([r["day"] for r in rows], pa.date32()),
    "at": pa.array([r["at"] for r in rows], pa.timestamp("ns")), "price": pa.array([r["price"] for r in rows], pa.decimal128(10, 2)),
    "tags": pa.array([r["tags"] for r in rows], pa.list_(pa.string())), "place": pa.array([r["place"] for r in rows]),
})

random.seed(7)
n = 600
some = lambda values, share: [None if random.random() < share else value for value in values]
walk = [0]
for _ in range(n - 1):
    walk.append(walk[-1] + random.randrange(0, 900))
runs = pa.table({
    "row": pa.array(range(n), pa.int32()),
    "falling": pa.array([10**15 - 3 * i for i in range(n)], pa.int64()),
    "walk": pa.array(walk, pa.int64()),
    "back": pa.array([-w for w in walk], pa.int64()),
    "same": pa.array([42 if i % 97 else -7 for i in range(n)], pa.int16()),
    "noise": pa.array([random.randrange(-5000, 5000) for _ in range(n)], pa.int32()),
    "outliers": pa.array([random.randrange(100) if random.random() > .02 else random.randrange(10**9) for _ in range(n)], pa.int64()),
    "wide": pa.array([random.randrange(-(2**63), 2**63) for _ in range(n)], pa.int64()),
    "edge": pa.array([(-(2**63), 2**63 - 1, 0, 2**53, -(2**53) - 1)[i % 5] for i in range(n)], pa.int64()),
    "tiny": pa.array(some([random.randrange(-128, 128) for _ in range(n)], .1), pa.int8()),
    "flag": pa.array(some([random.random() < .3 for _ in range(n)], .2)),
    "single": pa.array([random.random() for _ in range(n)], pa.float32()),
    "word": pa.array(some([random.choice(["red", "green", "blue", "", "grün", "x" * 300]) for _ in range(n)], .3)),
    "day": pa.array(some([dt.date(1900, 1, 1) + dt.timedelta(days=random.randrange(80000)) for _ in range(n)], .1)),
    "at": pa.array(some([dt.datetime(1960, 1, 1) + dt.timedelta(microseconds=random.randrange(3 * 10**15)) for _ in range(n)], .1), pa.timestamp("us")),
    "money": pa.array(some([D(random.randrange(-10**12, 10**12)) / 100 for _ in range(n)], .1), pa.decimal128(20, 2)),
    "none": pa.array([None] * n, pa.int32()),
})
files = {}
for codec in ("uncompressed", "zlib", "snappy", "lz4", "zstd"):
    out = io.BytesIO()
    orc.write_table(small, out, compression=codec)
    files[f"{codec}.orc"] = out.getvalue()
for version in ("0.11", "0.12"):
    for words, threshold in (("direct", 0.0), ("dictionary", 1.0)):
        out = io.BytesIO()
        with orc.ORCWriter(out, file_version=version, compression="zstd", dictionary_key_size_threshold=threshold, stripe_size=16384, batch_size=256) as writer:
            for batch in runs.to_batches(max_chunksize=250):
                writer.write(pa.Table.from_batches([batch]))
        files[f"runs-{version}-{words}.orc"] = out.getvalue()
deep = pa.table({
    "m": pa.array([[("a", 1), ("b", None)], [], None], pa.map_(pa.string(), pa.int64())),
    "l": pa.array([[[1, 2], None, []], None, [[3]]], pa.list_(pa.list_(pa.int32()))),
    "s": pa.array([{"x": {"y": [True]}}, {"x": None}, None], pa.struct([("x", pa.struct([("y", pa.list_(pa.bool_()))]))])),
    "u": pa.UnionArray.from_sparse(pa.array([0, 1, 0], pa.int8()), [pa.array([5, None, None], pa.int32()), pa.array([None, "t", None], pa.string())]),
    "b": pa.array([b"\x00\xff", b"", None], pa.binary()),
    "utc": pa.array([dt.datetime(2024, 7, 1, 12, tzinfo=dt.timezone.utc), None, dt.datetime(1900, 1, 1, tzinfo=dt.timezone.utc)], pa.timestamp("us", "UTC")),
})
out = io.BytesIO()
orc.write_table(deep, out, compression="snappy")
files["nested.orc"] = out.getvalue()
out = io.BytesIO()
orc.write_table(small.slice(0, 0), out)
files["empty.orc"] = out.getvalue()
out = io.BytesIO()
pq.write_table(runs, out, compression="zstd")
files["runs.parquet"] = out.getvalue()
json.dump({name: base64.b64encode(data).decode() for name, data in files.items()}, sys.stdout, indent=1)
