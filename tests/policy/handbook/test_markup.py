"""The one way HTML is made: whatever the text, it stays text."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.policy.handbook.markup import between, document, el, facts, link, listed, outward, telephone, written
from triage.text import clean

TEXTS = st.text(max_size=60) | st.sampled_from(
    ["<script>alert(1)</script>", "</p><b>", "&lt;b&gt;", '" onclick="x', "<!--", "]]>", "&amp;&#60;", "'><img src=x>"]
)


def parsed(body: str):
    whole = f'<!DOCTYPE html><html lang="en"><head><title>t</title></head><body>{body}</body></html>'
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(whole)
    return tree.find("body")


@given(TEXTS)
@settings(deadline=None)
def test_a_text_is_read_back_as_that_text_and_nothing_else(text: str) -> None:
    (element,) = list(parsed(written(el("div", text))))
    assert list(element) == []
    assert (element.text or "") == clean(text)


@given(TEXTS)
@settings(deadline=None)
def test_an_attribute_is_read_back_as_that_attribute_and_nothing_else(text: str) -> None:
    (element,) = list(parsed(written(el("div", "x", title=text, data_label=text))))
    assert dict(element.attrib) == {"title": clean(text), "data-label": clean(text)}


@given(TEXTS)
@settings(deadline=None)
def test_no_address_from_a_text_can_be_anything_but_a_page_or_a_place(text: str) -> None:
    try:
        element = el("a", "x", href=text)
    except ValueError:
        return
    (found,) = list(parsed(written(element)))
    address = found.attrib["href"]
    assert ":" not in address or address.split(":")[0] in ("http", "https", "tel", "mailto")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        " javascript:x",
        "data:text/html,x",
        "//elsewhere.example",
        "a b",
        "x\ny",
        "../x",
        "https://x y",
    ],
)
def test_an_address_that_leads_elsewhere_is_refused(address: str) -> None:
    with pytest.raises(ValueError):
        link(address, "x")


@pytest.mark.parametrize(
    "address", ["index.html", "topic-a.html#rule-b_c", "#content", "https://www.gov.uk/a?b=c", "tel:999"]
)
def test_an_address_of_ours_is_taken(address: str) -> None:
    assert f'href="{address}"' in written(link(address, "x"))


@pytest.mark.parametrize("tag", ["script src=x", "P", "", "a>b"])
def test_what_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(ValueError):
        el(tag)


@pytest.mark.parametrize("name", ["onclick", "style", "a b", "x=y"])
def test_what_is_no_attribute_of_ours_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        el("p", **{name: "x"})


def test_nothing_and_lists_of_parts_are_flattened() -> None:
    assert written(el("span", "a", None, ["b", [el("i", "c"), None]])) == "<span>ab<i>c</i></span>"
    assert written(el("input", type="search", hidden=True, title=None)) == '<input type="search" hidden="">'


def test_empty_lists_and_rows_leave_nothing_behind() -> None:
    assert listed([]) is None
    assert facts(("a", None), ("b", ""), ("c", [])) is None
    told = facts(("a", None), ("b", "c"))
    assert told is not None
    assert written(told).replace("\n", "") == "<dl><div><dt>b</dt><dd>c</dd></div></dl>"
    assert list(between(["a", "b", "c"])) == ["a", ", ", "b", ", ", "c"]


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://www.gov.uk/x", "https://www.gov.uk/x"),
        ("gov.uk/x", "https://gov.uk/x"),
        ("javascript:alert(1)", None),
        ("see the website", None),
        ("https://x y", None),
    ],
)
def test_an_outward_address_is_a_link_only_if_it_can_be_followed(address: str, followed: str | None) -> None:
    (paragraph,) = list(parsed(written(el("p", outward(address)))))
    links = [one.attrib["href"] for one in paragraph]
    assert links == ([followed] if followed else [])
    assert "".join(paragraph.itertext()) == address


def test_a_number_can_be_dialled() -> None:
    assert written(telephone("0808 800 5000")) == '<a href="tel:08088005000">0808 800 5000</a>'


def test_a_document_begins_as_one() -> None:
    assert document(el("html", lang="en-GB")) == '<!DOCTYPE html>\n<html lang="en-GB"></html>\n'
