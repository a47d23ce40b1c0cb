"""`calendar`: what is to come, as a file a person's calendar takes in.

Times are in UTC, so that no time-zone table of a telephone can move them; a day without an hour is
a whole day. Nothing in it says what it is about: calendars show their entries on locked screens.
The same reminder has the same UID in every file, from a secret that goes with the person's key, and
each file is newer than the one before: importing it again updates. Source: RFC 5545.
"""

from datetime import datetime, timedelta
from hmac import digest

from icalendar import Alarm, Calendar, Event

from bot.engine.agenda import Appointment, agenda
from bot.engine.effects import Document, Run
from bot.engine.events import Finished
from bot.engine.person import Person
from bot.engine.screens import Look
from bot.flow.release import Release

SEQUENCE_FROM = 1_704_067_200  # 2024: seconds since then fit a SEQUENCE for sixty years
LASTS = timedelta(minutes=15)
DAY_ALARM = timedelta(hours=10)  # of a whole day: the hour the bot itself would write


def calendar(run: Run, person: Person, release: Release) -> Finished:
    """Return the appointments named by `key`, or all of them, as one file."""
    now = run.inputs["now"]
    assert isinstance(now, datetime)
    look = Look(release, person, now)
    file = Calendar()
    file.add("prodid", f"-//Riposte//{person.language}//")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    for one in agenda(person, str(run.inputs.get("key") or "")):
        file.add_component(_event(one, look, run.beside["tag"]))
    name = f"riposte-{look.local:%Y-%m-%d}.ics"
    document = Document(name, "text/calendar", file.to_ical())
    return Finished(run.key, "sent", documents=(document,))


def _event(one: Appointment, look: Look, tag: str) -> Event:
    event = Event()
    event.add("uid", f"{digest(tag.encode(), one.key.encode(), 'sha256').hex()[:32]}@riposte")
    event.add("dtstamp", look.now)
    event.add("last-modified", look.now)
    event.add("sequence", int(look.now.timestamp()) - SEQUENCE_FROM)
    event.add("summary", look.say("calendar.summary"))
    event.add("description", look.say("calendar.open"))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("dtstart", one.at)
    alarm = Alarm()
    if isinstance(one.at, datetime):
        event.add("duration", LASTS)
        alarm.add("trigger", timedelta())
    else:
        event.add("dtend", one.at + timedelta(days=1))
        alarm.add("trigger", DAY_ALARM)
    alarm.add("action", "DISPLAY")
    alarm.add("description", look.say("calendar.summary"))
    event.add_component(alarm)
    return event
