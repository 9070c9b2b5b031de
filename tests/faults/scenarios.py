"""What people do while something breaks. Each act is done in a process of its own, with the real services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from ssp_desktop.database import open_database
from ssp_desktop.database.engine import engine_of
from ssp_desktop.database.migration import known_migrations, run_migrations
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.services import (
    accounts,
    backup,
    backup_overview,
    contact_logs,
    countersigning,
    disposals,
    drafts,
    enrolment,
    exports,
    leaving_copies,
    move_in,
    move_in_look,
    page_drafts,
    printing,
    restore,
    set_up,
    sign_in,
)
from ssp_desktop.services.backup_manifest import SUFFIX
from ssp_desktop.services.move_in import MoveAnswers
from ssp_desktop.services.page_drafts import ToKeep
from ssp_desktop.services.print_requests import ContactLogPrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.store_folder import StoreLock, database_path
from ssp_desktop.vocabulary.contact import CountersignDecision
from tests.faults.bench import Bench
from tests.faults.oracle import CANARY
from tests.stores import PASSWORDS, contact_values, person_values, school_values

YEARS = 7 * 365 + 2
NEW = "maple cushion violin tractor"
RESCUER = {
    "display_name": "Insp 0011 Example-Adeyemi",
    "user_name": "rescuer",
    "role": "sergeant",
    "administrator": False,
}
TYPED = {"subject": f"{CANARY} out of school", "account": f"She told us about the {CANARY}.", "place": CANARY}

Prepare = Callable[[Bench], None]
Act = Callable[[Bench], None]


@dataclass(frozen=True)
class Scenario:
    """One thing that is done.

    Args:
        name: as the table calls it.
        prepare: brings a bench to the state before; done once.
        begin: what leads up to it in the process that is broken, unbroken: mostly a sign-in. Returns the act.
        changes: how many changes the act makes, one after the other: 1 for one transaction. A kill may leave
            it between two of them, never inside one.
        witnesses: whom it does not concern: they get in with their old passwords, whatever happened.
        ends_session: whether the act is itself the end of the session, which follows every other act.
    """

    name: str
    prepare: Prepare
    begin: Callable[[Bench], Callable[[], object]]
    changes: int = 1
    witnesses: tuple[str, ...] = ("sergeant", "second_officer")
    ends_session: bool = False


def nothing(_bench: Bench) -> None:
    """The built store will do."""


def as_person(who: str, act: Callable[[Bench, SignedIn], object]) -> Callable[[Bench], Callable[[], object]]:
    """Return what signs somebody in, and then returns the act to be done."""

    def begin(bench: Bench) -> Callable[[], object]:
        signed_in = bench.sign_in(who)
        return lambda: act(bench, signed_in)

    return begin


def once(who: str, *acts: Callable[[Bench, SignedIn], object]) -> Prepare:
    """Return what does this before the scenario begins."""

    def prepare(bench: Bench) -> None:
        signed_in = bench.sign_in(who)
        for act in acts:
            act(bench, signed_in)
        sign_in.sign_out(signed_in)

    return prepare


def one_after_another(*steps: Prepare) -> Prepare:
    """Return what does each of these."""

    def prepare(bench: Bench) -> None:
        for step in steps:
            step(bench)

    return prepare


# --- records


def submit(_bench: Bench, officer: SignedIn) -> object:
    return contact_logs.submit(officer, contact_values(**TYPED), partnership_id=1)


def correct(_bench: Bench, officer: SignedIn) -> object:
    values = contact_values(**{**TYPED, "place": f"{CANARY}, library"})
    return contact_logs.correct(officer, 1, values, reason=f"{CANARY} said where it was.", based_on=1)


def keep_draft(_bench: Bench, officer: SignedIn) -> object:
    return drafts.save(officer, CONTACT_LOG, drafts.DraftPlace("contact_log", partnership_id=1), TYPED)


def keep_draft_again(_bench: Bench, officer: SignedIn) -> object:
    place = drafts.DraftPlace("contact_log", partnership_id=1)
    return drafts.save(officer, CONTACT_LOG, place, {**TYPED, "place": f"{CANARY}, hall"}, 1)


def keep_page_draft(_bench: Bench, officer: SignedIn) -> object:
    typed = {"kind": "assembly", "subject": f"{CANARY} assembly"}
    return page_drafts.save(officer, ToKeep("activity_edit", None, {"typed": typed}, "Activity"))


def keep_page_draft_again(_bench: Bench, officer: SignedIn) -> object:
    typed = {"kind": "assembly", "subject": f"{CANARY} assembly, year 9"}
    return page_drafts.save(officer, ToKeep("activity_edit", None, {"typed": typed}, "Activity"), 1)


def countersign(_bench: Bench, spoc: SignedIn) -> None:
    decision = CountersignDecision.AGREE_WITH_COMMENT
    countersigning.countersign(spoc, PASSWORDS["spoc"], 1, 1, decision, f"{CANARY} is right.")


def save_pdf(bench: Bench, officer: SignedIn) -> object:
    prepared = printing.disclose(officer, ContactLogPrint(1), "A parent", "", "saved")
    return leaving_copies.save(officer, bench.saved / "copy.pdf", printing.render(prepared))


def export(bench: Bench, officer: SignedIn) -> object:
    """Export a list over a file that is there already."""
    asked = exports.ExportRequest(
        "contact_logs", {}, "csv", bench.saved / "copy.csv", "A parent", "They asked for it."
    )
    return exports.export(officer, PASSWORDS["officer"], asked)


def save_something_else(bench: Bench) -> None:
    """Put a file of that name where the export goes."""
    (bench.saved / "copy.csv").write_text("an older list", encoding="utf-8")


def years_later(bench: Bench) -> None:
    """Let the time of every record run out."""
    bench.go_to(bench.now + timedelta(days=YEARS))


def propose(_bench: Bench, sergeant: SignedIn) -> object:
    reason = {"reason": "Its time has run out."}
    return disposals.propose(sergeant, PASSWORDS["sergeant"], "contact_log", 1, reason)


def dispose(_bench: Bench, officer: SignedIn) -> object:
    return disposals.confirm(officer, PASSWORDS["officer"], 1, based_on=1)


# --- people and keys


def change_password(_bench: Bench, officer: SignedIn) -> None:
    accounts.change_password(officer, PASSWORDS["officer"], NEW)


def _id_of(signed_in: SignedIn, who: str) -> int:
    return next(each.id for each in accounts.people(signed_in) if each.user_name == who)


def start_reset(bench: Bench, sergeant: SignedIn) -> object:
    code = accounts.start_reset(sergeant, PASSWORDS["sergeant"], _id_of(sergeant, "officer"))
    return (bench.root / "code").write_text(code.text, encoding="utf-8")


def enrol(bench: Bench) -> Callable[[], object]:
    code = (bench.root / "code").read_text(encoding="utf-8")
    return lambda: bench.sessions.append(enrolment.enrol(bench.folder, "officer", code, NEW, bench.pc))


def recover(bench: Bench) -> Callable[[], object]:
    return lambda: bench.sessions.append(_recovered(bench))


def confirm_recovery_key(bench: Bench) -> Callable[[], object]:
    rescuer = _recovered(bench)
    bench.sessions.append(rescuer)
    return lambda: enrolment.confirm_recovery_key(rescuer)


def _recovered(bench: Bench) -> SignedIn:
    return enrolment.recover(bench.folder, bench.recovery_key, RESCUER, NEW, bench.pc)[0]


def sign_in_only(bench: Bench) -> Callable[[], object]:
    return lambda: bench.sign_in("officer")


def sign_out(_bench: Bench, officer: SignedIn) -> None:
    sign_in.sign_out(officer)


# --- the store as a whole


def remove_store(bench: Bench) -> None:
    bench.folder.rename(bench.root / "the store of the template")


def set_store_up(bench: Bench) -> Callable[[], object]:
    answers = set_up.SetUpAnswers(
        notice={
            "controller": "The Chief Officer, Example Constabulary",
            "dpia_reference": "DPIA-EXAMPLE-1",
            "dsa_reference": "DSA-EXAMPLE-1",
            "acknowledged": True,
        },
        preset="england_and_wales",
        school=school_values(address=f"1 {CANARY} Lane"),
        person=person_values("sergeant", administrator=True),
        password=PASSWORDS["sergeant"],
    )

    def act() -> None:
        prepared = set_up.prepare(bench.folder, answers, bench.pc)
        set_up.finish(prepared, {number: prepared.groups[number - 1] for number in prepared.asked})

    return act


def make_older(bench: Bench) -> None:
    """Take the newest migration back, as if an older program had written the file."""
    signed_in = bench.sign_in("sergeant")
    key, path = signed_in.database_key, signed_in.database.path
    sign_in.sign_out(signed_in)
    engine = engine_of(path, key, mode="rw", restricted=False)
    run_migrations(engine, known_migrations()[-2], down=True)
    engine.dispose()
    (bench.root / "key").write_bytes(key)


def bring_up_to_date(bench: Bench) -> Callable[[], object]:
    key = (bench.root / "key").read_bytes()
    return lambda: open_database(database_path(bench.folder), key).close()


def sign_in_first_after_an_update(bench: Bench) -> Callable[[], object]:
    """A backup is made before the tables are brought up to date, and both are noted in the audit log."""
    return lambda: bench.sign_in("sergeant")


def choose_folder(bench: Bench, sergeant: SignedIn) -> object:
    return backup_overview.choose_folder(sergeant, bench.copies)


def back_up(_bench: Bench, sergeant: SignedIn) -> object:
    return backup.back_up(sergeant)


def first_copy(bench: Bench) -> Path:
    return next(bench.copies.glob(f"*{SUFFIX}"))


def restore_copy(bench: Bench, sergeant: SignedIn) -> object:
    with StoreLock(bench.folder) as lock:
        prepared = restore.prepare(
            sergeant, first_copy(bench), "The disk lost a week.", PASSWORDS["sergeant"]
        )
        return restore.finish(sergeant, prepared, lock)


def bring_records(bench: Bench) -> Callable[[], object]:
    """The store is gone, as on a new PC, and comes from its copy with the recovery key."""

    def never() -> bool:
        return False

    found = move_in_look.look_with_recovery_key(
        bench.folder, first_copy(bench), bench.recovery_key, bench.pc, never
    )
    answers = MoveAnswers(bench.recovery_key, "The old PC is worn out.", RESCUER, NEW)

    def act() -> None:
        prepared = move_in.prepare(bench.folder, found, answers, bench.pc, never)
        groups = prepared.recovery_key.split("-")
        move_in.finish(prepared, {number: groups[number - 1] for number in prepared.asked})

    return act


SUBMITTED = once("officer", submit)
ALL: tuple[Scenario, ...] = (
    Scenario("submit a contact log", nothing, as_person("officer", submit)),
    Scenario("correct a contact log", SUBMITTED, as_person("officer", correct)),
    Scenario("keep a draft", nothing, as_person("officer", keep_draft)),
    Scenario("keep a draft again", once("officer", keep_draft), as_person("officer", keep_draft_again)),
    Scenario("keep a page's draft", nothing, as_person("officer", keep_page_draft)),
    Scenario(
        "keep a page's draft again",
        once("officer", keep_page_draft),
        as_person("officer", keep_page_draft_again),
    ),
    Scenario("countersign", SUBMITTED, as_person("spoc", countersign)),
    Scenario("save a PDF", SUBMITTED, as_person("officer", save_pdf)),
    Scenario(
        "export a list",
        one_after_another(SUBMITTED, save_something_else),
        as_person("officer", export),
    ),
    Scenario(
        "propose a disposal",
        one_after_another(once("officer", submit, keep_draft), years_later),
        as_person("sergeant", propose),
    ),
    Scenario(
        "dispose of a contact log",
        one_after_another(
            once("sergeant", choose_folder),
            once("officer", submit, keep_draft),
            years_later,
            once("sergeant", propose),
        ),
        as_person("officer", dispose),
    ),
    Scenario("sign in", SUBMITTED, sign_in_only),
    Scenario("sign out", SUBMITTED, as_person("officer", sign_out), ends_session=True),
    Scenario("change a password", nothing, as_person("officer", change_password), changes=2),
    Scenario("start a reset", nothing, as_person("sergeant", start_reset), changes=3),
    Scenario("enrol with a code", once("sergeant", start_reset), enrol, changes=4),
    Scenario("recover with the recovery key", nothing, recover, changes=2),
    Scenario("confirm the new recovery key", nothing, confirm_recovery_key, changes=2),
    Scenario("set a store up", remove_store, set_store_up, witnesses=("sergeant",)),
    Scenario(
        "bring records from another PC",
        one_after_another(SUBMITTED, once("sergeant", choose_folder, back_up), remove_store),
        bring_records,
        witnesses=("sergeant",),
    ),
    # Whoever looks at it brings it up to date as well: there is one state only.
    Scenario("bring an older store up to date", make_older, bring_up_to_date, changes=0),
    Scenario(
        "sign in first after an update",
        one_after_another(once("sergeant", choose_folder), make_older),
        sign_in_first_after_an_update,
        witnesses=("officer", "second_officer"),
    ),
    Scenario("back up", once("sergeant", choose_folder), as_person("sergeant", back_up)),
    Scenario(
        "restore a copy",
        one_after_another(once("sergeant", choose_folder, back_up), SUBMITTED),
        as_person("sergeant", restore_copy),
        changes=4,
    ),
)


def named(name: str) -> Scenario:
    """Return the scenario of this name."""
    return next(each for each in ALL if each.name == name)
