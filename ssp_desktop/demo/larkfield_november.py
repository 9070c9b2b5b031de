"""Larkfield Example Academy, an invented term: November."""

from __future__ import annotations

from ssp_desktop.demo.larkfield_september import LARK, LIS, OKAFOR, WHITLOCK
from ssp_desktop.demo.timeline import (
    Answered,
    Contact,
    Corrected,
    Done,
    Reviewed,
    SamePupil,
    Sign,
    Task,
    crime,
    on,
    told,
)

CONTACTS = (
    Contact(
        key="jay-third",
        day=on(11, 3),
        start="09:10",
        end="09:55",
        submitted="10:30",
        who="officer",
        school=LARK,
        subject="Money and a second telephone",
        pupils=(("jay", "victim", {"known_as": "Jaydon"}),),
        staff=("whitlock",),
        account=(
            "Ms Whitlock had seen him with a second telephone and new trainers. He would not say where from."
        ),
        assessment="With the gate in October this looks like somebody paying him to carry.",
        tasks=(
            Task("National Referral Mechanism form with child services", "officer", on(11, 6)),
            Task("Change the lunch route with Mr Ogden", "pcso", on(11, 5)),
        ),
        answers={
            "asked_by": "Ms Example-Whitlock, deputy head",
            "childs_words": "It's nothing. I'm just helping someone.",
            "observations": "He looked at the second telephone each time it buzzed.",
            "concerns": ("exploitation", "gangs", "drugs"),
            "vulnerability": ("risk", "grooming", "coercive_control", "family"),
            "thrive_threat": "high",
            "thrive_harm": "high",
            "thrive_risk": "high",
            **crime(
                "recorded",
                "A child is being used to carry.",
                OKAFOR,
                serious=True,
                victim="neither",
                reference="CR-EX-1103",
            ),
            "safeguarding_reference": "SG-EXAMPLE-1103",
            "intelligence_reference": "INT-EXAMPLE-1103",
            **told("Sgt 0009 Example-Achebe", on(11, 3), "10:05"),
            "officer_notes": "Number of the second telephone is in the intelligence report only.",
        },
        after=(
            SamePupil(on(11, 3), 0, "same"),
            Sign(on(11, 4)),
            Done(
                0, on(11, 5), "Sent; reference held by child services.", on(11, 6), WHITLOCK, "secure_email"
            ),
            Done(1, on(11, 4), "He eats in H12 now.", on(11, 4), "Mr Example-Ogden", by="pcso"),
        ),
    ),
    Contact(
        key="harm-herself",
        day=on(11, 5),
        start="13:20",
        end="13:50",
        submitted="14:10",
        who="pcso",
        school=LARK,
        subject="A pupil who said that she does not want to go on",
        pupils=(
            (
                "tegan",
                "subject_of_concern",
                {"parent_told": "yes", "parent_told_note": "Father, by Ms Baptiste, 14:00."},
            ),
        ),
        staff=("baptiste",),
        account="She stopped me in the corridor. Ms Baptiste joined us at once and stayed.",
        assessment="She meant it. The school's mental health lead took over at 13:50.",
        tasks=(Task("Look in on her at registration for two weeks", "pcso", on(11, 20)),),
        answers={
            "arising": "pupil_asked",
            "childs_words": "Dw i ddim isio bod yma. I don't want to be here any more.",
            "concerns": ("harm",),
            "vulnerability": ("mental_health", "isolation"),
            **crime(
                "not_a_crime", "No crime; a child in distress.", LIS, victim="not_applicable", head="neither"
            ),
            "safeguarding_reference": "SG-EXAMPLE-1105",
            "intelligence_reason": "No intelligence in it.",
            **told("Sgt 0009 Example-Achebe", on(11, 5), "14:00"),
        },
        after=(
            Sign(on(11, 6)),
            Done(
                0,
                on(11, 20),
                "Done. She has a counsellor and says that it helps.",
                on(11, 20),
                "Ms Example-Baptiste",
            ),
        ),
    ),
    Contact(
        key="leaflet",
        day=on(11, 10),
        start="11:30",
        end="12:00",
        submitted="12:30",
        who="officer",
        school=LARK,
        subject="A leaflet with a banned group's sign",
        pupils=(("oskar", "subject_of_concern", {}),),
        staff=("fenn",),
        account=(
            "He says that he found it in a game's chat and printed it for the picture. He "
            "did not know the group."
        ),
        assessment="I believe him. The chat is what worries me.",
        tasks=(Task("Prevent conversation with the school's lead", "officer", on(11, 17)),),
        answers={
            "concerns": ("radicalisation",),
            **crime(
                "not_a_crime",
                "Possession of a picture; no offence made out.",
                OKAFOR,
                victim="not_applicable",
            ),
            "safeguarding_reference": "PREVENT-EX-1110",
            **told("Sgt 0009 Example-Achebe", on(11, 10), "12:10"),
        },
        after=(
            Sign(on(11, 11)),
            Done(0, on(11, 16), "Held. No referral needed; the game is blocked.", on(11, 17), WHITLOCK),
            Answered(on(11, 12), "intelligence_reference", "INT-EXAMPLE-1112"),
        ),
    ),
    Contact(
        key="fight",
        day=on(11, 12),
        start="12:50",
        end="13:25",
        submitted="13:45",
        who="pcso",
        school=LARK,
        subject="Fight outside the dining hall",
        pupils=(("kofi", "victim", {}), ("rhodri", "suspect", {}), ("amara", "witness", {})),
        staff=("ogden", "moreau"),
        account="Amara saw it from the start: Rhodri pushed first. Kofi did not hit back. Both are cut.",
        assessment="Rhodri is under pressure from elsewhere (see October).",
        tasks=(Task("Restorative meeting once both are calm", "pcso", on(11, 19)),),
        answers={
            "arising": "incident",
            "concerns": ("assault",),
            **crime("school_procedure", "Kofi and his father ask the school.", LIS, parent="school"),
            "safeguarding_reason": "Early help is in place already.",
            "intelligence_reason": "No intelligence in it.",
            **told("Sgt 0009 Example-Achebe", on(11, 12), "13:40"),
        },
        after=(
            Sign(
                on(11, 13),
                "disagree",
                "I was in the dining hall. Kofi hit back once, and a lunch supervisor "
                "held him. He is still the one "
                "who was attacked, but the record should say so.",
            ),
            Corrected(
                on(11, 16),
                "The SPOC saw more than I was told.",
                {
                    "account": (
                        "Amara saw it from the start: Rhodri pushed first. Ms Whitlock saw Kofi hit back "
                        "once. Both are cut."
                    ),
                },
            ),
            Sign(on(11, 16)),
            Reviewed(
                on(11, 16),
                "disagreed",
                "Corrected by the officer after a talk with the SPOC. Both accounts kept.",
            ),
            Done(0, on(11, 18), "Held; both shook hands.", None, "", by="pcso"),
        ),
    ),
    Contact(
        key="statement",
        day=on(11, 17),
        start="10:00",
        end="10:50",
        submitted="11:15",
        who="officer",
        school=LARK,
        subject="Statement about the bus stop",
        pupils=(
            (
                "angharad",
                "victim",
                {"parent_told": "yes", "parent_told_note": "Mother was appropriate adult."},
            ),
        ),
        staff=("whitlock",),
        account="Written down in her own words, read back, signed by her and her mother.",
        assessment="Clear and calm.",
        tasks=(Task("File to the harassment team", "officer", on(11, 24)),),
        answers={
            "kind": "statement",
            "arising": "planned",
            "appropriate_adult": "present",
            "appropriate_adult_name": "Mrs Enghraifft-Pugh",
            "appropriate_adult_relation": "Mother",
            "concerns": ("harassment",),
            **crime(
                "recorded",
                "Repeated since September; mother wants it recorded.",
                OKAFOR,
                victim="police",
                parent="police",
                reference="CR-EX-1117",
            ),
            "safeguarding_reason": "Held in the crime record.",
            **told("Sgt 0009 Example-Achebe", on(11, 17), "11:10"),
        },
        after=(Sign(on(11, 18)), Done(0, on(11, 23), "Sent. The two boys are spoken to on Thursday.", None)),
    ),
    Contact(
        key="lunch-money",
        day=on(11, 19),
        start="12:35",
        end="12:55",
        submitted="13:15",
        who="pcso",
        school=LARK,
        subject="Lunch money taken from younger pupils",
        pupils=(
            ("leo", "victim", {"parent_told": "yes", "parent_told_note": "Foster carer, by telephone."}),
            ("mo", "victim", {}),
        ),
        staff=("ogden",),
        account="Both say that a Year 11 boy asks for a pound each day. Neither knows his name.",
        assessment="They are ashamed. More children may have paid.",
        tasks=(Task("Stand by the till with Mr Ogden for a week", "pcso", on(11, 26)),),
        answers={
            "concerns": ("theft", "harassment"),
            **crime("pending", "The boy is not known yet.", LIS, head="police"),
            "intelligence_reason": "No intelligence in it yet.",
        },
        after=(Sign(on(11, 20)),),
    ),
)
