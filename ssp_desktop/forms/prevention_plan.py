"""A school's prevention plan for one school year: which topic is planned for which day (handbook 3.1.19)."""

from __future__ import annotations

from collections.abc import Iterator

from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Problem, Section, Values, always

TOPICS = Field(
    "topics",
    "Topics that are planned",
    Kind.ROWS,
    columns=(
        Field("code", "Topic", Kind.TEXT, required=always, max_length=60),
        Field("planned_on", "Planned for", Kind.DATE, required=always),
        Field("note", "Note", Kind.TEXT, max_length=300),
    ),
    row_name="topic",
    maximum=100,
)


def check_once(values: Values, _context: Context) -> Iterator[Problem]:
    """Each topic is planned once."""
    seen: set[str] = set()
    for number, row in enumerate(values.get("topics") or ()):
        if row.get("code") in seen:
            yield Problem(f"topics.{number}.code", "This topic is planned twice. Take one out.")
        seen.add(str(row.get("code")))


PREVENTION_PLAN = FormSpec(
    noun="prevention_plan",
    title="Prevention plan",
    version=1,
    sections=(Section("topics", "Topics", (TOPICS,)),),
    checks=(check_once,),
)

PLANNED_TOPIC = Section(
    "planned",
    "Plan a topic",
    (
        Field("planned_on", "Planned for", Kind.DATE, "Leave empty to take the plan back."),
        Field("note", "Note", Kind.TEXT, max_length=300),
    ),
)
