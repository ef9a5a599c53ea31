"""What stands before the story in a paste: masthead, section, headline, deck, byline, dates, pictures."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from sitegen.ingest.apart import read_apart
from sitegen.ingest.byline import Byline, is_name, people_in, read_byline
from sitegen.ingest.dateline import find_dateline
from sitegen.ingest.dates import find_date, is_day_of_story, read_date_line
from sitegen.ingest.draft import Piece
from sitegen.ingest.facts import NOTHING, Facts, learn
from sitegen.ingest.letterhead import is_section, read_topline, split_outlet
from sitegen.ingest.outlets import masthead
from sitegen.ingest.prose import is_title_like
from sitegen.ingest.signing import is_about_author, is_bare_byline, is_dated
from sitegen.model import Block, Removed
from sitegen.patterns import later

_DEEPEST = 14
"""Paragraphs; no paste met had more before its first sentence."""
# "Posted by Mara on March 5, 2016": a blog's author may have one name
_POSTED = later(
    r"^(?:posted|written|published) by (?P<who>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}),? (?:on|at|[|•·–—-]) \S.{5,40}$", re.IGNORECASE
)
_BULLET = later(r"[-*•▪●]\s+")
# "UPDATE 2-Ferry crews end strike": which sending of the story it is
_SENDING = later(r"^(?:UPDATE|WRAPUP|CORRECTED|REFILE|RPT|EXCLUSIVE)(?: \d{1,2})?\s?-\s?")
# "March 5, 2016 by Ana Reyes 3 Comments"
_DATED = later(r"(?P<day>[^.!?]{6,30}?\d{4})[,|]? (?P<byline>by [^\d]{3,60}?)(?: \d+ Comments?| Leave a Comment)?$", re.IGNORECASE)
_LABEL = later(r"(?:(?:first |originally |last )?(?:published|posted|updated|modified))(?: on| at)?:?", re.IGNORECASE)
_KICKERS = frozenset(("exclusive", "breaking", "breaking news", "live", "updated", "watch", "developing"))
_LONGEST_HEADLINE = 16
"""Words."""
# " date 2016-03-05 Ferry passengers wait on the quay …": a label of the page, run into the caption that followed it
_DATE_RUN_IN = later(r"^(?:date|published|posted)\s*:?\s*(?=\d{4}-\d\d-\d\d\b)", re.IGNORECASE)


class _Head(msgspec.Struct):
    facts: Facts = NOTHING
    pieces: list[Piece] = []
    titles: list[int] = []
    """Where in *pieces* the lines stand that may be section, headline, deck, or the name of a gallery."""


def take_head(paragraphs: list[str]) -> tuple[Facts, tuple[Piece, ...], list[str]]:
    """Split what stands before the story off *paragraphs*: what it states, its pieces, and the rest."""
    head = _Head()
    rest = list(paragraphs)
    while rest and len(head.pieces) < _DEEPEST:
        if _LABEL.fullmatch(rest[0]) and is_dated(rest[1:]):
            # "Published" / "5 March 2016"
            rest[:2] = [f"{rest[0]} {rest[1]}"]
        line = rest[0]
        dated = _DATE_RUN_IN.match(line)
        found = find_date(line[dated.end() :]) if dated else None
        if dated and found:
            cut = dated.end() + found[2]
            rest[:1] = [line[cut:].strip()] if line[cut:].strip() else []
            head.pieces.append(Removed("dates", line[:cut]))
            head.facts = _date(head.facts, found[0], run_in=bool(line[cut:].strip()), story="\n".join(rest[1:]))
            continue
        if not _take(head, line, rest[1:]):
            break
        rest.pop(0)
    _name_titles(head)
    return head.facts, tuple(head.pieces), rest


def _date(facts: Facts, day: date, run_in: bool, story: str) -> Facts:
    """*facts* with *day* as the day of publication; run into a caption it counts only where the story bears it out."""
    if not run_in:
        return learn(facts, "date line", published=day)
    if is_day_of_story(day, story):
        return learn(facts, "date above the first caption, on the weekday that the story tells of", published=day)
    return facts


def _take(head: _Head, line: str, after: list[str]) -> bool:
    """Whether *line* stands before the story; if so, *head* has it."""
    if _is_stated(head, line):
        return True
    piece = read_apart(line)
    if piece:
        head.pieces.append(piece)
        return True
    if not is_title_like(line) or find_dateline(line) or not after:
        return _is_sentence_headline(head, line, after) or _is_deck(head, line, after)
    if head.titles and head.facts.byline is None and is_bare_byline(line, after, _is_dates(head.pieces[-1:])):
        head.facts = learn(head.facts, "byline", byline=line, authors=people_in(line))
        head.pieces.append(Removed("byline", line))
        return True
    if head.facts.byline and is_dated(after) and is_name(line):
        # "Ana Reyes" / "Port Arden" / "5 March 2016": where she reports from
        head.pieces.append(Removed("chrome", line))
        return True
    bullet = _BULLET.match(line)
    if bullet and head.titles:
        head.pieces.append(Block("list", line[bullet.end() :]))
        return True
    if len(head.titles) > 3:
        return False
    head.titles.append(len(head.pieces))
    head.pieces.append(Removed("chrome", line))
    return True


def _is_stated(head: _Head, line: str) -> bool:
    outlet = masthead(line)
    if outlet:
        head.facts = learn(head.facts, "masthead", publication=outlet.name)
        head.pieces.append(Removed("masthead", line))
        return True
    top = read_topline(line, head.facts)
    if top:
        head.facts = top[0]
        head.pieces.append(Removed(top[1], line))
        return True
    if head.facts.byline is None and (signed := _signed(head.facts, line)):
        head.facts = signed
        head.pieces.append(Removed("byline", line))
        return True
    if is_about_author(line, head.facts.authors):
        head.pieces.append(Removed("bio", line))
        return True
    dates = read_date_line(line)
    for label, day in dates:
        head.facts = learn(head.facts, "date line", **{label: day})
    if dates:
        head.pieces.append(Removed("dates", line))
    return bool(dates)


def _signed(facts: Facts, line: str) -> Facts | None:
    """*facts* with the byline that *line* is, and with its day when it states one; None when it is none."""
    dated = _DATED.match(line)
    byline, posted = read_byline(dated["byline"] if dated and find_date(dated["day"]) else line), _POSTED.match(line)
    if not byline and not posted:
        return None
    facts = _sign(facts, byline) if byline else learn(facts, "byline", byline=line, authors=(posted["who"],) if posted else ())
    found = find_date(line)
    return learn(facts, "byline", published=found[0] if found else None)


def _sign(facts: Facts, byline: Byline) -> Facts:
    facts = learn(facts, "byline", byline=byline.line, authors=byline.people)
    if byline.outlet and not (byline.outlet.agency and facts.publication):
        facts = learn(facts, "byline", publication=byline.outlet.name)
    return facts


def _is_deck(head: _Head, line: str, after: list[str]) -> bool:
    """A sentence between headline and byline is the deck; anything else that reads as prose opens the story."""
    if not head.titles or head.facts.deck or head.facts.byline or len(line.split()) > 45 or find_dateline(line):
        return False
    near = after[:3]
    if not any(read_byline(one) or read_date_line(one) for one in near):
        return False
    head.facts = learn(head.facts, "deck", deck=line)
    head.pieces.append(Removed("masthead", line))
    return True


def _is_dates(pieces: list[Piece]) -> bool:
    return any(isinstance(piece, Removed) and piece.kind == "dates" for piece in pieces)


def _is_sentence_headline(head: _Head, line: str, after: list[str]) -> bool:
    """Some headlines are sentences: ``The strike is over. The islands have no flour.`` above a deck and a byline."""
    if not all(is_section(head.pieces[at].text) for at in head.titles) or head.facts.byline or head.facts.deck:
        return False
    if len(line.split()) > _LONGEST_HEADLINE or find_dateline(line) or not any(read_byline(one) for one in after[:3]):
        return False
    head.titles.append(len(head.pieces))
    head.pieces.append(Removed("chrome", line))
    return True


def _name_titles(head: _Head) -> None:
    """Say which of the title-like lines is what: section, headline, deck; one right above a picture names a gallery and stays chrome."""
    spots = list(head.titles)
    texts = [head.pieces[at].text for at in spots]
    if not texts:
        return
    sections = next((at for at, text in enumerate(texts) if not is_section(text)), 0)
    main = sections or (1 if len(texts) > 1 and len(texts[0].split()) <= 3 < len(texts[1].split()) else 0)
    if main and texts[0].lower() not in _KICKERS:
        head.facts = learn(head.facts, "line above the headline", section=texts[0])
    title, outlet = split_outlet(_SENDING.sub("", texts[main]))
    head.facts = learn(head.facts, "first line", title=title, publication=outlet.name if outlet else None)
    head.pieces[spots[main]] = Removed("masthead", texts[main])
    for at, text in list(zip(spots, texts, strict=True))[main + 1 :]:
        above_picture = at + 1 < len(head.pieces) and isinstance(head.pieces[at + 1], Block)
        if not above_picture and len(text.split()) > 4:
            head.facts = learn(head.facts, "line below the headline", deck=text)
            head.pieces[at] = Removed("masthead", text)
