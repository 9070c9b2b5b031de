"""Larkfield Example Academy, the invented year before: 2025 to 2026. ``written.py`` reads it."""

from __future__ import annotations

CONTACTS = """
= 2025-09-16 10:05-10:35 officer | A telephone taken on the bus
pupils: harri victim; luka witness
staff: ogden
how: incident
account: Harri lost his telephone on the 7:50 bus. Luka saw an older boy of another school put it into his bag.
view: Both give the same account apart from each other.
concerns: theft
crime: recorded CR-EX-2509 victim=police parent=police | Taken by somebody from another school.
parents: yes Mother, by telephone, 10:40.
action: Ask the bus company for the pictures | officer | 2025-09-23 | 2025-09-22 | Sent to the neighbourhood team.
sign: 2025-09-17

= 2025-09-25 12:20-12:50 pcso | Settling in with a new language
pupils: sofia attending
staff: baptiste
how: pupil_asked
account: She asked what to do when somebody follows her on the way from the bus. We practised the words in English.
view: Nobody has followed her yet. She wants to know that she may come to us.
sign: 2025-09-26

= 2025-10-07 11:20-11:55 officer | A craft knife in a pencil case
pupils: tyrone suspect
staff: moreau
how: incident
account: Mme Moreau found a craft knife among his pens. He said that it was for a model that he builds at home.
words: It is for my boat. I forgot it was in there.
view: His form tutor knows the boat. It should still not have come to school.
concerns: weapons
crime: school_procedure head=school victim=not_applicable | No intent; the blade was retracted; the head agrees.
parents: yes Father came at 12:30.
share: 2 from_school | Suspended for one day | Sgt 0009 Example-Achebe | secure_email
action: Home and school agreement about tools | officer | 2025-10-14 | 2025-10-13 | Signed by his father.
sign: 2025-10-09 | The head of design was there as well.

= 2025-10-16 09:40-10:15 officer | Names called on the way home
pupils: samira victim
staff: whitlock
how: pupil_asked
account: Two adults in a car shout at her and her cousin at the crossing, three times in two weeks, about their scarves.
words: We walk the long way now.
view: A hate crime. She is calm, but her little cousin does not want to come to school.
concerns: hate
crime: recorded CR-EX-2510 victim=police parent=police serious | Repeated, and aimed at their religion.
intelligence: INT-EXAMPLE-2510
safeguarding: SG-EXAMPLE-2510
parents: yes Father, in person, 15:20.
vulnerability: religion, community
action: Be at the crossing for two weeks | officer | 2025-10-24 | 2025-10-24 | Done. The car was stopped and spoken to.
sign: 2025-10-17

= 2025-11-06 13:10-13:40 pcso | Fireworks thrown near the gate
pupils: chidi witness; mia witness
staff: fenn
how: incident
account: Somebody over sixteen threw two fireworks from the footbridge. Both saw him run towards the shops.
view: Nobody was hurt. Both want to help and neither knows his name.
concerns: assault
crime: recorded CR-EX-2511 victim=not_applicable parent=not_applicable head=police | A danger to many.
action: Ask the shops for pictures of that hour | pcso | 2025-11-13 | 2025-11-12 | Handed to the investigating officer.
sign: 2025-11-07

= 2025-11-20 10:00-10:45 officer | Pictures passed on in a group chat
pupils: zara victim; ravi suspect
staff: whitlock
account: Zara's picture went to a group of eleven. Ravi says that he passed it on once and is ashamed.
words: I thought everybody had it already.
view: No sign of pressure by an adult. Zara wants it gone more than she wants anybody punished.
concerns: cyber, sexual
crime: recorded CR-EX-2512 victim=school parent=school serious | Recorded, outcome 21: no action in the public interest.
intelligence: INT-EXAMPLE-2511
safeguarding: SG-EXAMPLE-2511
parents: yes Both mothers, in person.
vulnerability: gender, no_power
action: Have the picture taken down and show both how | officer | 2025-11-27 | 2025-11-26 | Reported and removed.
action: Restorative meeting if both wish it | officer | 2025-12-05 | 2025-12-04 | Held with both mothers.
sign: 2025-11-21 | Thank you for doing this on the same day.

= 2025-12-04 12:30-12:55 pcso | Not sleeping since a move
pupils: reuben subject_of_concern
staff: baptiste
how: pupil_asked
account: He has moved to his third foster home this year and cannot sleep. He asked whether the old one may write to him.
view: Low in spirits, not in danger. His social worker should hear it today.
concerns: harm
crime: not_a_crime victim=not_applicable parent=not_applicable head=neither | No crime; a child who needs support.
safeguarding: SG-EXAMPLE-2512
vulnerability: isolation, mental_health
action: Call his social worker with Ms Baptiste | pcso | 2025-12-05 | 2025-12-05 | She visits on Monday.
sign: late 2025-12-16

= 2026-01-13 11:00-11:30 officer | Asked to hold a bag for money
pupils: tyrone subject_of_concern
staff: ogden
how: school_asked
account: Mr Ogden heard that a former pupil offered Tyrone twenty pounds to keep a bag overnight. He refused.
words: I said no. He knows where I live though.
view: He did well. The offer will come again, to him or to a friend.
concerns: exploitation, drugs
crime: recorded CR-EX-2601 victim=neither parent=police serious | An adult tries to use a child.
intelligence: INT-EXAMPLE-2601
safeguarding: SG-EXAMPLE-2601
parents: yes Father, by telephone, 11:40.
vulnerability: risk, coercive_control
threat: medium high medium
action: Refer to the gangs unit's mentor | officer | 2026-01-20 | 2026-01-19 | Accepted; the mentor comes on Thursdays.
sign: 2026-01-14

= 2026-01-22 12:10-12:35 pcso | An argument about a place in the queue
pupils: luka suspect; noah victim
staff: fenn
how: incident
account: Luka pushed Noah out of the queue. Noah fell and grazed his hand. Luka helped him up.
view: Over before we came. Both were friends again at two.
concerns: assault
crime: school_procedure parent=school | Noah, his mother and the school want it so.
parents: yes Both, by Mr Fenn.
sign: 2026-01-23

= 2026-02-03 09:10-09:55 officer | Statement about the footbridge
pupils: chidi witness
staff: fenn
kind: statement
adult: Mrs Fictive-Nwosu, Mother
account: Written down in his own words, read back, signed by him and his mother.
view: Clear. He drew the footbridge.
sign: 2026-02-04

= 2026-02-11 13:15-13:45 pcso | Money asked for in a game
pupils: hana victim
staff: baptiste
how: pupil_asked
account: She paid forty pounds of her mother's to somebody in a game who then asked for more.
view: Fraud by somebody unknown. Her mother was kind about it.
concerns: cyber, theft
crime: recorded CR-EX-2602 victim=police parent=police | Reported to the national fraud line together.
parents: yes Mother, in person.
action: Show her year how such requests look | pcso | 2026-02-27 | 2026-02-26 | Done in two assemblies.
sign: 2026-02-12

= 2026-03-03 10:20-10:50 officer | Stickers of a banned group on lockers
pupils: callum subject_of_concern
staff: moreau
account: He says that he bought the stickers from somebody at a match and put them up for a dare.
view: He knows more of the group than he says. A matter for the Prevent lead, not for a crime report.
concerns: radicalisation
crime: not_a_crime victim=not_applicable parent=not_asked | Advice taken; no offence made out.
intelligence: INT-EXAMPLE-2603
safeguarding: PREVENT-EX-2603
parents: no Not before the Prevent lead has advised.
action: Meet the Prevent lead with the school | officer | 2026-03-10 | 2026-03-09 | He takes part in a programme by choice.
sign: 2026-03-04

= 2026-03-17 11:05-11:40 officer | Bruises that were explained twice
pupils: dylan subject_of_concern
staff: whitlock
how: school_asked
account: He first said that he fell from his bicycle, then that it was a door. Ms Whitlock asked; I listened.
words: Don't write it down, please.
view: Neither account fits. He is afraid of going home at the weekend.
concerns: harm
crime: recorded CR-EX-2603 victim=neither head=police serious | A child with injuries that are not explained.
safeguarding: SG-EXAMPLE-2603
intelligence: INT-EXAMPLE-2604
parents: no On the advice of child services.
vulnerability: family, abuser_present
threat: high high medium
action: Strategy meeting today | officer | 2026-03-17 | 2026-03-17 | Held at 14:00. He stays with his grandmother.
sign: 2026-03-18

= 2026-03-25 12:20-12:45 pcso | Thinking of joining the cadets
pupils: ebony attending; aoife attending
staff: ogden
how: pupil_asked
account: Both asked how the cadets work and whether one must join the police afterwards.
view: Two who would do well.
action: Take both to an evening of the cadets | pcso | 2026-04-23 | 2026-04-23 | Both came and want to join.
sign: 2026-03-26

= 2026-04-21 09:30-10:05 officer | Waiting for somebody outside the gate
pupils: tyrone subject_of_concern
staff: ogden
how: chance
account: He sat in reception long after the others had gone in. The man from January stood opposite.
view: The mentor helps. The man wants to be seen.
concerns: exploitation, harassment
crime: recorded CR-EX-2604 victim=police parent=police serious | The same man; harassment.
intelligence: INT-EXAMPLE-2605
safeguarding: SG-EXAMPLE-2601
parents: yes Father, in person.
threat: high medium high
action: Ask for a protection notice | officer | 2026-04-28 | 2026-04-27 | Served.
sign: 2026-04-22

= 2026-05-12 10:40-11:05 officer | A wall painted by the sports hall
pupils: ravi suspect; callum suspect
staff: fenn
how: incident
account: Both were seen with cans. Both offered to paint it over before anybody asked.
view: Before the examinations many things look like fun.
concerns: criminal_damage
crime: school_procedure victim=not_applicable head=school | The school wants it painted over, and so it was.
parents: yes Both, by letter of the school.
share: 2 from_school | Both suspended for half a day | PC 0001 Example-Okafor | in_person
sign: 2026-05-13

= 2026-06-04 12:15-12:50 pcso | Vapes taken from a younger pupil
pupils: mia victim; ebony witness
staff: ogden
account: A girl of another year took Mia's bag and found vapes in it. Mia says that they were put there.
view: I believe that somebody used her bag. She will not say who.
concerns: drugs, exploitation
crime: recorded CR-EX-2606 victim=neither parent=school serious | Somebody makes a child carry.
intelligence: INT-EXAMPLE-2606
safeguarding: SG-EXAMPLE-2606
parents: yes Grandmother, by telephone.
vulnerability: risk
action: Ask trading standards about the seller | pcso | 2026-06-11 | 2026-06-10 | A visit is planned.
sign: late 2026-06-16 | I was on a school journey.

= 2026-06-23 11:10-11:40 officer | A fight filmed for others
pupils: dylan suspect; luka victim; noah witness
staff: moreau; fenn
how: incident
account: Dylan hit Luka once after a game. Noah was asked to film it and did not.
view: Dylan's first fight since March. He said sorry before he was asked.
concerns: assault
crime: school_procedure victim=school parent=school | Luka's parents want the school to deal with it.
parents: yes Luka's father and Dylan's grandmother.
action: Restorative meeting | officer | 2026-06-30 | 2026-06-29 | Held; both play on one side now.
sign: 2026-06-24

= 2026-07-07 09:20-09:45 officer | What a police officer does all day
pupils: aoife attending; hana attending; chidi attending
staff: ogden
how: pupil_asked
account: Three pupils interviewed me for the school's newsletter.
view: Better questions than some journalists ask.
sign: 2026-07-08
"""  # noqa: E501 - what was said stands in one line

VISITS = """
2025-09-16 officer 08:20-15:10
2025-09-19 officer 14:30-15:20 | Gate patrol. Nothing to record.
2025-09-25 pcso 12:00-15:20
2025-10-07 officer 10:50-15:00
2025-10-16 officer 08:25-12:30
2025-10-22 pcso 12:10-15:20 | Lunch in the dining hall. Quiet.
2025-11-06 pcso 12:50-15:20
2025-11-20 officer 08:20-12:40
2025-11-28 pcso 14:30-15:30 | Bus stop. Quiet.
2025-12-04 pcso 12:00-15:10
2025-12-12 officer 08:20-09:20 | Assembly for Year 9. Nobody came to me.
2026-01-13 officer 10:40-14:50
2026-01-22 pcso 11:50-15:20
2026-02-03 officer 08:40-12:10
2026-02-11 pcso 12:20-15:30
2026-02-25 officer 14:30-15:20 | Gate patrol. Nothing to record.
2026-03-03 officer 10:00-14:40
2026-03-17 officer 10:30-15:30
2026-03-25 pcso 12:00-15:20
2026-04-21 officer 08:30-12:00
2026-04-30 pcso 14:40-15:30 | Bus stop. Two loud groups went home when asked.
2026-05-12 officer 10:20-14:30
2026-06-04 pcso 12:00-15:20
2026-06-12 officer 08:20-09:10 | Examination hall: asked to keep the street quiet. Done.
2026-06-23 officer 10:50-15:00
2026-07-07 officer 09:00-12:20
2026-07-16 pcso 12:10-15:20 | Sports day. Nothing to record.
"""
