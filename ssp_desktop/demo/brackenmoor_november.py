"""The Brackenmoor case, its second part: three days in November, a meeting, a referral in December."""

from __future__ import annotations

from ssp_desktop.demo.brackenmoor import FROST, MOOR
from ssp_desktop.demo.timeline import Answered, Contact, Done, SchoolVisit, Sign, Task, crime, on

ATTENDANCE = Contact(
    key="moor-attendance",
    day=on(11, 18),
    start="10:20",
    end="10:30",
    submitted="11:25",
    who="moor.pc",
    school=MOOR,
    subject="Two girls late or missing; home visit asked for",
    pupils=(("isla", "subject_of_concern", {}), ("jodie", "subject_of_concern", {})),
    account=(
        "Mrs Ives came to our office while I was dealing with another incident. Both girls had not come to "
        "school; Isla's father said that they stayed at Jodie's house. Mrs Ives has put in a concern form: "
        "late, missing lessons, rumours about older boys and men. She asked for home visits. I was free from "
        "10:50. Both girls came to school at about 11:15, so no visit was made."
    ),
    assessment="They are here now. The reason why they were missing is not answered.",
    tasks=(
        Task("Tell Mrs Ives what became of the home visits, and see her concern form", "moor.pc", on(11, 20)),
    ),
    answers={
        "kind": "request",
        "asked_by": "Mrs Example-Ives, attendance officer",
        "place": "Officers' room",
        "staff_presence": "no_pupil",
        "concerns": ("exploitation",),
        "vulnerability": ("age", "risk"),
        **crime("pending", "No account from the girls yet.", FROST, serious=True, victim="not_asked"),
        "shares": (
            {
                "direction": "from_school",
                "category": "3",
                "what": "Attendance of both girls, and the concern form of 17 November",
                "with_whom": FROST,
                "how": "in_person",
            },
        ),
    },
    after=(
        Sign(on(11, 18), "agree_with_comment", "Mrs Ives also left printed records of both girls.", "15:20"),
    ),
)

DISCLOSURE = Contact(
    key="moor-disclosure",
    day=on(11, 18),
    start="12:05",
    end="12:35",
    submitted="13:00",
    who="moor.pc",
    school=MOOR,
    subject="Called to the wellbeing office at once",
    pupils=(("isla", "victim", {}), ("jodie", "witness", {})),
    staff=("ashdown",),
    account=(
        "Mrs Ashdown asked me to come at once. I was not told why. She tried to get Isla to talk to me; Isla "
        "said nothing. As a police officer I thought of the worst case for a girl of 12 and spoke to her "
        "about unprotected sex and that she is below the age at which anyone can consent. Both girls laughed "
        "during the meeting."
    ),
    assessment="They laughed. That may be nerves. I was given no detail that I could act on.",
    tasks=(Task("Ask Mrs Ashdown what was said before I came in, and write it down", "moor.pc", on(11, 19)),),
    answers={
        "kind": "meeting",
        "asked_by": "Mrs Example-Ashdown, wellbeing officer",
        "arising": "school_asked",
        "childs_words": "",
        "observations": "Both girls laughed. Isla did not look at me.",
        "concerns": ("sexual", "exploitation"),
        "vulnerability": ("age", "gender", "risk", "grooming"),
        **crime("pending", "No account was given to me.", FROST, serious=True, victim="not_asked"),
    },
    after=(
        Sign(
            on(11, 18),
            "disagree",
            "I told PC Example-Frost why I called him. Jodie had said without "
            "hesitation that Isla “does that "
            "stuff with those boys”, and named six girls and ten boys of another school; I wrote the names "
            "down while she spoke. Isla confirmed it. I said that she is afraid because the boys are "
            "“untouchable”. The laughing was nerves: she does not see that she is a victim. PC Example-Frost "
            "made a remark as if she had wanted it. I ask that the sergeant reads this today.",
            "15:35",
        ),
    ),
)

REMINDER = Contact(
    key="moor-reminder",
    day=on(11, 23),
    start="14:10",
    end="14:16",
    submitted="14:30",
    who="moor.pc",
    school=MOOR,
    subject="Call from the SPOC: meeting with a father to be arranged",
    pupils=(("isla", "victim", {}),),
    account=(
        "Mrs Ashdown rang. She has spoken with Isla twice since Wednesday; Isla does not want to report "
        "anything to the police. She asked me to meet Isla's father. I gave Thursday at 14:00."
    ),
    assessment="The father should hear it from both of us.",
    tasks=(Task("Meet Isla's father with Mrs Ashdown on 26 November", "moor.pc", on(11, 26)),),
    answers={
        "kind": "request",
        "place": "By telephone",
        "asked_by": "Mrs Example-Ashdown, wellbeing officer",
        "staff_presence": "no_pupil",
        "concerns": ("sexual", "exploitation"),
        **crime("pending", "She does not want to report.", FROST, serious=True, victim="neither"),
    },
    after=(
        Sign(on(11, 23)),
        Done(
            0,
            on(11, 26),
            "The meeting took place without him: he rang later, he had to work.",
            on(11, 26),
            "Mrs Example-Ashdown",
            "meeting",
        ),
    ),
)

FATHER_ABSENT = Contact(
    key="moor-father-absent",
    day=on(11, 26),
    start="14:00",
    end="14:25",
    submitted="14:50",
    who="moor.pc",
    school=MOOR,
    subject="Meeting to which a father and a worker did not come",
    pupils=(
        (
            "isla",
            "victim",
            {"parent_told": "no", "parent_told_note": "He did not come; work, he said later."},
        ),
    ),
    staff=("ashdown",),
    account=(
        "Isla's father and the charity's worker did not come. I suggested that we call Isla and ask whether "
        "she had told her father to stay away, and look at her telephone. She said that she had no telephone "
        "with her. She was upset because she thought that she would be grounded. The meeting was short. I do "
        "not recall that she named anybody."
    ),
    assessment="Nothing new was said to me.",
    tasks=(
        Task("Refer to the exploitation hub", "moor.spoc", on(11, 27)),
        Task("Tell the sergeant about the two meetings of 18 and 26 November", "moor.pc", on(11, 27)),
    ),
    answers={
        "kind": "meeting",
        "asked_by": "Mrs Example-Ashdown, wellbeing officer",
        "arising": "planned",
        "invitees": (
            {"name": "Mr Example-Brook", "role": "Father", "attendance": "apology", "reason": "Work"},
            {
                "name": "Ms Example-Barnes",
                "role": "Charity's family worker",
                "attendance": "absent",
                "reason": "",
            },
        ),
        "observations": "She cried.",
        "concerns": ("sexual", "exploitation"),
        "vulnerability": ("age", "gender", "risk", "grooming", "no_power"),
        **crime("pending", "Waits for the hub's view.", FROST, serious=True, victim="neither"),
    },
    after=(
        Sign(
            on(11, 26),
            "disagree",
            "We spoke to Isla. We explained that she is a victim; we spoke about "
            "exploitation and grooming. She "
            "gave names, and places where it happened. I told her that I would refer her to the exploitation "
            "hub. PC Example-Frost was in the room for this.",
            "15:55",
        ),
        Done(
            0,
            on(12, 7),
            "Referral taken by the hub's social worker; the team began to investigate at once.",
            on(12, 7),
            "Mrs Example-Dale",
            "phone",
            by="moor.spoc",
        ),
        Answered(on(12, 7), "safeguarding_reference", "SG-EXAMPLE-1207"),
    ),
)

CONTACTS = (ATTENDANCE, DISCLOSURE, REMINDER, FATHER_ABSENT)
VISITS = (
    SchoolVisit(on(11, 18), "moor.pc", MOOR, "08:20", "15:20"),
    SchoolVisit(on(11, 26), "moor.pc", MOOR, "13:45", "15:00"),
    SchoolVisit(on(12, 2), "moor.pcso", MOOR, "12:00", "13:10"),
)
