"""The schemas say what the loader says, to editors and to the check, and fetch nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from rules.support import GOOD, HERE, codes, read
from triage.locate import data_folder
from triage.rules import keys, nodes, schema
from triage.rules.conditions_reader import COMPARISONS, CONDITION_WORDS
from triage.rules.model import Confidence, QuestionType, SendAs, StepKind, Urgency
from triage.rules.problems import Collector, Problem, render

NAMES = (schema.RULE_SET, schema.PACK, schema.SCENARIOS, schema.TERMS, schema.SAFETY, schema.SIGN_OFF, schema.VIGNETTES)
GOOD_FILES = sorted(GOOD.rglob("*.yaml"))


def shape(text: str, file: str = "rules/england/extra/rules.yaml") -> tuple[Problem, ...]:
    tree, problems = read(text)
    assert tree is not None
    assert not problems
    out = Collector()
    schema.check_shape(tree, file, out)
    return out.all()


def parts(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a schema, with where it stands."""
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from parts(value, f"{path}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from parts(value, f"{path}/{number}")


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_itself_and_describes_every_key(name: str) -> None:
    found = schema.read_schema(name)
    jsonschema.Draft7Validator.check_schema(found)
    assert found["$schema"] == "http://json-schema.org/draft-07/schema#"
    for path, part in parts(found):
        if path.endswith("defaultSnippets") or "/defaultSnippets/" in path:
            continue
        for key, value in part.get("properties", {}).items() if isinstance(part.get("properties"), dict) else ():
            assert value.get("description", "").endswith((".", '"')), f"{name}{path}/{key} has no description"
        if "enum" in part and "markdownEnumDescriptions" in part:
            assert len(part["enum"]) == len(part["markdownEnumDescriptions"])


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_points_only_into_itself(name: str) -> None:
    references = [part["$ref"] for _, part in parts(schema.read_schema(name)) if "$ref" in part]
    assert references
    assert all(reference.startswith("#/definitions/") for reference in references)


def test_nothing_a_schema_names_is_ever_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "read_schema", lambda name: {"$ref": "http://127.0.0.1:9/x.json"})
    schema._validator.cache_clear()
    try:
        with pytest.raises(Exception, match="Unresolvable"):
            shape("topic: x")
    finally:
        schema._validator.cache_clear()


def defined(name: str, part: str) -> set[str]:
    return set(schema.read_schema(name)["definitions"][part]["properties"])


def test_the_schemas_know_the_same_keys_as_the_loader() -> None:
    top = schema.read_schema(schema.RULE_SET)["properties"]
    assert set(top) == set(keys.TOPIC_KEYS)
    for kind, known in keys.KEYS_OF.items():
        assert defined(schema.RULE_SET, kind) == set(known), kind
    option = schema.read_schema(schema.RULE_SET)["definitions"]["option"]["anyOf"][1]["properties"]
    assert set(option) == set(keys.OPTION_KEYS)
    assert defined(schema.RULE_SET, "tests") == set(CONDITION_WORDS)
    assert defined(schema.RULE_SET, "comparison") == {*COMPARISONS, "includes"}
    assert set(schema.read_schema(schema.PACK)["properties"]) == set(keys.PACK_KEYS)
    assert defined(schema.PACK, "section") == set(keys.SECTION_KEYS)
    assert defined(schema.PACK, "switch") == set(keys.SWITCH_KEYS)
    assert defined(schema.PACK, "slot") == set(keys.WORD_KEYS)
    assert defined(schema.SCENARIOS, "scenario") == set(keys.SCENARIO_KEYS)
    assert defined(schema.TERMS, "term") == set(keys.TERM_KEYS)
    assert defined(schema.SCENARIOS, "expect") == set(keys.EXPECT_KEYS)
    assert defined(schema.SAFETY, "statement") == set(keys.STATEMENT_KEYS)
    assert defined(schema.SIGN_OFF, "accepted") == set(keys.SIGN_OFF_KEYS)
    assert set(schema.read_schema(schema.VIGNETTES)["properties"]) == set(keys.VIGNETTE_FILE_KEYS)
    assert defined(schema.VIGNETTES, "vignette") == set(keys.VIGNETTE_KEYS)
    assert defined(schema.VIGNETTES, "outcome") == set(keys.OUTCOME_KEYS)
    assert defined(schema.VIGNETTES, "point") == set(keys.POINT_KEYS)


def test_a_condition_is_the_same_in_both_schemas_that_have_one() -> None:
    rules, safety = (schema.read_schema(name)["definitions"] for name in (schema.RULE_SET, schema.SAFETY))
    shared = set(rules) & set(safety)
    assert {"condition", "conditions", "tests", "comparison"} <= shared
    assert {name for name in shared if rules[name] != safety[name]} == set()


@pytest.mark.parametrize(
    ("part", "key", "words"),
    [
        ("rule", "urgency", [level.word for level in Urgency]),
        ("rule", "send as", [kind.word for kind in SendAs]),
        ("step", "kind", [kind.value for kind in StepKind]),
        ("question", "type", [kind.value for kind in QuestionType]),
        ("contact", "confidence", [level.value for level in Confidence]),
    ],
)
def test_the_schema_knows_the_same_words_as_the_model(part: str, key: str, words: list[str]) -> None:
    found = schema.read_schema(schema.RULE_SET)["definitions"][part]["properties"][key]["enum"]
    assert set(found) == set(words)


@pytest.mark.parametrize("path", GOOD_FILES, ids=lambda path: path.relative_to(GOOD).as_posix())
def test_good_files_fit(path: Path) -> None:
    assert [render(problem) for problem in shape(path.read_text(encoding="utf-8"), path.as_posix())] == []


@pytest.mark.parametrize("path", GOOD_FILES, ids=lambda path: path.relative_to(GOOD).as_posix())
def test_good_files_fit_as_an_editor_types_them(path: Path) -> None:
    """Editors read numbers as numbers, and some read yes and no as true and false."""

    def typed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: typed(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [typed(inner) for inner in value]
        return {"yes": True, "no": False}.get(value, int(value) if value.isdigit() and value[0] != "0" else value)

    tree, _ = read(path.read_text(encoding="utf-8"))
    assert tree is not None
    name = schema.schema_for(path.as_posix())
    errors = jsonschema.Draft7Validator(schema.read_schema(name)).iter_errors(typed(nodes.as_data(tree)))
    assert [error.message for error in errors] == []


MISTAKES = {
    "misspelt-part": "TR201",
    "misspelt-urgency": "TR204",
    "misspelt-send-as": "TR204",
    "missing-because": "TR202",
    "missing-why": "TR202",
    "empty-list-of-steps": None,
    "not-sure-left-out": "TR202",
    "key-with-underscore": "TR201",
    "question-name-with-capitals": "TR205",
    "options-as-a-list": "TR203",
    "limit-in-words": "TR205",
    "source-without-anchor": None,
    "number-with-words": "TR205",
}


@pytest.mark.parametrize(("name", "code"), sorted(MISTAKES.items()))
def test_an_editor_marks_mistakes_of_shape_too(name: str, code: str | None) -> None:
    (path,) = (HERE / "mistakes" / name).rglob("*.yaml")
    problems = shape(path.read_text(encoding="utf-8"), path.as_posix())
    assert problems
    assert code is None or code in codes(problems)
    for problem in problems:
        words = render(problem)
        for theirs in (
            "is not of type",
            "does not match",
            "is not valid under",
            "Additional properties",
            "required property",
            "{'",
        ):
            assert theirs not in words, "words of the schema library reached the writer"


def test_a_misspelt_key_is_marked_at_the_key_with_the_right_one() -> None:
    (problem,) = shape(
        "topic: x\ntitle: y\nrules:\n  a:\n    when: always\n    urgncy: now\n    urgency: now\n    steps: b\n    why: c\n    because: d#e\n"
    )
    assert (str(problem.place), problem.code) == ("file.yaml:6:5", "TR201")
    assert problem.suggestion == "did you mean 'urgency:'?"


def test_a_missing_key_is_marked_where_its_block_is_named() -> None:
    (problem,) = shape("topic: x\ntitle: y\nfacts:\n  a:\n    when: always\n")
    assert (str(problem.place), problem.message) == ("file.yaml:4:3", "'a' has no 'says:'.")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("rules/a/pack.yaml", "pack"),
        ("rules/a/b/scenarios.yaml", "scenarios"),
        ("rules/a/contacts.yaml", "rule-set"),
        ("rules/a/terms.yaml", "terms"),
        ("rules/a/safety.yaml", "safety"),
    ],
)
def test_each_file_has_its_schema(file: str, name: str) -> None:
    assert schema.schema_for(file) == f"{name}.schema.json"


def test_the_schemas_are_laid_out_for_reading() -> None:
    for name in NAMES:
        text = (data_folder() / "rules" / name).read_text(encoding="utf-8")
        assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
