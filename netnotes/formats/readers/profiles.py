"""Profiles of which only the name is given, such as `@ada`, as addresses of pages."""

from __future__ import annotations

# What comes before the name on a site, by a word in what the file calls the site.
_SITE_URLS = {
    "facebook": "https://www.facebook.com/",
    "twitter": "https://twitter.com/",
    "linkedin": "https://www.linkedin.com/in/",
    "instagram": "https://www.instagram.com/",
    "github": "https://github.com/",
}


def build_profile_url(name: str, site: str) -> str:
    """Build the address of a profile; empty if nobody knows the site.

    `site` is what the file says of it, in any case.
    """
    if "/" in name:
        return name
    for word, site_url in _SITE_URLS.items():
        if word in site.casefold():
            return f"{site_url}{name.lstrip('@')}"
    return ""
