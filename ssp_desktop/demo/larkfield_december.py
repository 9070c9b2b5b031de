"""Larkfield Example Academy, an invented term: the last weeks, in which much still waits."""

from __future__ import annotations

from ssp_desktop.demo.larkfield_september import LARK, LIS, OKAFOR
from ssp_desktop.demo.timeline import (
    NOTHING_MORE,
    Contact,
    Sign,
    Task,
    UnfinishedText,
    clock_time,
    crime,
    on,
    told,
)

CONTACTS = (
    Contact(
        key="not-signed",
        day=on(11, 30),
        start="10:10",
        end="10:40",
        submitted="11:05",
        who="officer",
        school=LARK,
        subject="Followed home from the bus",
        pupils=(
            ("amara", "victim", {"parent_told": "yes", "parent_told_note": "Mother, by telephone, 10:50."}),
        ),
        staff=("moreau",),
        account=(
            "A man she does not know got off at her stop twice and walked behind her. She went into a shop."
        ),
        assessment="She did everything right. The stop has a camera.",
        tasks=(Task("Ask for the camera pictures of both days", "officer", on(12, 4)),),
        answers={
            "arising": "pupil_asked",
            "childs_words": "I counted the steps so I would not look round.",
            "concerns": ("harassment",),
            **crime(
                "recorded",
                "Twice, and she is 14.",
                OKAFOR,
                victim="police",
                parent="police",
                reference="CR-EX-1130",
            ),
            "safeguarding_reference": "SG-EXAMPLE-1130",
            **told("Sgt 0009 Example-Achebe", on(11, 30), "11:00"),
        },
    ),
    Contact(
        key="twelve",
        day=on(12, 8),
        start="13:10",
        end="13:40",
        submitted="14:00",
        who="pcso",
        school=LARK,
        subject="Messages from a man in a game",
        pupils=(("ng", "victim", {"parent_told": "yes", "parent_told_note": "Father, in person, 14:30."}),),
        staff=("whitlock",),
        account=(
            "Wei showed messages from somebody who says he is 19 and asks for pictures and for his street."
        ),
        assessment="Grooming. He has sent nothing yet. He is 12.",
        tasks=(
            Task("Hand the telephone to the digital unit with the father", "pcso", on(12, 9)),
            Task("Assembly on strangers in games", "Mr Example-Ogden, pastoral manager", on(12, 16)),
        ),
        answers={
            "arising": "pupil_asked",
            "childs_words": "He says we are best friends. He knows my school.",
            "concerns": ("sexual", "exploitation", "cyber"),
            "vulnerability": ("age", "grooming"),
            "thrive_threat": "high",
            "thrive_harm": "medium",
            "thrive_risk": "high",
            **crime(
                "recorded",
                "An adult grooms a child of 12.",
                LIS,
                serious=True,
                victim="police",
                parent="police",
                reference="CR-EX-1208",
            ),
            "intelligence_reference": "INT-EXAMPLE-1208",
            **told("Sgt 0009 Example-Achebe", on(12, 8), "13:55"),
        },
        after=(Sign(on(12, 9)),),
    ),
    Contact(
        key="theatre",
        day=on(12, 9),
        start="11:20",
        end="11:45",
        submitted="12:10",
        who="officer",
        school=LARK,
        subject="Purse missing from the dressing room",
        pupils=(("zazolta", "victim", {}), ("li", "witness", {})),
        staff=("ogden",),
        account=(
            "The purse was there before the rehearsal and gone after. 张例 saw a delivery man "
            "in the corridor."
        ),
        assessment="It may not have been a pupil.",
        tasks=(Task("Ask the delivery company who came", "officer", on(12, 15)),),
        answers={
            "arising": "incident",
            "place": "Drama studio",
            "concerns": ("theft",),
            **crime("pending", "Waits for the delivery company.", OKAFOR, head="police"),
            **NOTHING_MORE,
            **told("Sgt 0009 Example-Achebe", on(12, 9), "12:00"),
        },
    ),
    Contact(
        key="carol-concert",
        day=on(12, 10),
        start="14:05",
        end="14:25",
        submitted="14:40",
        who="pcso",
        school=LARK,
        subject="Worry about who comes to the concert",
        pupils=(
            (
                "leo",
                "subject_of_concern",
                {"parent_told": "yes", "parent_told_note": "Foster carer was there."},
            ),
        ),
        staff=("baptiste",),
        account="Leo asked whether his uncle is allowed to come. The court's order says no.",
        assessment="He wanted to hear that he is safe. The door is staffed.",
        tasks=(Task("Be at the door on the evening", "pcso", on(12, 17)),),
        answers={"arising": "pupil_asked", "childs_words": "You will be at the door though?"},
    ),
)


DRAFTS = (
    UnfinishedText(
        on(12, 8),
        "15:05",
        "officer",
        LARK,
        {
            "contact_date": on(12, 8),
            "start_time": clock_time("09:20"),
            "place": "Main yard",
            "kind": "conversation",
            "subject": "Talk on the yard about last week",
            "account": "He came over and said that",
        },
    ),
)
