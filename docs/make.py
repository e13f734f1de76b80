"""Writes the pages of docs/ that are made from data; `--check` only says whether they are new.

python docs/make.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli import root
from onrecord.model import kind_sets, kinds

HERE = Path(__file__).parent

TITLES = {
    "stance": "Stances",
    "voice": "Evidence grades (voice)",
    "statement_kind": "Kinds of statement",
    "actor_kind": "Kinds of actor",
    "mention_form": "Forms of mention",
    "event_status": "Event status",
    "time_type": "Types of time (TIMEX3)",
    "place_kind": "Kinds of place",
    "event_type": "Event types (PLOVER)",
}


def terms() -> str:
    """The page of every closed set of values."""
    lines = [
        "# Terms",
        "",
        "Every closed set of values in a record, with what it means and an example of ours.",
        "Made by `make docs` from `src/onrecord/model/kinds.toml`: edit that file, not this page.",
    ]
    for name in kind_sets():
        lines += [
            "",
            f"## {TITLES.get(name, name)}",
            "",
            "| value | meaning | example |",
            "|---|---|---|",
        ]
        for kind in kinds(name).values():
            modes = f" Modes: {', '.join(kind.modes)}." if kind.modes else ""
            lines.append(f"| `{kind.value}` | {kind.meaning}.{modes} | {kind.example} |")
    return "\n".join(lines) + "\n"


def commands() -> str:
    """The page of every command's help."""
    lines = ["# Commands", "", "Made by `make docs` from the commands' own help."]

    def add(command: click.Command, name: str) -> None:
        context = click.Context(command, info_name=name, terminal_width=88, max_content_width=88)
        lines.extend(["", f"## {name}", "", "```", command.get_help(context), "```"])
        if isinstance(command, click.Group):
            for child in command.list_commands(context):
                found = command.get_command(context, child)
                if found is not None:
                    add(found, f"{name} {child}")

    add(root, "onrecord")
    return "\n".join(line.rstrip() for line in "\n".join(lines).splitlines()) + "\n"


PAGES = {"terms.md": terms, "commands.md": commands}


def main() -> int:
    """Write, or with --check compare; 1 where a page is old."""
    old = []
    for name, make in PAGES.items():
        page, text = HERE / name, make()
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            old.append(name)
            if "--check" not in sys.argv:
                page.write_text(text, encoding="utf-8")
    if old and "--check" in sys.argv:
        print(f"old: {', '.join(old)} (run: make docs)")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
