"""What is known of people besides their names, and tells namesakes apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.formats.matching.likeness import iter_shared_numbers, list_shared

if TYPE_CHECKING:
    from netnotes.formats.matching.person_keys import AnyPersonKeys


def has_details(person: AnyPersonKeys) -> bool:
    """Tell whether anything but the name is known that tells namesakes apart."""
    if person.organisation or person.person.birthday or person.person.died:
        return True
    return bool(person.pages or person.mailboxes or person.phone_numbers or person.short_numbers)


def have_other_details(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether of both something is known that tells namesakes apart, and nothing is shared.

    Whoever died may be the father of the one with a mail address.
    """
    if not has_details(left) or not has_details(right):
        return False
    has_same_organisation = left.organisation and left.organisation == right.organisation
    if has_same_organisation or list_shared(left.pages, right.pages):
        return False
    if list_shared(left.mailboxes, right.mailboxes) or any(iter_shared_numbers(left, right)):
        return False
    birthday = left.person.birthday
    return not birthday or not right.person.birthday


def have_same_details(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether all that tells namesakes apart is the same."""
    left_numbers = {number for _, number in left.phone_numbers}
    return (
        left.organisation == right.organisation
        and left.person.birthday == right.person.birthday
        and set(left.pages) == set(right.pages)
        and set(left.mailboxes) == set(right.mailboxes)
        and left_numbers == {number for _, number in right.phone_numbers}
        and left.short_numbers == right.short_numbers
    )
