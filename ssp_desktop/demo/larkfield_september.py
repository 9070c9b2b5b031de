"""Larkfield Example Academy, an invented term: September."""

from __future__ import annotations

from ssp_desktop.demo.timeline import NOTHING_MORE, Contact, Done, Reviewed, Sign, Task, crime, on, told

OKAFOR = "PC 0001 Example-Okafor"
LIS = "PCSO 0002 Example-Lis"
LARK = "larkfield"
WHITLOCK = "Ms Example-Whitlock"

CONTACTS = (
    Contact(
        key="walk-home",
        day=on(9, 8),
        start="09:05",
        end="09:40",
        submitted="10:05",
        who="officer",
        school=LARK,
        subject="Worry about the walk home",
        pupils=(
            (
                "angharad",
                "subject_of_concern",
                {"parent_told": "yes", "parent_told_note": "Mother, by telephone, 9:50."},
            ),
        ),
        staff=("whitlock",),
        account="We spoke about who she walks home with. Two older pupils wait for her at the bus stop.",
        assessment="She seemed worried, and relieved to be asked.",
        tasks=(Task("Speak to the bus company about the stop", "officer", on(9, 15)),),
        answers={
            "childs_words": "I just want them to leave me alone.",
            "officer_notes": "Stop is on my Tuesday round.",
        },
        after=(
            Sign(on(9, 9)),
            Done(
                0,
                on(9, 14),
                "The driver waits until the pupils have gone in.",
                on(9, 15),
                WHITLOCK,
                "meeting",
            ),
        ),
    ),
    Contact(
        key="phone-taken",
        day=on(9, 10),
        start="13:15",
        end="13:45",
        submitted="14:10",
        who="pcso",
        school=LARK,
        subject="A telephone taken on the yard",
        pupils=(("kofi", "victim", {}), ("billy", "suspect", {})),
        staff=("fenn",),
        account="Kofi's telephone was taken from his bag at lunch. Billy gave it back when Mr Fenn asked.",
        assessment="Given back within the hour. Both boys accept a meeting with Mr Fenn.",
        tasks=(Task("Sit in on the restorative meeting", "pcso", on(9, 17)),),
        answers={
            "arising": "incident",
            "place": "Year 9 office",
            "concerns": ("theft",),
            **crime(
                "school_procedure", "Returned the same day; victim, parent and head ask the school.", LIS
            ),
            **NOTHING_MORE,
            **told("Sgt 0009 Example-Achebe", on(9, 10), "14:05"),
        },
        after=(
            Sign(on(9, 11)),
            Done(
                0,
                on(9, 16),
                "Held. Billy said sorry in his own words; Kofi accepted.",
                on(9, 16),
                "Mr Example-Fenn",
            ),
        ),
    ),
    Contact(
        key="new-in-england",
        day=on(9, 15),
        start="10:30",
        end="10:55",
        submitted="11:20",
        who="officer",
        school=LARK,
        subject="Pushed and called names on the stairs",
        pupils=(
            (
                "mo",
                "victim",
                {"parent_told": "yes", "parent_told_note": "Father, by telephone, with an interpreter."},
            ),
        ),
        staff=("baptiste",),
        account=(
            "Three boys pushed him and told him to go home. Ms Baptiste interpreted; he knew "
            "two of the names."
        ),
        assessment="A hate crime as he sees it, and he is the one who says what it is.",
        tasks=(
            Task("See the three boys' parents with the head of year", "officer", on(9, 22)),
            Task(
                "Arrange a buddy on the stairs at changeover",
                "Ms Example-Baptiste, special needs coordinator",
                on(9, 18),
            ),
        ),
        answers={
            "arising": "pupil_asked",
            "childs_words": "قالوا لي ارجع إلى بلدك. They said go home. I am home.",
            "observations": "Graze on the left hand. He showed it without being asked.",
            "concerns": ("hate", "assault"),
            **crime(
                "recorded",
                "The victim wants it recorded.",
                OKAFOR,
                victim="police",
                parent="police",
                reference="CR-EX-0915",
            ),
            "safeguarding_reference": "SG-EXAMPLE-0915",
            "intelligence_reason": "Names are in the crime record.",
            **told("Sgt 0009 Example-Achebe", on(9, 15), "11:10"),
        },
        after=(
            Sign(on(9, 16), "agree_with_comment", "The school's sanction: two days in the inclusion room."),
            Done(0, on(9, 21), "All parents came. Apology letters.", on(9, 22), WHITLOCK),
            Done(1, on(9, 17), "A Year 10 buddy walks with him.", on(9, 17), WHITLOCK, by="spoc"),
        ),
    ),
    Contact(
        key="first-week-seven",
        day=on(9, 16),
        start="12:20",
        end="12:40",
        submitted="13:05",
        who="pcso",
        school=LARK,
        subject="New pupil afraid of the gate at half past three",
        pupils=(("priya", "attending", {}),),
        staff=("ogden",),
        account=(
            "Priya asked me whether police officers are at the gate each day. We looked at "
            "the way to the bus."
        ),
        assessment="The first weeks of Year 7. No crime, no danger that I can see.",
        answers={
            "arising": "pupil_asked",
            "place": "Library",
            "no_action_reason": "She knows whom to ask; Mr Ogden will look in on her.",
        },
        after=(Sign(on(9, 17)),),
    ),
    Contact(
        key="knife-rumour",
        day=on(9, 22),
        start="08:45",
        end="09:30",
        submitted="10:00",
        who="officer",
        school=LARK,
        subject="Rumour of a knife in a bag",
        pupils=(
            ("jay", "subject_of_concern", {"parent_told": "yes", "parent_told_note": "Mother came at 9:15."}),
        ),
        staff=("moreau", "whitlock"),
        account=(
            "Mme Moreau searched the bag under the school's own power with Ms "
            "Whitlock present; I did not take "
            "part. A craft knife for art was in it. He said that he had it for the "
            "lesson. The art teacher agrees."
        ),
        assessment="The art lesson explains it. He is known to child services and was frightened of me.",
        tasks=(Task("Tell his social worker what happened and what it was not", "officer", on(9, 24)),),
        answers={
            "arising": "incident",
            "asked_by": "Mme Example-Moreau, head of Year 10",
            "concerns": ("weapons",),
            "vulnerability": ("mental_health", "family"),
            "thrive_threat": "low",
            "thrive_harm": "low",
            "thrive_risk": "low",
            **crime("not_a_crime", "A tool for the lesson; the teacher confirms it.", OKAFOR, head="neither"),
            "safeguarding_reason": "The social worker is told instead.",
            "intelligence_reason": "No intelligence: the tool was for the lesson.",
            **told("Sgt 0009 Example-Achebe", on(9, 22), "09:50"),
            "decision_rationale": (
                "Information: a rumour. Risk: low once the bag was seen. Options: none needed."
            ),
        },
        after=(
            Sign(on(9, 23)),
            Done(
                0,
                on(9, 23),
                "Told by telephone; she will ring the school.",
                on(9, 24),
                WHITLOCK,
                "secure_email",
            ),
        ),
    ),
    Contact(
        key="group-chat",
        day=on(9, 24),
        start="14:05",
        end="14:50",
        submitted="15:15",
        who="pcso",
        school=LARK,
        subject="Pictures passed round in a group chat",
        pupils=(
            (
                "zazolta",
                "victim",
                {"parent_told": "yes", "parent_told_note": "Mother, in person, with an interpreter."},
            ),
        ),
        staff=("fenn",),
        account=(
            "A picture of her at the swimming bath was passed round with words under it. She "
            "showed me the words."
        ),
        assessment="No sexual picture. The words are cruel and repeated.",
        tasks=(
            Task("Ask the platform to take the picture down", "pcso", on(9, 30)),
            Task("Talk to the tutor group about what the law says", "pcso", on(10, 7)),
        ),
        answers={
            "childs_words": "Nie chcę, żeby to ktoś widział. I don't want anyone to see it.",
            "concerns": ("cyber", "harassment"),
            **crime(
                "school_procedure", "Victim and mother ask the school to deal with it.", LIS, parent="school"
            ),
            "safeguarding_reference": "SG-EXAMPLE-0924",
            "intelligence_reason": "No intelligence in it.",
            **told("Sgt 0009 Example-Achebe", on(9, 24), "15:00"),
        },
        after=(
            Sign(on(9, 25)),
            Done(0, on(9, 29), "Taken down after two days.", on(9, 30), "Mr Example-Fenn"),
            Done(1, on(10, 6), "Done in form time, with Mr Fenn.", on(10, 6), "Mr Example-Fenn"),
        ),
    ),
    Contact(
        key="bruise",
        day=on(9, 29),
        start="11:20",
        end="11:45",
        submitted="12:00",
        who="officer",
        school=LARK,
        subject="A bruise that a teacher saw",
        pupils=(
            (
                "priya",
                "subject_of_concern",
                {"parent_told": "no", "parent_told_note": "Left to child services."},
            ),
        ),
        staff=("baptiste",),
        account=(
            "Ms Baptiste had seen a bruise on the arm. Priya said that she fell at hockey. I "
            "asked nothing more."
        ),
        assessment="Her story may be true. She is 11; child services should hear of it today.",
        tasks=(Task("Ring child services with Ms Baptiste", "officer", on(9, 29)),),
        answers={
            "childs_words": "I fell over at hockey. Honest. Can I go now?",
            "observations": "Yellow bruise, upper left arm, about 4 cm.",
            "concerns": ("harm",),
            "vulnerability": ("age",),
            **crime("not_a_crime", "Nothing says that anybody hurt her; child services will look.", OKAFOR),
            "safeguarding_reference": "SG-EXAMPLE-0929",
            "intelligence_reason": "Nothing beyond the referral.",
            **told("Sgt 0009 Example-Achebe", on(9, 29), "11:55"),
        },
        after=(
            Done(0, on(9, 29), "Referral taken at 13:10.", on(9, 29), WHITLOCK, at="13:20"),
            Reviewed(
                on(9, 29), "under_13", "Referral seen. Child services visit tomorrow. Nothing more from us."
            ),
            Sign(on(9, 30)),
        ),
    ),
)
