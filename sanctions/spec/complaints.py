"""Validation errors put into words: one problem per thing wrong, with what was expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from sanctions.spec.findings import FINDINGS, Finding
from sanctions.spec.positions import Path as KeyPath
from sanctions.spec.spec_file import SpecFile, split_path
from sanctions.spec.terms import MeasureKind, PackageStatus
from sanctions.spec.vocabulary import nearest, vocabulary

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from sanctions.errors import Problem

_NOT_A = {
    "string_type": ("is not text", "text in quotes"),
    "int_type": ("is not a whole number", "a whole number such as 30"),
    "float_type": ("is not a number", "a number such as 0.25"),
    "bool_type": ("is neither true nor false", "true or false, without quotes"),
    "tuple_type": ("is not a list", "a list in square brackets"),
    "frozen_set_type": ("is not a list", "a list in square brackets"),
    "model_type": ("is not a table", "a table of keys and values"),
    "model_attributes_type": ("is not a table", "a table of keys and values"),
}


def problems_from(error: ErrorDetails, spec: SpecFile, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield the problems one validation error stands for.

    Parameters
    ----------
    error : pydantic_core.ErrorDetails
    spec : SpecFile
    model : type of pydantic.BaseModel
        Model that was being read; its fields are the known keys.
    """
    path: KeyPath = error["loc"]
    context = error.get("ctx", {})
    if error["type"] == FINDINGS:
        yield from (finding_problem(finding, spec, path) for finding in context[FINDINGS])
    elif error["type"] == "extra_forbidden":
        known = known_keys(model, path[:-1])
        close = nearest(str(path[-1]), known)
        expected = f"perhaps {' or '.join(close)}" if close else f"one of {', '.join(sorted(known))}"
        yield spec.problem(path, f"unknown key {str(path[-1])!r}", expected)
    else:
        yield spec.problem(path, *_words(error, context))


def finding_problem(finding: Finding, spec: SpecFile, path: KeyPath = ()) -> Problem:
    """Return the problem a finding stands for, placed below `path`."""
    return spec.problem((*path, *split_path(finding.field)), finding.message, finding.expected)


def known_keys(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    """Return the keys allowed at a place in a spec."""
    for part in path:
        if isinstance(part, str):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            inner = _model_in(fields[part].annotation) if part in fields else None
            if inner is None:
                return ()
            model = inner
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model is not None), None)


def _words(error: ErrorDetails, context: Mapping[str, Any]) -> tuple[str, str]:
    kind, given = error["type"], error["input"]
    shown = str(given.value) if isinstance(given, Enum) else repr(given)
    if kind == "missing":
        return "is missing", _EXPECTED_WHEN_MISSING.get(str(error["loc"][-1]), "")
    if kind == "spec":
        return str(context["message"]), str(context["expected"])
    if kind in _NOT_A:
        message, expected = _NOT_A[kind]
        return f"{shown} {message}", expected
    if kind == "enum":
        allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        close = nearest(str(given), allowed) if isinstance(given, str) else ()
        hint = f"perhaps {' or '.join(close)}; " if close else ""
        return f"{shown} is not known here", f"{hint}one of {', '.join(allowed)}"
    if kind == "literal_error":
        return f"{shown} is not supported", str(context["expected"])
    if kind == "string_pattern_mismatch":
        return f"{shown} is not an identifier", "lower-case letters, digits, dots, hyphens and underscores"
    if kind in ("greater_than_equal", "less_than_equal", "greater_than"):
        bound = context.get("ge", context.get("le", context.get("gt")))
        side = {"greater_than_equal": "at least", "less_than_equal": "at most", "greater_than": "more than"}[
            kind
        ]
        return f"{shown} is out of range", f"{side} {bound:g}"
    if kind == "too_long":
        return f"has {context['actual_length']} entries", f"at most {context['max_length']}"
    if kind == "too_short" and not given:
        return "is empty", "at least one"
    return f"{shown}: {error['msg']}", ""


_EXPECTED_WHEN_MISSING = {
    "schema": "schema = 1",
    "id": "a short name",
    "title": "a title",
    "summary": "what the package does, in a sentence or two",
    "target": f"one of {', '.join(vocabulary().targets)}",
    "status": f"one of {', '.join(PackageStatus)}",
    "kind": f"one of {', '.join(MeasureKind)}",
    "sender": "who imposes it, such as US",
    "announced": "the day it was made public",
    "effective": "`effective`, or `effective_after_days`",
    "source": "the address of the order, journal or FAQ",
    "sources": "the addresses of the order, journal or FAQ",
}
