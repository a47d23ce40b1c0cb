"""The words for days, months, counts and spans, French and English, as `simplify` leaves them."""

from collections.abc import Mapping


def _numbered(*names: str, start: int = 0) -> Mapping[str, int]:
    return {name: number for number, row in enumerate(names, start) for name in row.split()}


MONTHS = _numbered(
    "janvier janv january jan",
    "fevrier fevr fev february feb",
    "mars march mar",
    "avril avr april apr",
    "mai may",
    "juin june jun",
    "juillet juil july jul",
    "aout august aug",
    "septembre sept september sep",
    "octobre oct october",
    "novembre nov november",
    "decembre dec december",
    start=1,
)
WEEKDAYS = _numbered(
    "lundi lun monday mon",
    "mardi tuesday tue",
    "mercredi mer wednesday wed",
    "jeudi jeu thursday thu",
    "vendredi ven friday fri",
    "samedi sam saturday sat",
    "dimanche dim sunday sun",
)
COUNTS: Mapping[str, int] = {
    **_numbered(
        "zero",
        "un une one a an",
        "deux two",
        "trois three",
        "quatre four",
        "cinq five",
        "six",
        "sept seven",
        "huit eight",
        "neuf nine",
        "dix ten",
    ),
    "douze": 12,
    "quinze": 15,
    "vingt": 20,
    "trente": 30,
}
RELATIVE: Mapping[str, int] = {
    "aujourd'hui": 0,
    "aujourdhui": 0,
    "ce jour": 0,
    "today": 0,
    "demain": 1,
    "tomorrow": 1,
    "apres-demain": 2,
    "apres demain": 2,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "hier": -1,
    "yesterday": -1,
    "avant-hier": -2,
    "avant hier": -2,
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "la semaine prochaine": 7,
    "semaine prochaine": 7,
    "next week": 7,
    "la semaine derniere": -7,
    "semaine derniere": -7,
    "last week": -7,
}
UNITS: Mapping[str, str] = {
    **dict.fromkeys(("jour", "jours", "day", "days", "j"), "days"),
    **dict.fromkeys(("semaine", "semaines", "week", "weeks"), "weeks"),
    **dict.fromkeys(("mois", "month", "months"), "months"),
    **dict.fromkeys(("an", "ans", "annee", "annees", "year", "years"), "years"),
    **dict.fromkeys(("heure", "heures", "hour", "hours", "h"), "hours"),
    **dict.fromkeys(("minute", "minutes", "min"), "minutes"),
}
