"""A form that belongs to the police as a whole: every answer is theirs, and no question has to say so."""

from __future__ import annotations

from dataclasses import replace

from ssp_desktop.forms.spec import Audience, FormSpec


def police_form(spec: FormSpec) -> FormSpec:
    """Return the form with every answer kept from the school: not read, searched, compared or printed."""
    return _with_audience(spec, Audience.POLICE)


def as_asked(spec: FormSpec) -> FormSpec:
    """Return the form for a page that only the police open: without the remark beside each question."""
    return _with_audience(spec, Audience.EVERYONE)


def _with_audience(spec: FormSpec, audience: Audience) -> FormSpec:
    sections = tuple(
        replace(section, fields=tuple(replace(each, audience=audience) for each in section.fields))
        for section in spec.sections
    )
    return replace(spec, sections=sections)
