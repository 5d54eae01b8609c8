"""Steps that can stand in one plan and should not: one forbids what another tells, or two say nearly the same."""

from __future__ import annotations

from triage.policy.checks.looking import Looking
from triage.rules.checks.likeness import forbidden_and_told, nearly_alike
from triage.rules.problems import quoted


def no_step_forbids_another(looking: Looking) -> None:
    """No plan tells a person to do what another step in it, or the step itself, forbids."""
    for found in forbidden_and_told(looking.rule_set.steps.values()):
        if not _own_one(looking, found.forbids, found.tells) or not looking.ground.together(found.forbids, found.tells):
            continue
        who = "the same step" if found.forbids == found.tells else f"the step {quoted(found.tells)}"
        message = (
            f"{quoted(found.forbidding)} stands in {quoted(found.forbids)}, but {who} says {quoted(found.telling)}."
        )
        at, key = (found.forbids, "do not") if looking.own("step", found.forbids) else (found.tells, "do")
        place = looking.subject.place("step", at, key)
        hint = "say when each holds, or take one of them out."
        looking.out.warning("TR423", place, message, hint, beside=looking.rule_set.steps[found.tells].place)


def steps_are_told_apart(looking: Looking) -> None:
    """No plan has two steps that say nearly the same."""
    for one, other in nearly_alike(looking.rule_set.steps.values()):
        if not _own_one(looking, one, other) or not looking.ground.together(one, other):
            continue
        steps = looking.rule_set.steps
        if one in steps[other].covered_by or other in steps[one].covered_by:
            continue
        limits = "" if steps[one].by == steps[other].by else ", with different limits"
        message = f"{quoted(one)} and {quoted(other)} can stand in one plan and say nearly the same{limits}."
        later, earlier = (other, one) if looking.own("step", other) else (one, other)
        place = looking.subject.place("step", later, "do")
        hint = "make them one, or 'covered by:' one another, or word them apart."
        looking.out.warning("TR427", place, message, hint, beside=steps[earlier].place)


def _own_one(looking: Looking, *steps: str) -> bool:
    return any(looking.own("step", step) for step in steps)
