"""How a Word file looks: a plain face every office has, black on white, on A4, in British English, pages numbered."""

from __future__ import annotations

from typing import Any

FACE = "Arial"
SIZE = 11
"""Points. Smaller print is hard to read on paper."""
MARGIN = 18
"""Millimetres, on every side: every office printer can print there."""
ACROSS = 210 - 2 * MARGIN
"""Millimetres there are to write on."""
_SIZES = {"Title": 18, "Heading 1": 13}


def dress(document: Any) -> None:
    """Give the empty file its face, its page and its language."""
    from docx.shared import Mm, Pt

    _language(document)
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(SIZE)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(3), 1.1
    for name, size in _SIZES.items():
        _heading(styles[name], size)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(MARGIN))
    section.header_distance = section.footer_distance = Mm(9)


def number_pages(document: Any, first_line: str, title: str) -> None:
    """Below each page its title and "Page 1 of 3"; above each but the first what kind of message it is."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for foot in (section.first_page_footer, section.footer):
        line = _line(foot)
        _small(line, f"{title}\tPage ")
        _field(line, "PAGE")
        _small(line, " of ")
        _field(line, "NUMPAGES")
    if first_line:
        _small(_line(section.header), f"\t{first_line}").bold = True


def box_in(paragraph: Any) -> None:
    """Draw a thick black frame around a paragraph, within the margins."""
    from docx.shared import Mm

    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(3)
    frame = _add(paragraph.paragraph_format.element.get_or_add_pPr(), "w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        _add(frame, f"w:{side}", val="single", sz="36", space="6", color="000000")


def _language(document: Any) -> None:
    from docx.oxml.ns import qn

    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "en-GB")
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), "en-GB")


def _heading(style: Any, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.color.rgb, style.font.size, style.font.bold = RGBColor(0, 0, 0), Pt(size), True
    faces = style.element.rPr.rFonts
    for name in list(faces.attrib):  # the theme's face would win over a plain one
        del faces.attrib[name]
    style.font.name = FACE
    frame = style.element.pPr.find(qn("w:pBdr"))
    if frame is not None:
        style.element.pPr.remove(frame)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10), Pt(3)
    style.paragraph_format.keep_with_next = True


def _line(place: Any) -> Any:
    """The one line above or below a page, with a stop at the right margin."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    line = place.paragraphs[0]
    for stop in line.style.paragraph_format.tab_stops:
        line.paragraph_format.tab_stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(ACROSS), WD_TAB_ALIGNMENT.RIGHT)
    return line


def _small(line: Any, text: str) -> Any:
    from docx.shared import Pt

    font = line.add_run(text).font
    font.size = Pt(9)
    return font


def _field(line: Any, name: str) -> None:
    """A number that Word works out."""
    field = _add(line.paragraph_format.element, "w:fldSimple", instr=name)
    field.append(_small(line, "1").element)


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    parent.append(made)
    return made
