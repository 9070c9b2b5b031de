"""Activities of the invented year before at both schools. ``written.py`` reads them.

Day, time, who and kind; the topic; what the kind asks; pupils by their key.
"""

from __future__ import annotations

LARKFIELD = """
2025-09-10 08:50 officer presentation | Meeting Year 7 | audience=pupils; participants=176; teacher_present=yes; teacher_name=Mr Example-Fenn; presenter=officer; targeted=no; plan_topic=meet_year_7
2025-09-12 15:05 officer patrol | Bus stop after school | intelligence_led=yes
2025-09-17 16:00 officer meeting | Partnership meeting, start of the year | meeting_kind=partnership; attendees=Ms Example-Whitlock, SPOC + Mr Example-Prosser, Head teacher, At a governors' meeting; decided=Patrols at the crossing. A talk on hate crime in October.
2025-09-19 08:30 pcso training_received | Safer Schools Officers' course, first day | hours=7
2025-09-24 09:00 officer presentation | Stop and search: your rights | audience=pupils; participants=170; teacher_present=yes; teacher_name=Mme Example-Moreau; presenter=officer; targeted=yes; plan_topic=stop_and_search
2025-10-01 07:50 officer weapon_sweep | Hedge and lane by the gate | intelligence_led=yes; weapons_found=0
2025-10-08 10:30 pcso intelligence | Vapes sold from a car | intelligence_reference=INT-EXAMPLE-2561
2025-10-10 08:10 officer screening_arch | Main entrance | intelligence_led=yes; people_screened=398; weapons_found=0
2025-10-15 10:00 officer hate_crime | Stall in the hall in Hate Crime Awareness Week | participants=140; audience=pupils; plan_topic=hate_crime
2025-10-20 14:00 pcso project | Bicycles marked | participants=46; audience=pupils; plan_topic=property_safety
2025-10-22 15:20 officer stop_search | At the station | stop_search_reference=SS-EXAMPLE-2501; stop_outcome=nothing | tyrone
2025-10-28 13:00 pcso holiday | Football in the park | participants=28; audience=pupils
2025-11-05 09:00 pcso presentation | Fireworks | audience=pupils; participants=350; teacher_present=yes; teacher_name=Mr Example-Fenn; presenter=specialist; specialist=Ms Example-Vance, Example Fire Service; targeted=yes; plan_topic=fireworks
2025-11-07 09:30 officer abstraction | Remembrance parade | abstraction_reason=public_order; hours=6
2025-11-12 14:00 officer youth_panel | School youth panel, autumn | participants=12; audience=pupils; priorities=The crossing in the dark. Pictures in group chats.
2025-11-18 09:00 officer presentation | Anti-bullying week | audience=pupils; participants=165; teacher_present=yes; teacher_name=Mme Example-Moreau; presenter=officer; targeted=no; plan_topic=anti_bullying
2025-11-25 15:00 pcso school_watch | Round with staff and parents
2025-12-02 11:00 officer investigation | Camera pictures of the bus | crime_reference=CR-EX-2509
2025-12-04 14:30 officer restorative | After the group chat | agreed_by_all=yes; outcome=Both mothers came. An apology in writing. | zara ravi
2025-12-10 12:00 pcso social_media | Parents' letter about games and chats | plan_topic=social_media
2025-12-16 14:00 officer site_security | Before the winter holiday | security_points=The gate by the kitchen does not lock; plan_topic=security_winter
2026-01-08 09:20 officer problem_solving | The crossing | priorities=A warden at 15:00, a light, and letters to drivers.
2026-01-14 10:00 officer referral | Asked to hold a bag | referral_to=gangs_unit; referral_scheme=Mentors Example | tyrone
2026-01-21 09:40 pcso truancy_patrol | Shopping centre | intelligence_led=yes
2026-01-28 15:30 officer patrol | Crossing after school | intelligence_led=yes
2026-02-10 09:00 officer presentation | Safer Internet Day | audience=pupils; participants=340; teacher_present=yes; teacher_name=Mr Example-Fenn; presenter=officer; targeted=yes; plan_topic=cyber_bullying
2026-02-12 16:00 officer meeting | Fair Access Panel | meeting_kind=fair_access; attendees=Ms Example-Whitlock, SPOC + Ms Example-Quill, Council; decided=One pupil joins after half-term, with a mentor.
2026-02-18 11:00 pcso holiday | Boxing taster at the leisure centre | participants=19; audience=pupils
2026-02-26 09:00 pcso presentation | Tricks in games | audience=pupils; participants=180; teacher_present=yes; teacher_name=Ms Example-Baptiste; presenter=officer; targeted=yes
2026-03-04 08:10 officer screening_arch | Main entrance | intelligence_led=yes; people_screened=421; weapons_found=2; weapon_kinds=knife, blade
2026-03-04 09:10 officer referral | A knife found at the arch | referral_to=youth_offending | callum
2026-03-06 10:00 officer weapons_found | Behind the bicycle shed | weapons_found=1; weapon_kinds=offensive; intelligence_reference=INT-EXAMPLE-2604
2026-03-10 09:00 officer presentation | Knives | audience=pupils_and_others; participants=190; teacher_present=yes; teacher_name=Mme Example-Moreau; presenter=specialist; specialist=Mr Example-Rowan, Example Trust for Young People; targeted=yes; plan_topic=knife_crime
2026-03-13 09:00 officer abstraction | Guard at a scene | abstraction_reason=custody; hours=8
2026-03-17 14:00 officer meeting | Strategy meeting | meeting_kind=safeguarding; attendees=Ms Example-Whitlock, SPOC + Ms Example-Lund, Child services; decided=He stays with his grandmother. Medical today. | dylan
2026-03-20 10:30 officer home_visit | Not in school for six days | lead_asked=yes; asked_by=Ms Example-Baptiste; visit_reason=safeguarding; concern=Nobody has seen the pupil for six days and calls are not answered.; outcome=Seen and well; flu in the whole family. | samira
2026-03-24 14:30 officer site_security | Before the spring holiday | security_points=The camera at the bicycle rack is dirty; plan_topic=security_spring
2026-04-16 15:10 officer stop_search | Opposite the gate | stop_search_reference=SS-EXAMPLE-2604; stop_outcome=community_resolution; crime_reference=CR-EX-2604 | callum
2026-04-20 12:10 officer person_not_known | Man opposite the gate | description=About 25, black jacket. Looked for a pupil. Left when asked.
2026-04-23 18:00 pcso cadets | Open evening | participants=9; audience=pupils
2026-04-28 11:00 officer referral | Fighting and cannabis | referral_to=diversion; referral_scheme=Next Steps Example | ravi
2026-05-07 14:00 officer youth_panel | School youth panel, summer | participants=15; audience=pupils; priorities=The alley behind the sports hall. More sport in the holidays.
2026-05-14 09:00 officer presentation | Feeling well before examinations | audience=pupils; participants=205; teacher_present=yes; teacher_name=Ms Example-Baptiste; presenter=specialist; specialist=Ms Example-Field, school nurse; targeted=no; plan_topic=mental_health
2026-05-20 13:00 pcso confidence | Breakfast with the officer | participants=17; audience=pupils
2026-06-02 15:30 pcso patrol | Alley behind the sports hall | intelligence_led=yes
2026-06-09 09:00 officer training_given | Searching and screening, for staff | participants=32; audience=staff; hours=1
2026-06-16 10:00 pcso engagement | Year 6 at the primary school | participants=58; audience=pupils; plan_topic=primary_summer
2026-06-18 12:00 officer abstraction | Court | abstraction_reason=court; hours=5
2026-06-29 13:30 officer restorative | After a fight at lunch | agreed_by_all=yes; outcome=Both play on one side now. | dylan luka
2026-07-02 13:00 officer abstraction | Football match | abstraction_reason=public_order; hours=8
2026-07-09 09:00 officer presentation | Safe at events | audience=pupils; participants=310; teacher_present=yes; teacher_name=Mr Example-Fenn; presenter=officer; targeted=no; plan_topic=events_safety
2026-07-14 14:00 officer site_security | Before the summer holiday | security_points=Ladders are kept behind the hall; plan_topic=security_summer
2026-08-06 13:00 pcso holiday | Football in the park | participants=41; audience=pupils; outcome=Two afternoons a week in August.
"""  # noqa: E501 - a table: a line for each activity

BRACKENMOOR = """
2025-09-11 09:00 moor.pc presentation | Meeting Year 7 | audience=pupils; participants=124; teacher_present=yes; teacher_name=Mr Example-Tarn; presenter=officer; targeted=no; plan_topic=meet_year_7
2025-09-25 15:00 moor.pcso patrol | Bicycle rack and Moor Lane | intelligence_led=yes
2025-10-09 07:45 moor.pc weapon_sweep | Path by the river | intelligence_led=yes; weapons_found=1; weapon_kinds=knife
2025-10-16 10:00 moor.pc hate_crime | Stall in the hall | participants=55; audience=pupils; plan_topic=hate_crime
2025-11-04 11:00 moor.pc intelligence | Bicycles sold at the market | intelligence_reference=INT-EXAMPLE-3561
2025-11-18 09:30 moor.pcso presentation | Anti-bullying week | audience=pupils; participants=130; teacher_present=yes; teacher_name=Mr Example-Tarn; presenter=officer; targeted=yes; plan_topic=anti_bullying
2025-11-25 14:20 moor.pc restorative | After a message | agreed_by_all=yes; outcome=Both families agreed. | tom jakub
2025-12-11 09:00 moor.pc abstraction | Cover for response | abstraction_reason=response; hours=8
2026-01-15 16:00 moor.pc meeting | Partnership meeting | meeting_kind=partnership; attendees=Mrs Example-Ashdown, SPOC + Mrs Example-Dale, Assistant head; decided=A talk on pictures and pressure for Year 10.
2026-01-21 10:00 moor.pc meeting | Strategy meeting | meeting_kind=case_conference; attendees=Mrs Example-Dale, Assistant head + Ms Example-Lund, Child services; decided=Disruption plan; the car is known. | grace
2026-02-10 09:00 moor.pc presentation | Pictures and pressure | audience=pupils; participants=118; teacher_present=yes; teacher_name=Mr Example-Tarn; presenter=specialist; specialist=Ms Example-Orr, Example Charity; targeted=yes; plan_topic=sharing_images
2026-02-17 11:00 moor.pcso holiday | Climbing wall | participants=14; audience=pupils
2026-03-05 09:30 moor.pc truancy_patrol | Shopping centre | intelligence_led=yes
2026-03-17 08:15 moor.pc screening_arch | Side entrance | intelligence_led=yes; people_screened=233; weapons_found=0
2026-03-26 14:00 moor.pc site_security | Before the spring holiday | security_points=A window of the gym does not close; plan_topic=security_spring
2026-04-23 15:20 moor.pc stop_search | Skate park | stop_search_reference=SS-EXAMPLE-3604; stop_outcome=advice | tom
2026-04-24 10:00 moor.pc referral | After a search | referral_to=diversion; referral_scheme=Next Steps Example | tom
2026-05-13 13:00 moor.pcso confidence | Questions to an officer | participants=21; audience=pupils
2026-05-19 14:00 moor.pc youth_panel | School youth panel | participants=10; audience=pupils; priorities=The skate park at weekends.
2026-06-11 07:40 moor.pc weapon_sweep | Skate park | intelligence_led=yes; weapons_found=0
2026-06-18 11:00 moor.pcso project | Bicycles marked | participants=33; audience=pupils; plan_topic=property_safety
2026-06-25 10:00 moor.pc abstraction | Court | abstraction_reason=court; hours=6
2026-07-02 09:30 moor.pcso problem_solving | The skate park | priorities=Youth workers on two evenings, and a light.
2026-07-09 14:00 moor.pc training_given | What to report and how, for staff | participants=24; audience=staff; hours=1
2026-07-30 13:00 moor.pcso holiday | Swimming in the lido | participants=22; audience=pupils
"""  # noqa: E501 - a table: a line for each activity
