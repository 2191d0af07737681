"""`netnotes import`: people from where they are kept now. It shows what it would do; `--yes` does it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netnotes.cli import DONE, vault_option
from netnotes.commands.editing import editing, home_of_contacts
from netnotes.doors import notes
from netnotes.errors import NetnotesError
from netnotes.exchange.matching import Here, New, matched, without_doubles
from netnotes.network.record import plain_value
from netnotes.network.who import searchable
from netnotes.reading.fields import CONTACT_PROPERTIES, build_property_index
from netnotes.words import counted, fold, listed, near
from netnotes.writing.imported import filled, new_note_of
from netnotes.writing.new import file_name

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from netnotes.commands.editing import Desk
    from netnotes.exchange.card import Card, Cards
    from netnotes.settings import Settings

OURS = "netnotes"
"""The form of what `export csv` wrote."""

MOST_BYTES = 100 * 1024 * 1024
SHOWN = 10
"""How many of each kind a preview names."""


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `import`."""
    verb.add_argument(
        "file", type=Path, metavar="FILE", help="an export of LinkedIn, Google, Outlook, Monica …; a vCard; a CSV"
    )
    vault_option(verb)
    verb.add_argument("--yes", action="store_true", help="write the notes (without it: show only)")
    verb.add_argument(
        "--map", metavar="PAIRS", help="what the columns of another CSV mean: name=Full Name,organisation=Company"
    )
    verb.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="PROP=TEXT",
        help="only those with this in a property, as in company=northwind",
    )
    verb.add_argument("--limit", type=int, metavar="N", help="at most so many new people")
    verb.add_argument("--tier", metavar="TIER", help="the tier of new people (without it they are never due)")
    verb.add_argument("--tag", action="append", default=[], metavar="TAG", help="a tag for everybody who is new")


def import_people(args: argparse.Namespace) -> int:
    """Show who of a file is new and who is here already, and with `--yes` write it down."""
    with editing(args) as desk:
        form, cards = _read(args, desk.place.settings)
        tiers = [name for name, _ in desk.place.settings.tiers]
        if args.tier and args.tier not in tiers:
            raise NetnotesError(f"`{args.tier}` is not one of your tiers. Write one of: {', '.join(tiers)}.")
        found = matched(_chosen(cards, args.only), desk.network.contacts)
        new = [one for one in found if isinstance(one, New)][: args.limit]
        here = [one for one in found if isinstance(one, Here)]
        if not args.quiet:
            print("\n".join(_preview(args.file.name, form, cards, new, here)))
        if not args.yes:
            print("Nothing was written. Run it again with --yes to write it.")
            return DONE
        written = _write(desk, new, here, args, form)
        if not args.quiet:
            print(f"{counted(written.new, 'note')} made, {counted(written.changed, 'note')} filled.")
    return DONE


def _read(args: argparse.Namespace, settings: Settings) -> tuple[str, Cards]:
    """The form of a file, and everybody in it, each once."""
    from netnotes.exchange import table, to_csv
    from netnotes.exchange.decoding import text_of
    from netnotes.exchange.forms import FORMS, recognised

    try:
        with args.file.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise NetnotesError(f"{args.file} can't be read: {error.strerror or error}.") from None
    if len(data) > MOST_BYTES:
        raise NetnotesError(f"{args.file} is larger than 100 MiB. Split it.")
    if data[:2] == b"PK":
        raise NetnotesError(
            f"{args.file} is a ZIP archive. Unpack it, and import the file in it (Connections.csv, say)."
        )
    if args.map:
        return "table", without_doubles(table.read(data, table.mapping(args.map)))
    if to_csv.is_ours(text_of(data)):
        return OURS, without_doubles(to_csv.cards(text_of(data), settings))
    form = recognised(data)
    if form is None:
        known = listed((one.name for one in FORMS[:-1]), "or")
        columns = ", ".join(table.columns(data)[:12])
        more = f" Its first row is: {columns}." if columns else ""
        raise NetnotesError(
            f"{args.file} is no {known} file, and its columns say nothing by their names.{more} "
            "Say what they mean: --map name=COLUMN,organisation=COLUMN."
        )
    return form.name, without_doubles(form.read(data))


def _chosen(cards: Cards, only: Sequence[str]) -> Iterator[Card]:
    """Those of whom every `prop=text` is true, by a part of the property, without case and accents."""
    wanted = []
    known = build_property_index(CONTACT_PROPERTIES, ())
    for pair in only:
        name, sign, text = pair.partition("=")
        prop = known.get(fold(name))
        if not sign or prop is None:
            meant = near(name, (one.name for one in CONTACT_PROPERTIES))
            raise NetnotesError(
                f"`{pair}` is not PROPERTY=TEXT, as in company=northwind."
                + (f" Did you mean {meant}?" if meant else "")
            )
        wanted.append((prop.name, searchable(text)))
    for card in cards.cards:
        if all(text in searchable(_words(getattr(card, name, ""))) for name, text in wanted):
            yield card


def _words(value: object) -> str:
    plain = plain_value(value)
    return " ".join(map(str, plain)) if isinstance(plain, list) else str(plain or "")


def _preview(name: str, form: str, cards: Cards, new: Sequence[New], here: Sequence[Here]) -> Iterator[str]:
    """What would happen, in lines."""
    lost = [one for one in cards.dropped if not one.kept]
    yield f"{name} is a {form} file: {counted(len(cards.cards), 'person', 'people')} read" + (
        f", {counted(len(lost), 'row')} left out." if lost else "."
    )
    yield from (f"  row {one.row}: {one.reason}" for one in cards.dropped[:SHOWN])
    if len(cards.dropped) > SHOWN:
        yield f"  and {len(cards.dropped) - SHOWN:,} more remarks"
    yield f"New: {len(new):,}"
    for card, alike in new[:SHOWN]:
        beside = f" (looks like {listed((f'{one.contact.name}: {one.why}' for one in alike), 'or')})" if alike else ""
        yield f"  {card.name}{f', {card.organisation}' if card.organisation else ''}{beside}"
    if len(new) > SHOWN:
        alike_too = [one for one in new[SHOWN:] if one.near]
        yield f"  and {len(new) - SHOWN:,} more" + (
            f", {len(alike_too):,} of whom look like somebody here" if alike_too else ""
        )
    yield f"Here already: {len(here):,}"
    told = [one for one in here if one.filled or one.more or one.conflicts]
    for one in told[:SHOWN]:
        more = [fill.prop for fill in (*one.filled, *one.more)]
        kept = [f"{clash.prop} stays {_words(clash.here)} (there: {_words(clash.there)})" for clash in one.conflicts]
        yield f"  {one.contact.name} ({one.why}): {'; '.join(filter(None, (f'gets {listed(more)}' if more else '', *kept)))}"
    if len(told) > SHOWN:
        yield f"  and {len(told) - SHOWN:,} more with something to fill"


class _Written(NamedTuple):
    new: int
    changed: int


def _write(desk: Desk, new: Sequence[New], here: Sequence[Here], args: argparse.Namespace, form: str) -> _Written:
    """Make the new notes, and fill the others. What has been written when something fails is found again next time."""
    root, settings = desk.place.root, desk.place.settings
    folder = home_of_contacts(desk.place)
    taken = {path.name.casefold() for path in (root / folder).glob("*")} if (root / folder).is_dir() else set()
    for card, _ in new:
        stem = _free_name(card, form, taken)
        text = new_note_of(card, called=stem, tier=args.tier or "", tags=tuple(args.tag), origin=_origin(form))
        notes.create(root, f"{folder}/{stem}.md", text)
    changed = 0
    for one in here:
        if one.filled or one.more:
            try:
                note = notes.open_note(root, one.contact.path)
            except NetnotesError as error:
                print(f"netnotes: {error}", file=sys.stderr)
                continue
            change = notes.Change(note, filled(note.text, one, (), settings))
            notes.write(root, [change])
            changed += change.text != note.text
    return _Written(len(new), changed)


def _origin(form: str) -> str:
    """What a note says of where its person came from; nothing for those who come back."""
    return {"table": "csv", OURS: ""}.get(form, form.casefold())


def _free_name(card: Card, form: str, taken: set[str]) -> str:
    """A name for the note that no other has: with the organisation behind it where the name is taken."""
    own = file_name(card.name) or f"{form} {card.row}"
    names = (own, file_name(f"{own} ({card.organisation})"), f"{own} ({form} {card.row})")
    stem = next(
        (one for one in names if one and f"{one}.md".casefold() not in taken and not re.search(r" \(\)$", one)),
        names[-1],
    )
    taken.add(f"{stem}.md".casefold())
    return stem
