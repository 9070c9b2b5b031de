"""The colours of the program, one set for each scheme, and the arithmetic of contrast.

Light follows the GOV.UK palette; dark is the same set of roles with its own values. High contrast takes the
colours that the person chose in the operating system. ``tests/ui/test_contrast.py`` computes every pair.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Scheme(Enum):
    """Which set of colours is shown."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Tone(Enum):
    """What a notice or a tag says by its colour; a word always says it too."""

    INFORMATION = "information"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Tokens:
    """Colours as ``#rrggbb``. Text roles are at least 4.5:1 on page and surface, part roles at least 3:1."""

    page: str
    surface: str
    sunken: str
    text: str
    muted: str
    line: str
    border: str
    link: str
    link_hover: str
    primary: str
    primary_hover: str
    primary_text: str
    danger: str
    danger_hover: str
    danger_text: str
    secondary: str
    secondary_hover: str
    focus: str
    focus_text: str
    error: str
    success: str
    warning: str
    information: str
    selected: str
    selected_text: str
    tint_information: str
    tint_information_text: str
    tint_success: str
    tint_success_text: str
    tint_warning: str
    tint_warning_text: str
    tint_error: str
    tint_error_text: str
    tint_neutral: str
    tint_neutral_text: str

    def tint(self, tone: Tone) -> tuple[str, str]:
        """Return background and text colour of a tag or notice in this tone."""
        name = f"tint_{tone.value}"
        return str(getattr(self, name)), str(getattr(self, f"{name}_text"))

    def strong(self, tone: Tone) -> str:
        """Return the strong colour of this tone, for bars and rules."""
        return self.border if tone is Tone.NEUTRAL else str(getattr(self, tone.value))


LIGHT = Tokens(
    page="#f4f6f8",
    surface="#ffffff",
    sunken="#eef1f4",
    text="#0b0c0c",
    muted="#4a5358",
    line="#cfd6dc",
    border="#5d676e",
    link="#1a5fa0",
    link_hover="#003a70",
    primary="#1d6bb0",
    primary_hover="#14518a",
    primary_text="#ffffff",
    danger="#c22d18",
    danger_hover="#942514",
    danger_text="#ffffff",
    secondary="#ffffff",
    secondary_hover="#e4e9ee",
    focus="#ffdd00",
    focus_text="#0b0c0c",
    error="#c22d18",
    success="#00663a",
    warning="#8a5700",
    information="#1a5fa0",
    selected="#dbe9f6",
    selected_text="#0b0c0c",
    tint_information="#dbe9f6",
    tint_information_text="#0c2d4a",
    tint_success="#cfe8dc",
    tint_success_text="#00472a",
    tint_warning="#fff2c2",
    tint_warning_text="#4f3c00",
    tint_error="#f8dcd7",
    tint_error_text="#7a1c0d",
    tint_neutral="#e4e8ec",
    tint_neutral_text="#2f373c",
)

DARK = Tokens(
    page="#15181b",
    surface="#1e2226",
    sunken="#272c31",
    text="#f3f4f5",
    muted="#b9c1c8",
    line="#3a4249",
    border="#949fa8",
    link="#84bff2",
    link_hover="#b9dcfa",
    primary="#2371b8",
    primary_hover="#1a5c99",
    primary_text="#ffffff",
    danger="#cf3a24",
    danger_hover="#b02d19",
    danger_text="#ffffff",
    secondary="#2c3238",
    secondary_hover="#3a4249",
    focus="#ffdd00",
    focus_text="#0b0c0c",
    error="#ff9c8f",
    success="#7fd6a8",
    warning="#ffd766",
    information="#84bff2",
    selected="#234564",
    selected_text="#ffffff",
    tint_information="#1f3d58",
    tint_information_text="#d8eafa",
    tint_success="#1c4533",
    tint_success_text="#cdf0dd",
    tint_warning="#463a0e",
    tint_warning_text="#fff0b8",
    tint_error="#55231c",
    tint_error_text="#ffdcd6",
    tint_neutral="#363d44",
    tint_neutral_text="#e7eaed",
)


def high_contrast(page: str, text: str, link: str, selected: str, selected_text: str) -> Tokens:
    """Build the tokens from the few colours that a person chose in the operating system."""
    return Tokens(
        page=page,
        surface=page,
        sunken=page,
        text=text,
        muted=text,
        line=text,
        border=text,
        link=link,
        link_hover=text,
        primary=selected,
        primary_hover=selected,
        primary_text=selected_text,
        danger=selected,
        danger_hover=selected,
        danger_text=selected_text,
        secondary=page,
        secondary_hover=page,
        focus=selected,
        focus_text=selected_text,
        error=text,
        success=text,
        warning=text,
        information=text,
        selected=selected,
        selected_text=selected_text,
        tint_information=page,
        tint_information_text=text,
        tint_success=page,
        tint_success_text=text,
        tint_warning=page,
        tint_warning_text=text,
        tint_error=page,
        tint_error_text=text,
        tint_neutral=page,
        tint_neutral_text=text,
    )


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, 1.0 to 21.0 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


# The figures of WCAG 2.2, "relative luminance".
_LINEAR_BELOW = 0.04045


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_BELOW else float(((part + 0.055) / 1.055) ** 2.4)
