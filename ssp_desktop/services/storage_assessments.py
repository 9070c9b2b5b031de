"""Risk assessments of storage: the school's own and that of the police, kept apart, both needed.

The school's own is written by its SPOC, or entered by the police from the school's paper. The assessment of
the police is read and written by the police alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Values, empty_values
from ssp_desktop.forms.storage_risk_assessment import HAZARDS, STORAGE_RISK_ASSESSMENT
from ssp_desktop.models import StorageRiskAssessment
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import search, storage_guidance
from ssp_desktop.services.presets import DEFAULT_PRESET, RiskBand, load_preset
from ssp_desktop.services.records import checked, read_values
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.storage_checklists import in_a_year, school_of
from ssp_desktop.services.unit_of_work import Refused, Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.storage import AssessmentParty

NOUN = STORAGE_RISK_ASSESSMENT.noun


@dataclass(frozen=True)
class OpenedAssessment:
    """An assessment to fill in. ``revision`` is 0 for a new one, which starts with the common hazards."""

    partnership_id: int
    party: AssessmentParty
    school: str
    values: dict[str, Any]
    revision: int


@dataclass(frozen=True)
class Score:
    """A hazard's risk: likelihood times severity, 1 to 25, with the band's word from the preset."""

    likelihood: int
    severity: int
    band: str

    @property
    def risk(self) -> int:
        """Likelihood times severity."""
        return self.likelihood * self.severity

    @property
    def words(self) -> str:
        """As a reader needs it: ``3 × 4 = 12, High``."""
        return f"{self.likelihood} \u00d7 {self.severity} = {self.risk}, {self.band}"


def may_see(work: Work, party: AssessmentParty) -> bool:
    """Tell whether this person may read the assessment of ``party``."""
    return party is AssessmentParty.SCHOOL or work.actor.audience == "police"


def bands_of(preset: str) -> tuple[RiskBand, ...]:
    """Return the bands that a force uses; ``preset`` may be empty."""
    return load_preset(preset or DEFAULT_PRESET).risk_bands


def score(row: Mapping[str, Any], when: str, bands: tuple[RiskBand, ...]) -> Score:
    """Return the score of one hazard ``"before"`` or ``"after"`` its controls."""
    likelihood, severity = int(row[f"likelihood_{when}"]), int(row[f"severity_{when}"])
    risk = likelihood * severity
    band = next((each.label for each in bands if each.lowest <= risk <= each.highest), "No band")
    return Score(likelihood, severity, band)


def open_assessment(signed_in: SignedIn, partnership_id: int, party: AssessmentParty) -> OpenedAssessment:
    """Return a school's assessment to fill in; a new one starts with the common hazards, without scores."""

    def work(work: Work) -> OpenedAssessment:
        school = _school(work, partnership_id, party)
        stored = find(work, partnership_id, party)
        if stored is None:
            work.audit(AuditEvent.CONSULTED, NOUN, detail=f"school {partnership_id}, {party.label}, none yet")
            blank = {
                **empty_values(STORAGE_RISK_ASSESSMENT),
                "review_on": in_a_year(work.today),
                HAZARDS.key: storage_guidance.starting_hazards(),
            }
            return OpenedAssessment(partnership_id, party, school, blank, 0)
        work.audit(AuditEvent.CONSULTED, NOUN, stored.id, revision=stored.revision)
        values = read_values(stored, STORAGE_RISK_ASSESSMENT)
        return OpenedAssessment(partnership_id, party, school, values, stored.revision)

    return run(signed_in, Action.STORAGE_ASSESS, work)


def save(
    signed_in: SignedIn,
    partnership_id: int,
    party: AssessmentParty,
    values: Values,
    *,
    based_on: int | None = None,
) -> int:
    """Store an assessment as a new revision. Returns its id.

    Args:
        signed_in: an officer or sergeant; the school's own also its SPOC.
        partnership_id: the school.
        party: whose assessment it is.
        values: the answers of the form ``STORAGE_RISK_ASSESSMENT``.
        based_on: the revision that the person saw (0: none); a newer one stops this one. None: no check.

    Raises:
        ProblemsFound: an answer is missing or cannot be true.
        UserError: somebody changed it meanwhile.
    """

    def work(work: Work) -> int:
        _school(work, partnership_id, party)
        stored = find(work, partnership_id, party)
        if based_on is not None and based_on != (stored.revision if stored else 0):
            raise UserError(
                "Somebody changed this risk assessment while you were writing.",
                "Open it again, read what it says now, then make your change.",
            )
        answers = checked(STORAGE_RISK_ASSESSMENT, values, work.context)
        record = stored or _new(work, partnership_id, party)
        seal(work, STORAGE_RISK_ASSESSMENT, record, answers)
        search.index_form(
            work,
            STORAGE_RISK_ASSESSMENT,
            record,
            search.Document(
                NOUN,
                record.id,
                partnership_id,
                record.assessed_on,
                record.reference,
                party.label,
                police_only=party is AssessmentParty.POLICE,
            ),
        )
        return record.id

    return run(signed_in, Action.STORAGE_ASSESS, work)


def _new(work: Work, partnership_id: int, party: AssessmentParty) -> StorageRiskAssessment:
    record = StorageRiskAssessment(
        partnership_id=partnership_id,
        party=party.value,
        form_version=STORAGE_RISK_ASSESSMENT.version,
        created_at=work.now,
        updated_at=work.now,
        revision=0,
    )
    work.db.add(record)
    return record


def _school(work: Work, partnership_id: int, party: AssessmentParty) -> str:
    if not may_see(work, party):
        raise Refused(Action.STORAGE_ASSESS, NOUN)
    return school_of(work, partnership_id, Action.STORAGE_ASSESS)


def find(work: Work, partnership_id: int, party: AssessmentParty) -> StorageRiskAssessment | None:
    """Return a school's assessment, None when there is none."""
    return work.db.scalars(
        select(StorageRiskAssessment).where(
            StorageRiskAssessment.partnership_id == partnership_id,
            StorageRiskAssessment.party == party.value,
        )
    ).first()
