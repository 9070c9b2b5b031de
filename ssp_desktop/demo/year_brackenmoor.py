"""Brackenmoor Example High, the invented year before: 2025 to 2026. ``written.py`` reads it."""

from __future__ import annotations

CONTACTS = """
= 2025-09-23 10:10-10:35 moor.pc | A bicycle gone from the rack
pupils: tom victim
staff: ives
how: incident
account: The lock was cut between nine and ten. The rack is not seen by the camera.
view: The third bicycle this year.
concerns: theft
crime: recorded CR-EX-3509 victim=police parent=police | Theft by somebody unknown.
parents: yes Mother, by telephone.
action: Ask the school to move the rack | moor.pc | 2025-10-03 | 2025-10-02 | It stands by reception now.
sign: 2025-09-24

= 2025-10-15 13:05-13:35 moor.pcso | Left out since primary school
pupils: lowri attending
staff: ashdown
how: pupil_asked
account: She asked whether it is a crime when nobody speaks to somebody. I said what bullying is and who helps.
view: Lonely, not in danger. Mrs Ashdown has a lunch club.
sign: 2025-10-16 | She came to the lunch club on the same day.

= 2025-11-19 11:15-11:50 moor.pc | A threat by message
pupils: jakub victim; tom suspect
staff: dale
account: Tom wrote that he would "see to" Jakub after school. He says that it was about a football team.
words: Everyone writes like that.
view: No plan behind it. Jakub was frightened all the same.
concerns: harassment
crime: school_procedure parent=school | Both families ask the school.
parents: yes Both, by Mrs Dale.
action: Talk with both together | moor.pc | 2025-11-26 | 2025-11-25 | Held. Tom deleted the message himself.
sign: 2025-11-20

= 2026-01-20 10:05-10:45 moor.pc | Seen in a car with older men
pupils: grace subject_of_concern
staff: dale
how: school_asked
account: A teacher saw her get into a car twice. Grace said that they are friends of a friend and bring her home.
view: She does not know their full names. Signs of grooming.
concerns: exploitation, sexual
crime: recorded CR-EX-3601 victim=neither parent=police serious | Grooming suspected; sergeant agrees.
intelligence: INT-EXAMPLE-3601
safeguarding: SG-EXAMPLE-3601
parents: yes Mother, in person, with child services.
vulnerability: grooming, mental_health
threat: high high high
action: Strategy meeting | moor.pc | 2026-01-21 | 2026-01-21 | Held; disruption plan made.
sign: 2026-01-21

= 2026-02-05 12:40-13:05 moor.pcso | Snow and a broken window
pupils: finn suspect; yusuf witness
staff: ives
how: incident
account: Finn threw a snowball with a stone in it. He did not know that there was one, says Yusuf too.
view: An accident.
concerns: criminal_damage
crime: not_a_crime victim=not_applicable head=school | An accident.
parents: yes Finn's father, by Mrs Ives.
sign: late 2026-02-26

= 2026-03-12 10:30-11:00 moor.pc | A scarf pulled off in the corridor
pupils: yusuf witness; ellie witness
staff: ashdown
how: incident
account: Somebody of Year 11 pulled a younger girl's scarf off and laughed. Two pupils saw it and told us.
view: She does not want to be named here. It is a hate incident.
concerns: hate
crime: school_procedure victim=school parent=school | She and her parents want the school to deal with it.
safeguarding: SG-EXAMPLE-3603
action: Assembly of Year 11 on hate crime | moor.pc | 2026-03-20 | 2026-03-19 | Held with the head.
sign: 2026-03-13

= 2026-05-06 13:10-13:40 moor.pcso | Alone by the river at lunch
pupils: grace subject_of_concern
staff: dale
how: chance
account: I met her on the path by the river. She said that she had not meant to frighten anybody, and came back with me.
words: I just wanted it quiet.
view: She is better than in January, but not well.
concerns: harm
crime: not_a_crime victim=not_applicable parent=not_applicable head=neither | No crime; a child in distress.
safeguarding: SG-EXAMPLE-3605
parents: yes Mother, by telephone, 13:45.
vulnerability: mental_health, isolation
action: See her at registration for two weeks | moor.pcso | 2026-05-20 | 2026-05-20 | Done. She has a counsellor.
sign: 2026-05-07

= 2026-06-10 11:20-11:45 moor.pc | A knife shown at the skate park
pupils: jakub witness; ellie witness
staff: ashdown
how: school_asked
account: Both saw a boy of another school show a knife to three others on Sunday.
view: Credible; the place fits what we know.
concerns: weapons
crime: recorded CR-EX-3606 victim=not_applicable parent=not_applicable head=police serious | Possession in public.
intelligence: INT-EXAMPLE-3606
parents: yes Both, by telephone.
action: Sweep of the skate park | moor.pc | 2026-06-12 | 2026-06-11 | Nothing found. Patrols at weekends.
sign: 2026-06-11
"""  # noqa: E501 - what was said stands in one line

VISITS = """
2025-09-23 moor.pc 08:30-12:10
2025-10-15 moor.pcso 12:30-15:00
2025-11-05 moor.pcso 12:00-13:20 | Lunch-time patrol only.
2025-11-19 moor.pc 10:50-14:30
2025-12-10 moor.pc 14:30-15:30 | Gate and corridors. Nobody came to me.
2026-01-20 moor.pc 09:40-14:00
2026-02-05 moor.pcso 12:10-14:30
2026-03-12 moor.pc 10:00-12:40
2026-04-22 moor.pcso 12:00-13:30 | Lunch-time patrol only.
2026-05-06 moor.pcso 12:20-15:10
2026-06-10 moor.pc 11:00-14:10
2026-07-08 moor.pc 08:30-09:40 | Assembly before the holidays. Nobody came to me.
"""
