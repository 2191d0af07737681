"""The page with the questions of `netnotes start`, and what the answers would write."""

from __future__ import annotations

from msgspec import Struct


class StartField(Struct, frozen=True):
    """A question with a field for its answer."""

    name: str
    label: str

    # Why it is asked, or how it may be answered, in half a line.
    why: str
    value: str = ""

    # Why the answer can't be taken; empty where it can.
    error: str = ""

    # The values and words of a choice; empty for a text.
    choices: tuple[tuple[str, str], ...] = ()

    # Whether there may be several answers, one a line.
    has_lines: bool = False


class StartSection(Struct, frozen=True):
    """Questions that belong together."""

    heading: str
    fields: tuple[StartField, ...]


class StartFile(Struct, frozen=True):
    """A file that would be written, and its lines; `+` and `-` begin those that change."""

    path: str
    is_new: bool
    text: str


class StartView(Struct, frozen=True, kw_only=True):
    """The questions, and below them what the answers would write."""

    sections: tuple[StartSection, ...] = ()

    # What is wrong, or has happened meanwhile; empty if nothing.
    message: str = ""
    files: tuple[StartFile, ...] = ()
    remarks: tuple[str, ...] = ()

    # The digest of what is shown here, which comes back with the answers that are to be written;
    # empty where there is nothing to write.
    seen: str = ""
    is_written: bool = False

    # The message to the first person, and the command that logs it.
    recipient: str = ""
    text: str = ""
    log_command: str = ""

    @property
    def fields_with_errors(self) -> tuple[StartField, ...]:
        """The fields whose answers can't be taken."""
        fields = [field for section in self.sections for field in section.fields if field.error]
        return tuple(fields)
