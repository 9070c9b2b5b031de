"""One pupil contact log on paper: what was recorded, both accounts, every revision, who signed."""

from __future__ import annotations

from collections.abc import Iterator

from ssp_desktop.forms.display import ShownSection
from ssp_desktop.reports.blocks import (
    Block,
    DataTable,
    DocumentSpec,
    Heading,
    KeyValues,
    Notice,
    PrintStamp,
    Quote,
    Struck,
    Text,
)
from ssp_desktop.reports.contact_log_content import (
    ContactLogReport,
    PrintedAction,
    PrintedPrompt,
    PrintedReview,
    PrintedRevision,
    PrintedSignature,
)
from ssp_desktop.reports.parts import answer_table, cells, day_words, in_groups, moment_words, section_blocks

_OWN_PLACE = frozenset({"pupils", "actions"})


def contact_log_report(
    report: ContactLogReport, stamp: PrintStamp, top: tuple[Block, ...] = ()
) -> DocumentSpec:
    """Return the printed contact log; ``top`` stands before everything else."""
    return DocumentSpec(
        title=f"Pupil contact log {report.reference}",
        subject=report.school,
        stamp=stamp,
        blocks=(*top, *_blocks(report)),
    )


def _blocks(report: ContactLogReport) -> Iterator[Block]:
    yield from _warnings(report)
    yield _summary(report)
    for section in report.sections:
        yield from section_blocks(section, first=_pupils(section), without=_OWN_PLACE)
    yield from _actions(report.actions)
    yield from _both_accounts(report)
    yield from _prompts(report.prompts)
    yield from _signatures(report.signatures)
    yield from _revisions(report.revisions)
    yield from _reviews(report.reviews)


def _warnings(report: ContactLogReport) -> Iterator[Block]:
    if not report.intact:
        yield Notice(
            "What is stored no longer agrees with what was submitted: it was changed outside the program. "
            "Do not rely on this copy. Tell the sergeant.",
            "INVALID RECORD",
        )
    faulty = [each for each in report.signatures if each.fault]
    if faulty:
        yield Notice(" ".join(dict.fromkeys(each.fault for each in faulty)), "INVALID COUNTERSIGNATURE")


def _summary(report: ContactLogReport) -> KeyValues:
    hashes = [each.content_hash for each in report.revisions if each.number == report.revision]
    return KeyValues(
        (
            ("Reference", report.reference),
            ("School", report.school),
            ("Written by", report.author),
            ("Submitted", moment_words(report.submitted_at)),
            ("State", report.state),
            ("Revision", f"{report.revision} of {len(report.revisions)}"),
            ("Copy for", "The school" if report.school_copy else "The police"),
            ("Content hash (SHA-256)", in_groups(hashes[0]) if hashes else "\u2013"),
        )
    )


def _pupils(section: ShownSection) -> Iterator[Block]:
    rows = [row for answer in section.answers if answer.key == "pupils" for row in answer.rows]
    for number, row in enumerate(rows, start=1):
        known = cells(row)
        name = f"{known.get('given_name', '')} {known.get('family_name', '')}".strip()
        yield Heading(f"Pupil {number}: {name}" if name else f"Pupil {number}", 2)
        yield answer_table(row)


def _actions(actions: tuple[PrintedAction, ...]) -> Iterator[Block]:
    if not actions:
        return
    yield Heading("Actions and what came of them")
    for number, action in enumerate(actions, start=1):
        yield Heading(f"Action {number}", 2)
        told = [day_words(action.told_on), action.told_person, action.told_how]
        yield KeyValues(
            (
                ("What is to be done", action.task),
                ("Who", action.owner or "\u2013"),
                ("Due", day_words(action.due_on)),
                ("State", f"{action.state} (overdue)" if action.overdue else action.state),
                ("Outcome", action.outcome or "None recorded yet"),
                ("Done on", day_words(action.done_on)),
                ("School told", ", ".join(filter(None, told)) if action.told_on else "Not yet"),
            )
        )


def _both_accounts(report: ContactLogReport) -> Iterator[Block]:
    for signature in report.signatures:
        if signature.disagrees:
            yield Heading(_accounts_heading(signature))
            yield DataTable(
                (
                    f"The officer\u2019s account: {report.author}",
                    f"The school\u2019s own account: {signature.signer}",
                ),
                ((signature.officer_account, signature.comment),),
                widths=(1.0, 1.0),
            )


def _accounts_heading(signature: PrintedSignature) -> str:
    return f"Both accounts of this contact (revision {signature.revision})"


def _prompts(prompts: tuple[PrintedPrompt, ...]) -> Iterator[Block]:
    if not prompts:
        return
    yield Heading("Prompts and answers")
    if any(each.urgent for each in prompts):
        yield Notice("It names a child under 13 and sexual activity or harm.", "Urgent")
    rows = tuple(
        (each.question, each.answer or "OPEN: not answered yet", _answered(each)) for each in prompts
    )
    yield DataTable(
        ("Asked for", "Answer", "When and by whom"), rows, widths=(1.2, 1.8, 1.6), row_headers=True
    )


def _answered(prompt: PrintedPrompt) -> str:
    if prompt.answered_at is None:
        return "\u2013"
    when = f"{moment_words(prompt.answered_at)}, {prompt.answered_by}".rstrip(", ")
    return f"{when}\nAdded after submission" if prompt.after_submission else f"{when}\nWith the record"


def _signatures(signatures: tuple[PrintedSignature, ...]) -> Iterator[Block]:
    yield Heading("Countersignatures")
    if not signatures:
        yield Text("Nobody has countersigned this record yet.")
    for each in signatures:
        yield Heading(f"{each.signer}: {'INVALID' if each.fault else 'VALID'}", 2)
        rows = [
            ("Signature", f"INVALID. {each.fault}" if each.fault else "VALID"),
            ("Signed by", each.signer),
            ("Decision", each.decision),
            ("Revision signed", str(each.revision)),
            ("Signed at", moment_words(each.signed_at)),
            ("Fingerprint of the key", in_groups(each.fingerprint, 4)),
            ("Audit log when signed", f"{in_groups(each.audit_head)}, entry {each.audit_count:,}"),
        ]
        if each.disagrees:
            rows.append(("Own account", f"Under \u201c{_accounts_heading(each)}\u201d"))
        yield KeyValues(tuple(rows))
        if each.comment and not each.disagrees:
            yield Heading("Comment", 3)
            yield Quote(each.comment)


def _revisions(revisions: tuple[PrintedRevision, ...]) -> Iterator[Block]:
    yield Heading("Revisions")
    for each in revisions:
        yield Heading(f"Revision {each.number}", 2)
        if not each.intact:
            yield Notice("The content no longer has the hash that was stored with it.", "INVALID REVISION")
        yield KeyValues(
            (
                ("Made by", each.author),
                ("Made at", moment_words(each.made_at)),
                ("Reason", each.reason or "First submission"),
                ("Content hash (SHA-256)", in_groups(each.content_hash)),
            )
        )
        for change in each.changes:
            yield Heading(f"{change.section}: {change.label}", 3)
            yield Struck(change.old, change.new, f"{each.author}, {moment_words(each.made_at)}")
        if each.number > 1 and not each.changes:
            yield Text("No answer that this copy shows was changed.")


def _reviews(reviews: tuple[PrintedReview, ...]) -> Iterator[Block]:
    if not reviews:
        return
    yield Heading("Sergeant\u2019s reviews")
    for number, each in enumerate(reviews, start=1):
        yield Heading(f"Review {number}", 2)
        yield KeyValues(
            (
                ("Why", each.why),
                ("Raised", moment_words(each.raised_at)),
                (
                    "Reviewed",
                    f"{moment_words(each.reviewed_at)}, {each.reviewed_by}".rstrip(", ")
                    if each.reviewed_at
                    else "Not yet",
                ),
                ("Outcome", each.outcome or "\u2013"),
            )
        )
