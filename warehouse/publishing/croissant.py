"""`croissant.json`: the release as Croissant 1.0 JSON-LD, so that machine-learning tools load it by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from warehouse.contract import Column
from warehouse.publishing.datapackage import DESCRIPTION, MEDIA_TYPES, TITLE, Facts, field_type
from warehouse.publishing.describe import column_comment, table_comment
from warehouse.publishing.export import Digest, TableFile

# The context that the format's specification prescribes, term for term.
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
    "object": "sc:Text",
}


def croissant(facts: Facts, files: Sequence[TableFile], digests: Mapping[str, Digest]) -> dict[str, Any]:
    """Return the JSON-LD of a release: a file object and a record set for each Parquet file."""
    parquet = [file for file in files if file.format == "parquet"]
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": TITLE,
        "description": DESCRIPTION,
        "version": facts.stamp,
        "datePublished": facts.created_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "citeAs": f"{TITLE}, release {facts.stamp}",
        "license": list(facts.licences),
        "isLiveDataset": True,
        "distribution": [_file_object(file, digests[file.path]) for file in parquet],
        "recordSet": [_record_set(file) for file in parquet if file.table.name],
    }


def _file_object(file: TableFile, digest: Digest) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{digest.byte_count} B",
        "encodingFormat": MEDIA_TYPES[file.format].replace("vnd.apache.parquet", "x-parquet"),
        "sha256": digest.sha256,
    }


def _record_set(file: TableFile) -> dict[str, Any]:
    table = file.table
    records: dict[str, Any] = {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table_comment(table),
        "field": [_field(file, column) for column in file.columns],
    }
    if table.key:
        keys = [{"@id": f"{table.name}/{name}"} for name in table.key]
        records["key"] = keys if len(keys) > 1 else keys[0]
    return records


def _field(file: TableFile, column: Column) -> dict[str, Any]:
    type_ = field_type(column.type)
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{file.table.name}/{column.name}",
        "name": column.name,
        "description": column_comment(column),
        "dataType": TYPES.get(type_, "sc:Text"),
        "source": {"fileObject": {"@id": file.path}, "extract": {"column": column.name}},
    }
    if type_ == "array":
        field["repeated"] = True
    # No "references": mlcroissant then joins the tables at reading, and fails on Parquet. They stand in the
    # descriptions and, as foreign keys, in datapackage.json.
    return field
