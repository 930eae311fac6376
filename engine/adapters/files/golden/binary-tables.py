"""Writes the Avro and Arrow files of the tests as pyarrow 26.0.1 and fastavro 1.13.1 write them, in base64, with what they hold.

python3 -m venv v && v/bin/pip install pyarrow==26.0.1 fastavro==1.13.1 cramjam backports.zstd && v/bin/python binary-tables.py > binary-tables.json
"""
import base64, datetime as dt, decimal, io, json, sys
import fastavro, pyarrow as pa, pyarrow.feather as feather

D = decimal.Decimal
rows = [
    dict(id=1, big=9007199254740993, share=0.1, name="Ann", ok=True, day=dt.date(2024, 2, 29), at=dt.datetime(2024, 2, 29, 23, 59, 59, 123456, tzinfo=dt.timezone.utc), price=D("12.34"), tags=["a", "b"], place={"city": "Köln", "zip": "007"}),
    dict(id=-2, big=-1, share=float("nan"), name=None, ok=False, day=dt.date(1969, 12, 31), at=dt.datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=dt.timezone.utc), price=D("-0.01"), tags=[], place={"city": "", "zip": None}),
    dict(id=3, big=0, share=-1e300, name="=1+1; DROP", ok=None, day=None, at=None, price=None, tags=["c"], place={"city": "日本", "zip": "x"}),
]
schema = {
    "type": "record", "name": "Row", "namespace": "test", "fields": [
        {"name": "id", "type": "int"}, {"name": "big", "type": "long"}, {"name": "share", "type": "double"},
        {"name": "name", "type": ["null", "string"]}, {"name": "ok", "type": ["null", "boolean"]},
        {"name": "day", "type": ["null", {"type": "int", "logicalType": "date"}]},
        {"name": "at", "type": ["null", {"type": "long", "logicalType": "timestamp-micros"}]},
        {"name": "price", "type": ["null", {"type": "bytes", "logicalType": "decimal", "precision": 10, "scale": 2}]},
        {"name": "tags", "type": {"type": "array", "items": "string"}},
        {"name": "place", "type": {"type": "record", "name": "Place", "fields": [{"name": "city", "type": "string"}, {"name": "zip", "type": ["null", "string"]}]}},
    ],
}
files = {}
for codec in ("null", "deflate", "snappy", "zstandard"):
    out = io.BytesIO()
    fastavro.writer(out, schema, rows, codec=codec, sync_interval=40)
    files[f"{codec}.avro"] = out.getvalue()
table = pa.table({
    "id": pa.array([r["id"] for r in rows], pa.int32()), "big": pa.array([r["big"] for r in rows], pa.int64()),
    "share": pa.array([r["share"] for r in rows], pa.float64()), "name": pa.array([r["name"] for r in rows]).dictionary_encode(),
    "ok": pa.array([r["ok"] for r in rows]), "day": pa.array([r["day"] for r in rows], pa.date32()),
    "at": pa.array([r["at"] for r in rows], pa.timestamp("us", "UTC")), "price": pa.array([r["price"] for r in rows], pa.decimal128(10, 2)),
    "tags": pa.array([r["tags"] for r in rows], pa.list_(pa.string())), "place": pa.array([r["place"] for r in rows]),
})
for codec in ("uncompressed", "lz4", "zstd"):
    out = io.BytesIO()
    feather.write_feather(table, out, compression=codec)
    files[f"{codec}.feather"] = out.getvalue()
out = io.BytesIO()
with pa.ipc.new_stream(out, table.schema) as stream:
    for batch in table.to_batches(max_chunksize=2):
        stream.write_batch(batch)
files["stream.arrows"] = out.getvalue()
json.dump({name: base64.b64encode(data).decode() for name, data in files.items()}, sys.stdout, indent=1)
