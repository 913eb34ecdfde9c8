"""One spec text into one package, or into every problem it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticUndefined

from sanctions.errors import InputError, Problem
from sanctions.spec.base import SpecModel
from sanctions.spec.complaints import finding_problem, problems_from
from sanctions.spec.findings import Rule, readable_findings
from sanctions.spec.kinds import WITHOUT_A_NUMBER
from sanctions.spec.measure_fields import with_defaults
from sanctions.spec.measure_rules import MEASURE_RULES
from sanctions.spec.measures import Measure
from sanctions.spec.package import Package
from sanctions.spec.package_fields import MAX_MEASURES, with_announcement
from sanctions.spec.package_rules import PACKAGE_RULES
from sanctions.spec.spec_file import SpecFile, sorted_problems

Part = TypeVar("Part", bound=SpecModel)


def read_package(spec: SpecFile, further_rules: Iterable[Rule[Package]] = ()) -> Package:
    """Return the package a spec describes, as written (nothing it refers to is looked up).

    Parameters
    ----------
    spec : SpecFile
    further_rules : iterable of Rule
        Rules beyond the package itself, such as that what it refers to exists.

    Raises
    ------
    InputError
        With every problem of the file, in the order of its lines.
    """
    rules = tuple(further_rules)
    try:
        package = Package.model_validate(spec.raw)
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems = [
            found
            for detail in details
            if not _inherited(detail["loc"], spec.raw)
            for found in problems_from(detail, spec, Package)
        ]
        broken = {detail["loc"] for detail in details}
        problems += _further_problems(spec, {path for path in broken if path}, rules)
        raise InputError(sorted_problems(problems)) from None
    found = [finding_problem(finding, spec) for rule in rules for finding in rule(package)]
    if found:
        raise InputError(sorted_problems(found))
    return package


def _inherited(path: tuple[str | int, ...], raw: Mapping[str, Any]) -> bool:
    """Tell whether a date at fault is not the measure's own: the package's is reported already."""
    match path:
        case ("measures", int(number), "announced" | "effective" as key):
            measure = raw["measures"][number]
            if not isinstance(measure, Mapping) or {key, "announced"} & set(measure):
                return False
            if key == "announced" or "effective_after_days" in measure:
                return True
            return measure.get("kind") in list(WITHOUT_A_NUMBER)
    return False


def _further_problems(
    spec: SpecFile, broken: set[tuple[str | int, ...]], rules: tuple[Rule[Package], ...]
) -> Iterator[Problem]:
    """Yield what the rules find in those terms that could be read beside the broken ones."""
    raw = with_announcement(spec.raw)
    partial = _readable(Package, raw)
    measures = raw.get("measures")
    if isinstance(measures, list):
        readable = []
        for number, terms in enumerate(measures[:MAX_MEASURES]):
            measure = _readable(Measure, with_defaults(terms) if isinstance(terms, Mapping) else {})
            readable.append(measure)
            if any(path[:2] == ("measures", number) and len(path) > 2 for path in broken):
                for finding in readable_findings(MEASURE_RULES, measure):
                    yield finding_problem(finding, spec, ("measures", number))
        partial.__dict__["measures"] = tuple(readable)
    for finding in readable_findings((*PACKAGE_RULES, *rules), partial):
        yield finding_problem(finding, spec)


def _readable(model: type[Part], raw: Mapping[str, Any]) -> Part:
    """Return an object with those fields that can be read; the others are absent, not defaulted."""
    values: dict[str, Any] = {}
    unreadable: list[str] = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key in raw:
            annotation: Any = field.annotation
            if field.metadata:
                annotation = Annotated[(annotation, *field.metadata)]
            try:
                values[name] = TypeAdapter(annotation).validate_python(raw[key])
            except ValidationError:
                unreadable.append(name)
        elif field.get_default(call_default_factory=True) is PydanticUndefined:
            unreadable.append(name)
    partial = cast("Part", model.model_construct(_fields_set=set(values), **values))
    for name in unreadable:
        partial.__dict__.pop(name, None)
    return partial
