"""What the schemas of several commands are built from."""

from __future__ import annotations

from netnotes.formats.writers.json_schema import (
    DAY_SCHEMA,
    SCHEMA_DIALECT,
    Schema,
    build_object_schema,
)

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
LINE: Schema = {"type": "integer", "minimum": 1}
YES_OR_NO: Schema = {"type": "boolean"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
DAY_OR_NULL: Schema = {"anyOf": [DAY_SCHEMA, {"type": "null"}]}

# Who is named, in every object that is about a person.
NAME_PROPERTIES: Schema = {
    "name": TEXT,
    "path": {"type": "string", "description": "the note, from the top of the vault"},
}
NAMED_PERSON = build_object_schema(NAME_PROPERTIES)


def build_form(title: str, schema: Schema, definitions: Schema | None = None) -> Schema:
    """Build a whole schema, with a title and the definitions that it refers to."""
    form = {"$schema": SCHEMA_DIALECT, "title": title, **schema}
    return {**form, "$defs": definitions} if definitions else form


def build_list(items: Schema) -> Schema:
    """Build the schema of a list."""
    return {"type": "array", "items": items}


def build_or_null(schema: Schema) -> Schema:
    """Build the schema of a value that may be null."""
    return {"anyOf": [schema, {"type": "null"}]}
