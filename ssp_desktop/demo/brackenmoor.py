"""The case that this program exists for, replayed with invented names: September.

The Independent Office for Police Conduct looked into two Safer Schools Officers who learned four times, over
three months, that a child of 12 was being abused, and recorded nothing. Here each contact, request and
meeting of that report is entered on its date by the officer who had it, as that officer later described it;
where the school remembered it otherwise, the SPOC's own account stands beside it.

The people: PCSO 0005 Example-East and PC 0006 Example-Frost, Safer Schools Officers; PCSO 0008 Example-Hale,
who covers the neighbouring schools; Mrs Example-Ashdown of the wellbeing office, the SPOC; Mrs Example-Dale,
her manager; Mrs Example-Ives, attendance. The girl is Isla Example-Brook, 12, her friend Jodie
Example-Jarvis.
The case goes on in ``brackenmoor_november.py``.
"""

from __future__ import annotations

from ssp_desktop.demo.timeline import (
    Contact,
    Done,
    Reviewed,
    SchoolVisit,
    Sign,
    Task,
    clock_time,
    crime,
    on,
    told,
)

EAST = "PCSO 0005 Example-East"
FROST = "PC 0006 Example-Frost"
MOOR = "brackenmoor"

FIRST_MEETING = Contact(
    key="moor-caravan",
    day=on(9, 7),
    start="11:20",
    end="11:50",
    submitted="12:10",
    who="moor.pcso",
    school=MOOR,
    subject="Pupils of another school worried about a friend",
    pupils=(
        ("isla", "subject_of_concern", {"parent_told": "no", "parent_told_note": "Mrs Dale will ring him."}),
        ("kian", "subject_of_concern", {"known_as": "Kian, 15 or 16, not of this school"}),
    ),
    staff=("dale",),
    account=(
        "The safeguarding lead of another school had telephoned Mrs Ashdown: pupils there said that their "
        "friend Isla, 12, was in a bedroom of a caravan with an older boy, Kian. Mrs Dale asked me to be "
        "present. Mrs Dale asked the questions. Isla said that some of them smoked and drank in the caravan. "
        "She said that nothing else happened. I asked nothing."
    ),
    assessment=(
        "She denied what the other pupils said. I do not know why she would. She is 12 and the boy is 15 or "
        "16, so the worry stays whatever she says today."
    ),
    tasks=(
        Task("Ring Isla's father about today's conversation", "Mrs Example-Dale, assistant head", on(9, 8)),
        Task("Put in an intelligence report about the caravan and the older boy", "moor.pcso", on(9, 9)),
    ),
    answers={
        "kind": "meeting",
        "asked_by": "Mrs Example-Dale, assistant head",
        "childs_words": "Some of them smoke and drink there. That's all. It's just a caravan.",
        "observations": "She looked at the door and answered in few words.",
        "concerns": ("sexual", "exploitation"),
        "vulnerability": ("age", "risk", "grooming"),
        "thrive_threat": "high",
        "thrive_harm": "high",
        "thrive_risk": "medium",
        **crime(
            "pending",
            "Nothing disclosed yet. To be decided by the sergeant today.",
            EAST,
            serious=True,
            victim="not_asked",
        ),
        **told("Sgt 0009 Example-Achebe", on(9, 7), "12:00"),
        "shares": (
            {
                "direction": "from_school",
                "category": "5",
                "what": "The telephone call from the other school",
                "with_whom": EAST,
                "how": "in_person",
            },
        ),
    },
    after=(
        Reviewed(
            on(9, 7),
            "under_13",
            "Read at 17:10 the same day. Intelligence report asked for. Bring any "
            "second mention to me at once.",
        ),
        Sign(on(9, 8)),
        Done(
            0,
            on(9, 8),
            "Father told that there is a worry about the caravan.",
            on(9, 8),
            "Mrs Example-Ashdown",
        ),
    ),
)

FIRST_CHECKS = Contact(
    key="moor-checks-september",
    day=on(9, 7),
    start="13:30",
    end="13:45",
    submitted="13:50",
    who="moor.pcso",
    school=MOOR,
    subject="Checks after this morning's meeting",
    pupils=(("isla", "subject_of_concern", {}), ("kian", "subject_of_concern", {})),
    account="I searched the force's systems for both names after the meeting.",
    assessment="The search found nothing. That does not answer the worry.",
    answers={
        "kind": "checks",
        "arising": "police_enquiry",
        "place": "Police office",
        "staff_presence": "no_pupil",
        "checks_made": "Force record system, both names, because of the morning's meeting. Search 0907-EX.",
        "concerns": ("exploitation",),
        **crime("pending", "See the record of this morning.", EAST, serious=True, victim="not_asked"),
        **told("Sgt 0009 Example-Achebe", on(9, 7), "12:00"),
        "no_action_reason": "The actions stand in the record of this morning.",
    },
    after=(
        Reviewed(on(9, 7), "under_13", "The same matter as this morning's record.", "17:15"),
        Sign(on(9, 8), at="15:45"),
    ),
)

FRIDAY_MEETING = Contact(
    key="moor-friday",
    day=on(9, 11),
    start="14:10",
    end="14:40",
    submitted="14:50",
    who="moor.pc",
    school=MOOR,
    subject="Friday meeting of the two officers; check of one name",
    pupils=(("kian", "subject_of_concern", {}),),
    account=(
        "Example-East told me about Monday. I searched for the boy: the search gave a name, an address and a "
        "date of birth. The address is not copied here."
    ),
    assessment="He can be found. Somebody should speak to his school.",
    tasks=(Task("Pass the boy's details to the officer of his school", "moor.pc", on(9, 18)),),
    answers={
        "kind": "checks",
        "arising": "planned",
        "place": "Police office",
        "staff_presence": "no_pupil",
        "checks_made": "Force record system, boy's name, because of Monday's meeting. Search 0911-EX.",
        "concerns": ("exploitation",),
        **crime("pending", "See the record of 7 September.", FROST, serious=True, victim="not_asked"),
        "supervisor_reason": "Example-East told the sergeant on Monday.",
    },
    after=(Sign(on(9, 14)),),
)

RUMOUR = Contact(
    key="moor-rumour",
    day=on(11, 3),
    start="13:05",
    end="13:15",
    submitted="13:40",
    who="moor.pcso",
    school=MOOR,
    subject="A rumour about a party",
    account=(
        "I was in the wellbeing office for another matter; Example-Frost was "
        "there too. Mrs Ashdown said that "
        "a girl of a neighbouring school was said to have had sex with a boy "
        "at a party. She asked me to find "
        "out from the other schools whether it was true. I do not recall that a pupil of this school was "
        "named. I said that I would ask which officers cover the other schools."
    ),
    assessment="A rumour. It can be checked with two schools.",
    tasks=(
        Task("Ask the officers of the two neighbouring schools about the rumour", "moor.pcso", on(11, 10)),
    ),
    answers={
        "kind": "request",
        "arising": "school_asked",
        "asked_by": "Mrs Example-Ashdown, wellbeing officer",
        "staff_presence": "no_pupil",
        "no_pupil_reason": "No name was given to me.",
        "concerns": ("sexual",),
        **crime("pending", "Age and name of the girl not known yet.", EAST, serious=True, victim="not_asked"),
        "safeguarding_reason": "The other school is the lead; its officer will be asked.",
    },
    after=(
        Sign(
            on(11, 4),
            "disagree",
            "I gave the name. I said that the party was at Isla Example-Brook's house, and that we hold "
            "earlier worries about open house there. PCSO Example-East told me that he would speak to Isla's "
            "father. I was not told who the other schools' officers are.",
            "08:50",
        ),
    ),
)

SECOND_CHECKS = Contact(
    key="moor-checks-november",
    day=on(11, 3),
    start="14:20",
    end="14:30",
    submitted="14:35",
    who="moor.pcso",
    school=MOOR,
    subject="Check of one name after the rumour",
    pupils=(("isla_again", "subject_of_concern", {"address": "4, Mock Terrace, Brackenmoor"}),),
    account="After the wellbeing office I searched the force's systems for this name.",
    assessment="Nothing found. The program shows that I met her in September.",
    answers={
        "kind": "checks",
        "arising": "police_enquiry",
        "place": "Police office",
        "staff_presence": "no_pupil",
        "checks_made": "Force record system, girl's name, because of the rumour. Search 1103-EX.",
        "concerns": ("sexual", "exploitation"),
        **crime("pending", "With the sergeant.", EAST, serious=True, victim="not_asked"),
        **told("Sgt 0009 Example-Achebe", on(11, 3), "14:33"),
        "no_action_reason": "The action stands in the record of the rumour.",
    },
    after=(Sign(on(11, 4), at="08:55"),),
)

PASSED_ON = Contact(
    key="moor-passed-on",
    day=on(11, 5),
    start="10:15",
    end="10:20",
    submitted="10:30",
    who="moor.pc",
    school=MOOR,
    subject="The rumour passed to the officer of the other school",
    account=(
        "Example-East asked by e-mail who covers the two schools. I passed the e-mail to PCSO Example-Hale "
        "and asked her to speak with the safeguarding lead there. The e-mail "
        "does not say where the party was."
    ),
    assessment="Passed on. I have not heard back.",
    tasks=(
        Task("Speak with the other school's safeguarding lead about the party", "moor.other", on(11, 12)),
    ),
    answers={
        "kind": "request",
        "arising": "police_enquiry",
        "place": "By e-mail",
        "start_time": clock_time("10:15"),
        "staff_presence": "no_pupil",
        "no_pupil_reason": "The e-mail names nobody.",
        "concerns": ("sexual",),
        **crime("pending", "See the record of 3 November.", FROST, serious=True, victim="not_asked"),
    },
    after=(
        Sign(on(11, 6)),
        Done(
            0,
            on(11, 11),
            "Spoke with the safeguarding lead, who had not heard of the party.",
            by="moor.other",
        ),
    ),
)

CONTACTS = (FIRST_MEETING, FIRST_CHECKS, FRIDAY_MEETING, RUMOUR, SECOND_CHECKS, PASSED_ON)
VISITS = (
    SchoolVisit(on(9, 7), "moor.pcso", MOOR, "10:55", "12:20"),
    SchoolVisit(on(9, 23), "moor.pc", MOOR, "08:30", "15:10", "Gate and corridors. Nobody came to me."),
    SchoolVisit(on(10, 14), "moor.pcso", MOOR, "12:00", "13:20", "Lunch-time patrol only."),
    SchoolVisit(on(11, 3), "moor.pcso", MOOR, "12:40", "13:50"),
)
