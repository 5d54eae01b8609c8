"""Every problem code: what it is called and why it exists. ``docs/problems.md`` shows an example of each."""

from __future__ import annotations

from typing import Final, NamedTuple


class Code(NamedTuple):
    """The title of a problem, and in one sentence why it is refused or pointed out."""

    title: str
    why: str


CODES: Final[dict[str, Code]] = {
    "TR101": Code("The file is too large", "A huge file is a mistake or an attack, and nobody can review it."),
    "TR102": Code("The file is not plain UTF-8", "Letters saved another way come out as other letters, or not at all."),
    "TR103": Code("A character cannot be seen", "Hidden characters make two names look the same, or turn text round."),
    "TR104": Code("There is a tab", "Tabs look like spaces but count differently, so lines end up in the wrong place."),
    "TR105": Code("This is not laid out as YAML", "What cannot be read for certain is not guessed at."),
    "TR106": Code(
        "A key is written twice", "YAML would keep the last one without a word, and the first would be lost."
    ),
    "TR107": Code("Two keys look alike", "Names that differ only in capitals or accents are taken for each other."),
    "TR108": Code("A part refers to another part", "Anchors, aliases and << hide what a rule says from its reader."),
    "TR109": Code(
        "A value is given a type", "Every value is text; tags and directives could only change what was typed."
    ),
    "TR110": Code("The parts are nested too deep", "Nobody can read so deep a condition; a named fact says it better."),
    "TR111": Code("Something is empty", "A key without a value reads as if something had been decided."),
    "TR112": Code("The file holds a second document", "Only the first would be read, and the rest would be lost."),
    "TR113": Code("A # cuts the text", "YAML drops everything after ' #', so half an instruction would be shown."),
    "TR114": Code("Text runs over several lines", "Lines joined by accident make one key's text swallow the next."),
    "TR115": Code("A space is missing after a colon", "Without the space, a key and its value are one word."),
    "TR116": Code("A list or block stands where a key should be", "Text that starts with a bracket needs quotes."),
    "TR117": Code("The file cannot be read", "A rule file that is silently left out changes the advice."),
    "TR201": Code("The key is not known", "A misspelt key would be ignored, and with it what it was to say."),
    "TR202": Code("A key is missing", "The part cannot do its work without it."),
    "TR203": Code("This is the wrong kind of value", "A list, a block of keys and a text are read in different ways."),
    "TR204": Code("The word is not one of those allowed", "A near miss must not be read as something calmer."),
    "TR205": Code(
        "The name is not well formed", "Names are written one way, so that they can be told apart and found."
    ),
    "TR206": Code("The number or limit cannot be read", "A limit or number that is guessed at is worse than none."),
    "TR207": Code(
        "This is not a date", "Days and months change places between countries; year-month-day cannot be misread."
    ),
    "TR208": Code("The name is taken", "Two parts with one name: only one of them would count."),
    "TR209": Code("A list is too short", "An empty list reads as if something had been decided."),
    "TR210": Code("The key does not belong here", "It would have no effect, although it looks as if it had."),
    "TR211": Code("The name and the place do not agree", "A file is found by its place and shown by its name."),
    "TR212": Code(
        "The sentence does not fit", "The words are put into a sentence of the program and must complete it."
    ),
    "TR213": Code(
        "The shape does not fit", "Editors and the check use the same schema, and the file does not follow it."
    ),
    "TR214": Code("The first line does not name the schema", "With it, an editor completes and checks as you type."),
    "TR301": Code("There is no such question", "A rule on a question that is never asked can never help anyone."),
    "TR302": Code("There is no such answer", "A rule on an answer nobody can give can never help anyone."),
    "TR303": Code("There is no such fact", "A condition on a fact that does not exist cannot be decided."),
    "TR304": Code("There is no such step", "The plan would lack the step."),
    "TR305": Code("There is no such contact", "The plan would name nobody to ring."),
    "TR306": Code("There is no such deadline", "The step would have no limit."),
    "TR307": Code("There is no such guidance", "Every rule can be traced to what it stands on."),
    "TR308": Code("There is no such section", "The question would have no place in the interview."),
    "TR309": Code("There is no such switch", "A law that nobody can turn on would hold the rule back for ever."),
    "TR310": Code("The word slot cannot be filled", "The person would read the brackets instead of words."),
    "TR311": Code("There is no such rule", "A scenario that names a rule which is not there tests nothing."),
    "TR312": Code("The packs do not fit together", "A local pack is laid over one national pack, which must be there."),
    "TR313": Code("This is not a condition", "What the rule waits for must be certain."),
    "TR314": Code("The range can never hold", "The rule looks as if it covered a case and covers none."),
    "TR315": Code("Something waits for itself", "Neither could ever be decided."),
    "TR316": Code("There is no such document", "The step would send the person to a form that is not there."),
    "TR401": Code('The meaning of "not sure" is missing', "Many people are not sure; what that means must be decided."),
    "TR402": Code('The meaning of "not sure" is not an answer', '"Not sure" would count as nothing.'),
    "TR403": Code(
        "A call has no words or no way on", "People freeze on the phone, and lines are dead on a Friday evening."
    ),
    "TR404": Code("The pack has no floor", "No case may end without something to do."),
    "TR405": Code("A local pack changes the national one", "A local pack may add; it can never make a case calmer."),
    "TR406": Code("A local limit is longer", "A local pack may only shorten a limit."),
    "TR407": Code("A local limit starts at another moment", "A limit that starts later is a longer limit."),
    "TR408": Code("Nothing uses this", "Something was forgotten: either its use, or to remove it."),
    "TR409": Code('"Not sure" is calmer than every answer', "Not knowing is no reason to do less."),
    "TR410": Code("The sentence is long", "People read this frightened and in a hurry."),
    "TR411": Code("The term is out of date", "The other agency may not know what is meant."),
    "TR412": Code("The step says to do nothing", "No case ends with nothing to do."),
    "TR413": Code("The words are not kind", "Blame and alarm slow people down."),
    "TR414": Code("A local pack changes an emergency number", "999 is 999 everywhere."),
    "TR415": Code("An emergency names nobody to ring", "An emergency ends with a call."),
    "TR501": Code("The source was superseded", "Advice must stand on what is in force."),
    "TR502": Code("It is not yet in force", "Law that does not hold yet must not be given as law."),
    "TR503": Code("The review date has passed", "Somebody has to look whether it still holds."),
    "TR504": Code("The guidance is unverified", "A rule needs something that somebody has read."),
    "TR505": Code("An unverified contact shows a number", "A wrong number costs time a child may not have."),
    "TR506": Code("The number was not checked lately", "Numbers change without notice."),
    "TR507": Code(
        "The guidance file is not laid out right", "Each passage must be found by its anchor, with its facts."
    ),
    "TR508": Code(
        "Marks would be shown as they are",
        "The text is shown plain, so marks for bold, links or tables would be read out.",
    ),
    "TR509": Code("The dates cannot be right", "A date in the future hides that a check is due."),
    "TR601": Code("This is not an answer", "An answer that is guessed at would test or advise on another case."),
    "TR602": Code("The scenarios are not a list", "Each scenario starts with a dash."),
    "TR603": Code("Two scenarios have one name", "A failing scenario must be found by its name."),
    "TR604": Code("The safety statement cannot be proved", "A statement that says nothing looks like a promise kept."),
}
