"""How the program looks: colours, sizes and the focus ring, from the settings of the operating system.

Everything is measured in the size of the system font, so larger text makes everything larger. Colour scheme,
high contrast and font are followed while the program runs.
"""

from __future__ import annotations

import string

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette, QWindow
from PySide6.QtWidgets import QApplication, QStyleFactory

from ssp_desktop.paths import resource_folder
from ssp_desktop.ui.focus_ring import FocusRing
from ssp_desktop.ui.tokens import DARK, LIGHT, Scheme, Tokens, contrast, high_contrast

SMALLEST_FONT_PT = 10.0
FALL_BACK_FAMILY = "DejaVu Sans"
_FALL_BACK_FILES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_STYLE_FILE = "program.qss"
# Some of the kinds to which Windows gives fonts that follow neither the smallest size nor the text's scale.
_WITH_FONTS_OF_THEIR_OWN = ("QAbstractItemView", "QMenu", "QTipLabel")
# A surface further from white than this carries light ink.
WHITE = "#ffffff"
MIDDLE = 4.5

# Sizes in the style sheet as multiples of the font's height in pixels ...
_SPACES = {"xs": 0.25, "s": 0.45, "m": 0.75, "l": 1.15, "xl": 1.8, "target": 2.0, "mark": 1.5}
# ... and headings as multiples of its size in points.
_SIZES = {"small": 0.92, "body": 1.0, "h3": 1.12, "h2": 1.35, "h1": 1.75}


class Theme(QObject):
    """The look of one application. Make it once, with ``install``; find it again with ``theme()``.

    Signals:
        changed(): colours or sizes changed; widgets that paint themselves repaint.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName("theme")
        self._application = application
        self._scheme: Scheme | None = None
        self._text_scale = 1.0
        self._applying = False
        self._template = (resource_folder() / "style" / _STYLE_FILE).read_text(encoding="utf-8")
        self._system_palette = application.palette()
        self.tokens: Tokens = LIGHT
        application.setStyle(QStyleFactory.create("Fusion"))
        _add_fall_back_font()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.apply)
        hints.accessibility().contrastPreferenceChanged.connect(self.apply)
        self._ring = FocusRing(self)
        self.apply()
        application.installEventFilter(self)

    @property
    def scheme(self) -> Scheme:
        """The scheme that is shown: the override, or what the operating system asks for."""
        if self._scheme is not None:
            return self._scheme
        hints = QGuiApplication.styleHints()
        return scheme_for(hints.colorScheme(), hints.accessibility().contrastPreference())

    def set_scheme(self, scheme: Scheme | None) -> None:
        """Show this scheme whatever the operating system says; None follows it again."""
        self._scheme = scheme
        self.apply()

    def set_text_scale(self, scale: float) -> None:
        """Multiply the system's font size: 2.0 is 200 % text."""
        self._text_scale = scale
        self.apply()

    def em(self, count: float) -> int:
        """Return ``count`` font heights in pixels, at least one."""
        return max(1, round(count * QFontInfo(self._application.font()).pixelSize()))

    def font(self, size: str = "body", *, bold: bool = False) -> QFont:
        """Return the font for a size of ``small``, ``body``, ``h3``, ``h2`` or ``h1``."""
        font = QFont(self._application.font())
        font.setPointSizeF(font.pointSizeF() * _SIZES[size])
        font.setBold(bold)
        return font

    def apply(self, *_: object) -> None:
        """Work out colours and sizes again and show them."""
        if self._applying:
            return
        self._applying = True
        self.tokens = self._tokens_of(self.scheme)
        font = self._base_font()
        self._application.setFont(font)
        self._application.setPalette(_palette(self.tokens))
        self._application.setStyleSheet(string.Template(self._template).substitute(self._names()))
        # The first style sheet brings the fonts back that Windows gives some kinds.
        self._application.setFont(font)
        self._applying = False
        self.changed.emit()

    @Slot()
    def forget_widgets(self) -> None:
        """Have Qt's style let go of what it keeps of widgets that are gone.

        It never does so by itself: each combo box that was ever shown leaves 600 bytes behind. All that is
        shown is styled again, so this is for a moment with little on the screen.
        """
        self._application.setStyleSheet(self._application.styleSheet())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a change of the system's font, which Qt tells each window."""
        if event.type() == QEvent.Type.ThemeChange and isinstance(watched, QWindow) and self._font_is_other():
            self.apply()
        return False

    def _font_is_other(self) -> bool:
        font = self._base_font()
        kinds = ("QWidget", *_WITH_FONTS_OF_THEIR_OWN)
        return any(QApplication.font(kind) != font for kind in kinds)  # type: ignore[call-overload]  # it takes text

    def _tokens_of(self, scheme: Scheme) -> Tokens:
        if scheme is not Scheme.CONTRAST:
            return DARK if scheme is Scheme.DARK else LIGHT
        role = QPalette.ColorRole
        wanted = (role.Window, role.WindowText, role.Link, role.Highlight, role.HighlightedText)
        return high_contrast(*(self._system_palette.color(each).name() for each in wanted))

    def _base_font(self) -> QFont:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font.setFamilies([*font.families(), FALL_BACK_FAMILY])
        font.setPointSizeF(max(font.pointSizeF(), SMALLEST_FONT_PT) * self._text_scale)
        return font

    def _names(self) -> dict[str, str]:
        points = self._application.font().pointSizeF()
        colours = {name: str(value) for name, value in vars(self.tokens).items()}
        spaces = {f"space_{name}": f"{self.em(size)}px" for name, size in _SPACES.items()}
        sizes = {f"font_{name}": f"{points * size:.1f}pt" for name, size in _SIZES.items()}
        drawn = {
            "line_width": f"{self.em(0.07)}px",
            "icons": (resource_folder() / "icons").as_posix(),
            "ink": "light" if contrast(self.tokens.surface, WHITE) > MIDDLE else "dark",
        }
        return {**colours, **spaces, **sizes, **drawn}


def scheme_for(colours: Qt.ColorScheme, contrast_wanted: Qt.ContrastPreference) -> Scheme:
    """Return the scheme for what the operating system asks for; light when it asks for nothing."""
    if contrast_wanted == Qt.ContrastPreference.HighContrast:
        return Scheme.CONTRAST
    return Scheme.DARK if colours == Qt.ColorScheme.Dark else Scheme.LIGHT


def install(application: QApplication) -> Theme:
    """Give the application its look, once; a second call returns the first one's theme."""
    found = application.findChild(Theme, "theme")
    return found if isinstance(found, Theme) else Theme(application)


def theme() -> Theme:
    """Return the running application's theme, installing it when nobody has yet."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("a QApplication is needed before its theme")
    return install(application)


def tokens() -> Tokens:
    """Return the colours that are shown now."""
    return theme().tokens


def override(scheme: Scheme | None = None, text_scale: float = 1.0) -> None:
    """Show a scheme and text size whatever the system says: for tests and pictures. No arguments undo it."""
    current = theme()
    current.set_scheme(scheme)
    current.set_text_scale(text_scale)


def _add_fall_back_font() -> None:
    if FALL_BACK_FAMILY in QFontDatabase.families():
        return
    for name in _FALL_BACK_FILES:
        QFontDatabase.addApplicationFont(str(resource_folder() / "fonts" / name))


def _palette(colours: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for each, colour in (
        (role.Window, colours.page),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.sunken),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.secondary),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.error),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.primary),
        (role.HighlightedText, colours.primary_text),
        (role.Link, colours.link),
        (role.LinkVisited, colours.link),
        (role.Light, colours.line),
        (role.Midlight, colours.sunken),
        (role.Mid, colours.border),
        (role.Dark, colours.border),
        (role.Shadow, colours.border),
    ):
        palette.setColor(each, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, each, QColor(colours.muted))
    return palette
