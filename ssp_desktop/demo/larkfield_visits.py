"""Larkfield Example Academy, an invented term: the visits, with and without something to record."""

from __future__ import annotations

from ssp_desktop.demo.larkfield_september import LARK
from ssp_desktop.demo.timeline import SchoolVisit, on

VISITS = (
    # September
    SchoolVisit(on(9, 8), "officer", LARK, "08:20", "15:10"),
    SchoolVisit(on(9, 10), "pcso", LARK, "12:00", "15:20"),
    SchoolVisit(on(9, 14), "officer", LARK, "14:30", "15:20", "Gate patrol. Nothing to record."),
    SchoolVisit(on(9, 15), "officer", LARK, "08:25", "12:30"),
    SchoolVisit(on(9, 16), "pcso", LARK, "11:40", "15:15"),
    SchoolVisit(on(9, 18), "officer", LARK, "08:20", "09:00", "Assembly for Year 7. Nobody came to me."),
    SchoolVisit(on(9, 22), "officer", LARK, "08:20", "15:00"),
    SchoolVisit(on(9, 24), "pcso", LARK, "12:10", "15:30"),
    SchoolVisit(on(9, 28), "pcso", LARK, "14:40", "15:30", "Bus stop. Quiet."),
    SchoolVisit(on(9, 29), "officer", LARK, "10:50", "15:05"),
    # October
    SchoolVisit(on(10, 1), "pcso", LARK, "08:30", "12:00"),
    SchoolVisit(on(10, 6), "officer", LARK, "08:20", "15:10"),
    SchoolVisit(on(10, 8), "pcso", LARK, "10:30", "15:20"),
    SchoolVisit(on(10, 9), "officer", LARK, "14:30", "15:15", "Gate patrol. Nothing to record."),
    SchoolVisit(on(10, 12), "officer", LARK, "09:00", "15:00"),
    SchoolVisit(on(10, 15), "pcso", LARK, "12:00", "15:20"),
    SchoolVisit(on(10, 20), "officer", LARK, "14:00", "16:30"),
    SchoolVisit(on(10, 22), "pcso", LARK, "13:00", "15:15"),
    SchoolVisit(on(10, 23), "officer", LARK, "14:00", "15:10", "Last day before half-term. Quiet."),
    # November
    SchoolVisit(on(11, 3), "officer", LARK, "08:30", "15:10"),
    SchoolVisit(on(11, 4), "pcso", LARK, "09:00", "12:00", "Fireworks assembly; no pupil spoke to me alone."),
    SchoolVisit(on(11, 5), "pcso", LARK, "12:00", "15:20"),
    SchoolVisit(on(11, 10), "officer", LARK, "10:45", "15:00"),
    SchoolVisit(on(11, 12), "pcso", LARK, "12:10", "15:30"),
    SchoolVisit(on(11, 17), "officer", LARK, "09:30", "13:00"),
    SchoolVisit(on(11, 19), "pcso", LARK, "12:00", "15:10"),
    SchoolVisit(on(11, 24), "officer", LARK, "14:40", "15:20", "Gate patrol. Nothing to record."),
    # December
    SchoolVisit(on(11, 30), "officer", LARK, "08:40", "12:30"),
    SchoolVisit(on(12, 4), "pcso", LARK, "14:30", "15:20", "Gate patrol. Nothing to record."),
    SchoolVisit(on(12, 8), "pcso", LARK, "12:00", "15:25"),
    # This one was left without a record, and stands on the officer's board until there is one.
    SchoolVisit(on(12, 8), "officer", LARK, "08:35", "11:10"),
    SchoolVisit(on(12, 9), "officer", LARK, "10:50", "14:40"),
    SchoolVisit(on(12, 10), "pcso", LARK, "12:15", "15:30"),
    # She is at the school now.
    SchoolVisit(on(12, 11), "pcso", LARK, "12:05", None),
)
