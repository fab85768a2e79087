"""Reads a Parquet recording with whatever this Python has, by the formula of its metadata, and prints sums that a test compares.

Usage: readParquet.py FILE READER    READER: pyarrow (pandas beside it where it is there) or duckdb
"""
import json
import sys

path, reader = sys.argv[1:]
if reader == "pyarrow":
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    about = json.loads(table.schema.metadata[b"surefoot"])
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    try:
        import pandas

        frame = pandas.read_parquet(path)
        assert len(frame) == table.num_rows and list(frame.columns) == table.column_names
    except ImportError:
        pass
else:
    import duckdb

    metadata = duckdb.sql(f"select value from parquet_kv_metadata('{path}') where key = 'surefoot'").fetchone()[0]
    about = json.loads(metadata)
    names = [row[0] for row in duckdb.sql(f"describe select * from '{path}'").fetchall()]
    rows = duckdb.sql(f"select * from '{path}' order by sample").fetchall()
    columns = {name: [row[i] for row in rows] for i, name in enumerate(names)}

sums = {}
for column in about["columns"]:
    counts = [count for count in columns[column["name"]] if count is not None]
    sums[column["name"]] = {"samples": len(counts), "sum": sum(counts) * column.get("scale", 1)}
print(json.dumps({"rows": len(columns["sample"]), "first": columns["sample"][0], "last": columns["sample"][-1], "rateHz": about["sampleRateHz"], "sums": sums}))
