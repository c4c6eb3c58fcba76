"""Makes objects of the JSON of a report, by the types of their fields."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

T = TypeVar("T")


def build(cls: type[T], value: dict[str, Any]) -> T:
    """Makes an object of a dictionary. A key that is absent leaves the default; one that is not known is left alone."""
    known = {name: read(value[key]) for name, key, read in _fields(typing.cast(Hashable, cls)) if key in value}
    return cls(**known)


@lru_cache(maxsize=None)
def _fields(cls: Hashable) -> list[tuple[str, str, Callable[[Any], Any]]]:
    found: Any = cls
    hints = typing.get_type_hints(found)
    names = [field.name for field in dataclasses.fields(found)]
    # `from` is a word of the language.
    return [(name, name.removesuffix("_"), _reader(hints[name])) for name in names]


def _reader(hint: Any) -> Callable[[Any], Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _reader(inner)
    if origin is tuple:
        read = _reader(arguments[0])
        return lambda items: tuple(read(item) for item in items)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        inside: type[Any] = hint
        return lambda item: build(inside, item)
    return lambda item: item
