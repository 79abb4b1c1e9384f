"""Finding a lead by what somebody on the phone says: a reference, a name, a place, an address, a number.

Every word must begin a word of the lead (`LeadWord`). The word that few leads have is looked up; whether
those few have the others is asked of each. So what it costs does not grow with the number of leads.
"""

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from intake.models import LeadWord, parse_reference
from intake.models.leads import LeadQuerySet
from intake.models.words import phone_digits, plain_words

from .bounded import counts

#: More words than this make nothing clearer.
MOST_WORDS = 6
#: A word of fewer leads than this is looked up; of more, it is asked of the leads in their order.
MANY = 20_000
#: Of fewer than this each is asked whether it has the other words; of more, those are looked up as well.
FEW = 1000
#: Words that most leads have: they say nothing beside another word.
COMMON = frozenset(
    {
        *("de", "het", "een", "en", "t", "van", "der", "den", "in", "op", "te", "bij"),
        *("school", "basisschool", "obs", "cbs", "rkbs", "bs", "ikc", "kdv", "stichting"),
        *("kindcentrum", "kinderopvang", "nl", "com", "org", "www", "info"),
    }
)


def search_leads(leads: LeadQuerySet, text: str) -> LeadQuerySet:
    """The leads that fit what was typed: a reference or phone number in any notation, or words. One query."""
    if not (text := text.strip()):
        return leads
    number, digits = parse_reference(text), phone_digits(text)
    if digits:
        with_number = LeadWord.objects.filter(_begins(digits)).values_list("lead_id", flat=True)
        found = Q(pk__in=list(with_number[:FEW]))
        return leads.filter(found if number is None else found | Q(request_id=number))
    if number is not None:
        return leads.filter(request_id=number)
    words = _telling(plain_words(text))
    return leads.filter(_with_all(words)) if words else leads.none()


def _telling(words: list[str]) -> list[str]:
    """The words that say something, or all when none does."""
    words = list(dict.fromkeys(words))
    return [word for word in words if word not in COMMON][:MOST_WORDS] or words[:MOST_WORDS]


def _with_all(words: list[str]) -> Q:
    number = counts({word: LeadWord.objects.filter(_begins(word)) for word in words}, MANY)
    rarest = min(words, key=lambda word: (number[word].is_more, number[word].number))
    has_all = Q()
    for word in words:
        is_looked_up = word == rarest or number[rarest].number > FEW
        with_it = LeadWord.objects.filter(_begins(word))
        if is_looked_up and not number[word].is_more:
            has_all &= Q(pk__in=with_it.values("lead_id"))
        else:
            has_all &= Q(Exists(with_it.filter(lead=OuterRef("pk"))))
    return has_all


def _begins(word: str) -> Q:
    if connection.vendor == "postgresql":
        return Q(word__startswith=word)
    # SQLite takes no index for LIKE; "{" is the first character after the letters.
    return Q(word__gte=word, word__lt=word + "{")
