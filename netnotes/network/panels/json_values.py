"""The values of panels as JSON."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction


def convert_to_json_value(value: object) -> object:
    """Convert a value to what JSON can hold.

    Fractions become floats, days ISO dates, named tuples objects, other tuples lists.
    """
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): convert_to_json_value(item) for key, item in value.items()}
    if isinstance(value, tuple):
        convert_to_dict = getattr(value, "_asdict", None)
        if convert_to_dict:
            return convert_to_json_value(convert_to_dict())
        return [convert_to_json_value(item) for item in value]
    return value
