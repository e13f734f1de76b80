"""Records in other forms, out and in: `formats` lists them. Each module loads on its own.

`json` and `lines` the published format · `schema` its JSON Schema · `frames` data frames · `csv`,
`parquet` tables · `dna` the Discourse Network Analyzer · `annotations` W3C Web Annotations ·
`qdpx` REFI-QDA · `brat`, `cas`, `positions_csv` what people coded elsewhere · `networks` files of
discourse networks. What a format cannot carry is counted (`losses`), never lost in silence.
"""
