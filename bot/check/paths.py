"""What a path by itself tells: a page that a tool for phishing made, or a code and nothing else."""

import re

LONGEST_TAIL = 600  # characters in which an address is looked for
_KIT = re.compile(
    r"/(?:wp-(?:includes|admin)|wp-content/(?:plugins|themes|cgi\w*)|cgi-bin|\.well-known|sodium_compat)/"
    r"|/(?:paiement|payment|pay|login|log|signin|mail|verif\w*|connexion|auth\w*|otp|sms|card|cc|loading|captcha|info\w*|region|home|main|next|sms\d|step\d|ssl|access|confirm\w*|billing|track\w*|password)\.(?:php|html?)\b"
    r"|/[^/]+/[^/]+\.php/?(?:\?|$)|\?(?:verify|login|signin)$|[/?#][a-z0-9]{60}|\.(?:apk|exe|scr|bat|jar|iso|vbs)$"
)
# Somebody's own address, name or number in a link to a site that is nobody's: the page will greet
# them by it. `cpf` is the number of every Brazilian; the last is base64 of any address or link.
_CARRIED = re.compile(
    r"[\w.+-]{2,40}@[\w-]{2,40}\.[a-z]{2,}|[?&](?:name|nom|cpf|email|e?mail|user)=[\w%.]{4,}"
    r"|[/=#$](?:[A-Za-z0-9+]{4}){4,}(?:[A-Za-z0-9+]{2}==|[A-Za-z0-9+]{3}=)(?:[/&]|$)",
    re.IGNORECASE,
)
# One short code is the whole path, as shorteners have it: capitals inside, or letters and digits.
_CODE = re.compile(r"/(?=\w*(?:\d\w*[A-Za-z]|[A-Za-z]\w*\d|[a-z][A-Z]))[\w-]{4,14}/?")


def looks_like_a_kit(path: str) -> bool:
    """Tell whether a path is one that tools for phishing make, or carries somebody's address."""
    low = path.lower()
    return bool(_KIT.search(low) or _CARRIED.search(low, 0, LONGEST_TAIL))


def is_one_code(path: str) -> bool:
    """Tell whether a path is one code, as shorteners have it; capitals count."""
    return _CODE.fullmatch(path) is not None
