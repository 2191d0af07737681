"""What Logseq writes in lines of its own: the words of tasks, and the properties of its blocks."""

from __future__ import annotations

import re

from netnotes.text import build_lazy_pattern

# The words that make an item a task, and what each is as the character between the brackets.
TASK_STATUSES = {
    **dict.fromkeys(("TODO", "DOING", "NOW", "LATER", "WAITING", "IN-PROGRESS"), " "),
    "DONE": "x",
    **dict.fromkeys(("CANCELED", "CANCELLED"), "-"),
}
LOGSEQ_TASK_WORD = re.compile(rf"(?P<word>{'|'.join(TASK_STATUSES)})[ \t]+(?=\S)")

# `- NOW at Acme` is a task only in the folders of Logseq.
TASK_WORD = re.compile(r"(?P<word>TODO|DOING|DONE|CANCELL?ED)[ \t]+(?=\S)")


def is_system_property(text: str, path: str) -> bool:
    """Tell whether a line is a property that Logseq writes for itself, as `collapsed:: true`."""
    # In other vaults `icon:: …` or `id:: …` may be the author's own.
    is_in_graph = path.startswith(("pages/", "journals/"))
    return (_GRAPH_PROPERTY if is_in_graph else _PROPERTY).match(text) is not None


# Whether a block is folded, its number, its color, what a query shows. Times are in milliseconds
# since 1970.
_PROPERTY_WORDS = (
    r"collapsed:: *(?:true|false)? *$"
    r"|id:: *[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12} *$"
    r"|(?:created|updated|last-modified)[-_]at:: *\d{13} *$"
    r"|(?:logseq\.[\w.-]+|hl-(?:page|color|stamp|type)|ls-type|background-(?:color|image)"
    r"|card-(?:last-interval|repeats|ease-factor|next-schedule|last-reviewed|last-score)"
    r"|query-(?:table|properties|sort-by|sort-desc)|template-including-parent"
    r"|exclude-from-graph-view|publishing-public\?)::"
)
_PROPERTY = build_lazy_pattern(_PROPERTY_WORDS)
_GRAPH_PROPERTY = build_lazy_pattern(
    rf"{_PROPERTY_WORDS}|(?:id|collapsed|icon|public|filters|heading)::"
)
