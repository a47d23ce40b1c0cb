"""What the engine counts on finding in a release: its own sentences, and a few flows by name.

Lint refuses a release that lacks one (L5, S7), so nothing can be missing at run time.
"""

REQUIRED_FLOWS = frozenset({"start", "help", "human", "privacy", "distress", "remind"})
# What the engine itself opens with something in hand: these, and somebody sent by a desk.
OPENED_WITH = REQUIRED_FLOWS | {"handoff"}

_BUTTONS = """
again allow_reminders already_done answered back cancel done_list forget_confirm keep_answer
language later menu more next_step not_again not_for_me not_yet plan refused reminders see snooze
snooze_evening snooze_own snooze_tomorrow snooze_week start_task stop_all stop_this tell_human
wait_more whole_plan zone calendar_all calendar_one log log_add log_pack log_withdraw letter_again
letter_blank letter_here letter_skip
"""
_ZONES = """
paris guadeloupe martinique cayenne miquelon reunion mayotte noumea tahiti wallis changed choose
"""
_COMMANDS = """
start menu check plan log back change reminders human lang steps help privacy sharing export stop
forget
"""
_OPEN = "always doubt later perhaps there today tomorrow until until_tomorrow weekday your_time"
_STRAYS = "media document picture contact location payment passport edited flood failed"
_SECRETS = "nir iban card password code"
_PICTURES = "album busy failed foreign reading timeout too_big unreadable"
_ERRORS = """
internal photo file too_big file_type empty choose length min max past future after before matches
not_a_number not_a_date not_a_moment ambiguous_time impossible_date past_moment too_far
format.email format.phone format.iban format.postcode format.reference
"""
_LOG = "choose_withdraw earlier full keep kept line line_reference none title withdrawn"
_PACK = """
about chained compare copy day entry event given hash how how_chain kept made name none number
recorded reference screenshot shots timeline title withdrawals withdrawn withdraws
"""
_HANDOFF = "spent sms email email_subject"
_NEWS = "opened triage_done task_done task_blocked deadline_near plan_complete"
_SHARING = "nobody which some none count counted noted stopped uncounted stop all"
_TALK = """
offer open closed promise down seen ask ask_hard others asked waiting late instead cancel owned
leave send send_what send_yes send_nothing sent_answers left cancelled taken said ended returned
open_today closed_today promise_today asked_today waiting_today
not_sent edited hard no_files unanswered.late unanswered.down unanswered.silent
"""
_PAGE = """
title from what never open_title open open_button scan qr once code install_title install
phone_title cyber victims private switch spent_title spent
"""
_OTHERS = """
action.failed back.nothing bot.about bot.description change.choose choose_button date.hint
export.caption follow_up.not_yet follow_up.overdue follow_up.question follow_up.refused
follow_up.too_early forget.confirm forget.receipt kept language.changed language.choose
language.name letter.example letter.gone letter.how letter.lost menu.resume menu.title moment.hint
moved_on not_understood plan.again plan.all_done plan.done plan.empty plan.later plan.more plan.next
plan.nothing_now plan.then plan.title plan.waiting plan.waiting_over reminder.by_day reminder.choose
reminder.clock reminder.come reminder.deadline reminder.deadline_now reminder.deadline_once
reminder.drop reminder.last_day reminder.late reminder.line reminder.list reminder.neutral
reminder.none reminder.open reminder.set reminder.several reminder.snoozed reminder.stopped
reminder.too_late return.hello return.here return.next return.waits return.waits_many
return.waits_silent several.continue several.instruction source.line source.review step_mode.on
step_mode.off stop.done stop.still stop.undone task.again task.come_again task.does_not_stop
task.done task.ended.done task.ended.not_for_me task.ended.waiting task.ended.waiting_silent
task.minutes task.ready task.stops task.waiting task.waiting_over unknown_command updated
"""


def _keys(prefix: str, names: str) -> set[str]:
    return {f"{prefix}.{name}" for name in names.split()}


REQUIRED_TEXTS = frozenset(
    _keys("button", _BUTTONS)
    | _keys("zone", _ZONES)
    | _keys("command", _COMMANDS)
    | _keys("open", _OPEN)
    | _keys("stray", _STRAYS)
    | _keys("secret", _SECRETS)
    | _keys("picture", _PICTURES)
    | _keys("sign.picture", "code link secret unread")
    | _keys("error", _ERRORS)
    | _keys("calendar", "given none open summary")
    | _keys("log", _LOG)
    | _keys("pack", _PACK)
    | _keys("paper", "apart copy enclosed signature subject substitute todo")
    | _keys("handoff", _HANDOFF)
    | _keys("news", _NEWS)
    | _keys("sharing", _SHARING)
    | _keys("talk", _TALK)
    | _keys("page", _PAGE)
    | set(_OTHERS.split())
)
