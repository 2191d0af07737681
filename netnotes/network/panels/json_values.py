"""The values of panels as JSON."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

# Fractions with larger denominators are given as decimals: no reader could take them exactly.
MAX_EXACT_DENOMINATOR = 10**15


def convert_to_json_value(value: object) -> object:
    """Convert a value to what JSON can hold.

    Fractions become text such as `13/2`, days ISO dates, named tuples objects, other tuples lists.
    A fraction with more digits than a reader could take exactly becomes a decimal number.
    """
    if isinstance(value, Fraction):
        return str(value) if value.denominator < MAX_EXACT_DENOMINATOR else float(value)
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
