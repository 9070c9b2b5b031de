"""``make recovery-pictures``: rehearses docs/it/recovery.md in the real window and takes its pictures.

    python -m tools.recovery_pictures OUT [--look dark|200|dark-200]

Each section of the document is gone through as a person does it, on a throw-away store of invented records:
the codes and recovery keys in the pictures open nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

from PIL import Image

from ssp_desktop.ui import dialogs, theme
from tools import recovery_move, recovery_steps
from tools.demo import application, say
from tools.hands import Hands
from tools.recovery_pc import OldPc, Shoot
from tools.screenshots import LOOKS

COLOURS = 256
Section = Callable[[OldPc, Shoot], None]
SECTIONS: tuple[Section, ...] = (
    recovery_steps.backups,
    recovery_steps.forgotten_password,
    recovery_steps.another_account,
    recovery_steps.lost_keyring,
    recovery_steps.damaged,
    recovery_steps.older_records,
    recovery_move.move,
)


class Camera:
    """Takes the pictures of one run.

    Args:
        out: the folder for them.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self.taken: list[str] = []

    def shoot(self, hands: Hands, name: str) -> None:
        """Save what the window shows, in as few colours as it has."""
        path = self._out / f"{name}.png"
        hands.picture(path)
        with Image.open(path) as picture:
            few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        self.taken.append(name)


def main() -> int:
    """Take the pictures. Returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, help="the folder for the pictures")
    parser.add_argument("--look", choices=[*LOOKS], default="", help="colours and size of the text")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    application()
    theme.override(*LOOKS[chosen.look])
    taken = rehearse(chosen.out.resolve())
    say(f"{len(taken)} pictures are in {chosen.out}.")
    return 0


def rehearse(out: Path) -> list[str]:
    """Go through the whole document. Returns the names of the pictures."""
    camera = Camera(out)
    with tempfile.TemporaryDirectory(prefix="ssp-desktop-rehearsal-") as place, chdir(place):
        pc = OldPc(Path("Old PC"))  # the pages show short paths, of no PC
        pc.build()
        say("The records of the rehearsal are set up.")
        for section in SECTIONS:
            pc.begin()
            dialogs.answers.clear()
            section(pc, camera.shoot)
            say((section.__doc__ or "").strip())
    return camera.taken


if __name__ == "__main__":
    sys.exit(main())
