"""An account: who may sign in, and as what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Problem, Section, Values, always
from ssp_desktop.vocabulary.people import Role

USER_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


def check_user_name(values: Values, _context: Context) -> Iterator[Problem]:
    """A user name is short, lower case and easy to type."""
    name = values.get("user_name") or ""
    if name and not USER_NAME.fullmatch(name):
        yield Problem(
            "user_name",
            "A user name has 2 to 40 characters: small letters a to z, digits, dots, hyphens, underscores.",
        )


ACCOUNT = FormSpec(
    noun="account",
    title="Person",
    version=1,
    sections=(
        Section(
            "account",
            "Person",
            (
                Field(
                    "display_name",
                    "Full name",
                    Kind.TEXT,
                    "With rank, as it should stand on records.",
                    required=always,
                    max_length=120,
                ),
                Field(
                    "user_name",
                    "User name",
                    Kind.TEXT,
                    "What the person types to sign in. Small letters and digits.",
                    required=always,
                    max_length=40,
                ),
                Field("role", "Role", Kind.CHOICE, choices=Role, required=always),
                Field(
                    "administrator",
                    "May create and disable accounts",
                    Kind.CONFIRMATION,
                    "Administration is a right of its own. Alone it opens no record.",
                ),
            ),
        ),
    ),
    checks=(check_user_name,),
)
