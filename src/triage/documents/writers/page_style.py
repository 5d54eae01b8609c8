"""How a paper looks as a page: black on white, large enough to read, with room to write, on A4 with page numbers."""

from __future__ import annotations

from triage.text import clean_line

_STYLE = """
@page { size: A4; margin: 17mm 16mm; font: 9pt Arial, sans-serif; @top-right { content: "%(first)s"; font-weight: 700; }
  @bottom-left { content: "%(title)s"; } @bottom-right { content: "Page " counter(page) " of " counter(pages); } }
@page :first { @top-right { content: none; } }
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; background: #fff; color: #111;
  font: 1rem/1.4 Arial, "Liberation Sans", "Helvetica Neue", sans-serif; overflow-wrap: anywhere; }
.first { border: .3rem solid #000; padding: .5rem .8rem; margin: 0 0 .8rem; font-weight: 700; font-size: 1.4rem;
  line-height: 1.2; }
.notice { border-left: .4rem solid #000; padding: .1rem .8rem; margin: .5rem 0; font-weight: 700; }
h1 { font-size: 1.5rem; margin: .4rem 0; }
h2 { font-size: 1.1rem; margin: .7rem 0 .2rem; border-bottom: 1px solid #555; break-after: avoid; }
p { margin: .3rem 0; } ul, ol { margin: .3rem 0; padding-left: 1.2rem; } li { margin: .1rem 0; break-inside: avoid; }
.short, .lines, .prompts, dl > div, tr { break-inside: avoid; }
.prompts { list-style: "\\2013\\2002"; color: #333; font-style: italic; break-after: avoid; }
dl { margin: .3rem 0; } dd { margin: 0; } dt { font-weight: 700; }
dl > div { display: grid; grid-template-columns: 38%% 1fr; gap: 1rem; padding: .1rem 0; }
.blanks > div { min-height: 8.2mm; align-items: end; padding: .3rem 0 0; }
.blanks dt { line-height: 1.15; font-weight: 400; }
.blanks dd { border-bottom: 1px solid #555; height: 100%%; }
.lines > div { border-bottom: 1px solid #555; height: 8.5mm; }
.lines > div:first-child { height: 7mm; }
.tasks, .ticks { list-style: none; padding-left: 0; }
.tasks > li, .ticks > li { padding-left: 1.7rem; margin: .3rem 0; position: relative; }
.box { position: absolute; left: 0; top: .1rem; width: 1.1rem; height: 1.1rem; border: 1.5px solid #000; }
.tasks p { margin: .05rem 0; }
.points { list-style: none; padding-left: 0; } .points > li { break-inside: auto; margin: .4rem 0; }
.points > li > strong { display: block; break-after: avoid; } .points ul { margin: .1rem 0; list-style: disc; }
table { border-collapse: collapse; width: 100%%; table-layout: fixed; margin: .3rem 0; }
thead { display: table-header-group; }
th, td { border: 1px solid #555; padding: .15rem .4rem; text-align: left; vertical-align: top; }
.asked th:first-child { width: 42%%; } .asked tbody th { font-weight: 400; }
.write td { height: 10mm; }
footer p { margin: .15rem 0; }
footer { margin-top: .7rem; border-top: 1px solid #555; font-size: 8.5pt; break-before: avoid; break-inside: avoid; }
main > section:last-child { break-inside: avoid; break-after: avoid; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 11pt; } }
"""


def style(first_line: str, title: str) -> str:
    """The style of one paper. Its first line and its title stand on every page where the browser can do it."""
    return _STYLE % {"first": _in_style(first_line), "title": _in_style(title)}


def _in_style(text: str) -> str:
    """A text as it stands between the quotation marks of a style: no letter of it can end them, or the style."""
    return "".join(one if one.isascii() and (one.isalnum() or one == " ") else _code(one) for one in clean_line(text))


def _code(letter: str) -> str:
    return f"\\{ord(letter):06x} "  # the blank ends the code, and does not show
