"""`netnotes explain`: the rule behind a diagnostic, or where each fact was read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netnotes.commands.options import add_vault_option
from netnotes.commands.output.choosing import choose_contact
from netnotes.commands.output.terminal import print_json
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.model.diagnostic_codes import CODES
from netnotes.network.names import find_candidates, is_path
from netnotes.text import find_closest_match, format_command
from netnotes.vault.load import find_and_load_vault
from netnotes.vault.paths import convert_to_vault_path, find_vault

if TYPE_CHECKING:
    import argparse

    from netnotes.model.diagnostics import DiagnosticCode
    from netnotes.network.network import Network
    from netnotes.vault.paths import VaultPaths


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `explain`."""
    parser.add_argument(
        "subject",
        nargs="*",
        metavar="CODE or NAME",
        help="a finding's code, a contact's name, or the path of a note; without one, all codes "
        "are listed",
    )
    add_vault_option(parser)
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: argparse.Namespace) -> int:
    """Print what a code means, where a contact's facts were read, or the list of all codes."""
    subject = " ".join(args.subject)
    code = _find_code(subject)
    if code or not subject:
        _print_codes([code] if code else list(CODES), args)
        return EXIT_DONE

    closest_code = find_closest_match(subject, (code.name for code in CODES))
    # A code that was mistyped is found without reading the folder one happens to be in.
    if closest_code and not is_path(subject):
        raise NetnotesError(f"There is no code {subject}. Did you mean `{closest_code}`?")
    _print_explanation(subject, args)
    return EXIT_DONE


def _find_code(name: str) -> DiagnosticCode | None:
    return next((code for code in CODES if code.name == name.casefold()), None)


def _print_codes(codes: list[DiagnosticCode], args: argparse.Namespace) -> None:
    if args.json:
        print_json({"codes": [_build_code_record(code) for code in codes]})
    elif len(codes) == 1:
        print(format_text(codes[0]))
    else:
        for code in codes:
            print(f"{code.name:<20} {code.severity:<8} {code.rule}")


def _build_code_record(code: DiagnosticCode) -> dict[str, str]:
    return {
        "code": code.name,
        "severity": str(code.severity),
        "rule": code.rule,
        "why": code.why,
        "wrong": code.wrong,
        "right": code.right,
    }


def _print_explanation(subject: str, args: argparse.Namespace) -> None:
    """Print where a contact's facts were read, or why a note is about no contact."""
    # Imported here: what reads notes takes 20 ms, and a code needs none of it.
    from netnotes.actions.explain_note import explain_contact, explain_other_note
    from netnotes.commands.output.explanation import build_record
    from netnotes.commands.output.explanation import format_text as format_explanation

    loaded = find_and_load_vault(args.vault, args.today)
    paths = find_vault(args.vault)
    network = loaded.network
    path = _find_other_note(args.subject, paths, network)
    if path:
        explanation = explain_other_note(path, paths, loaded)
    else:
        contact = choose_contact(network, subject, paths.root, can_ask=not args.json)
        explanation = explain_contact(contact, paths, loaded)
    if args.json:
        print_json(build_record(explanation, network))
    else:
        print("\n".join(format_explanation(explanation, network, color=args.color)))


def _format_with_vault(words: list[str], vault: str) -> str:
    others = list(words)
    others.remove(vault)
    return format_command("netnotes", "explain", " ".join(others), "--vault", vault)


def _find_other_note(words: list[str], paths: VaultPaths, network: Network) -> str:
    """Find the file that a path or a file name means, if it is not the note of a contact.

    Raises NetnotesError if the text means neither a contact nor a file.
    """
    subject = " ".join(words)
    typed = convert_to_vault_path(subject, paths.root)
    if find_candidates(network, typed):
        return ""
    path = network.find_path(typed, "")
    if path:
        return path
    for name in (typed, f"{typed}.md"):
        # What is left out of the vault is still a file that can be asked about.
        if is_path(name) and (paths.root / name).is_file():
            return name
    for word in words[1:]:
        if not Path(word).is_dir():
            continue
        command = _format_with_vault(words, word)
        if command:
            raise NetnotesError(
                f"{word} is a folder, and `explain` takes the vault behind `--vault`: `{command}`."
            )
    raise NetnotesError(
        f"{subject} is neither a code nor the name of a contact or of a note. "
        "`netnotes explain` lists all codes, and `netnotes who` finds people by any words."
    )


def format_text(code: DiagnosticCode) -> str:
    """Format a code as a short page: the rule, the reason, a wrong and a right example."""
    lines = [f"{code.name} ({code.severity})", "", code.rule, code.why]
    if code.wrong:
        lines += ["", "Not so:", *_indent(code.wrong)]
    if code.right:
        lines += ["But so:" if code.wrong else "So:", *_indent(code.right)]
    lines += ["", f'In netnotes.toml, `{code.name} = "off"` under [checks] silences it.']
    return "\n".join(lines)


def _indent(example: str) -> list[str]:
    return [f"    {line}" for line in example.splitlines()]
