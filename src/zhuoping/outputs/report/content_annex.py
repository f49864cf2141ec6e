# SPDX-License-Identifier: Apache-2.0
"""The annexes: the proof of every figure, and where each parameter and reading comes from (domain rule A2)."""

from collections.abc import Iterator

from zhuoping.core.evaluation import EvaluatedCase
from zhuoping.core.scheme import Origin
from zhuoping.core.scorecard import Step
from zhuoping.outputs.report.content_arithmetic import arithmetic
from zhuoping.outputs.report.content_words import Content, Section, Words, plain


def annex(evaluated: EvaluatedCase, words: Words) -> Section:
    """What a reader needs in order to recompute the total and to see by which rules it was made."""
    scheme = evaluated.scheme
    return {
        "proof": [_step(figure, step, words) for figure, step in _steps(evaluated)],
        "parameters": [
            {
                "title": parameter.title,
                "value": words.value(parameter),
                "origin": _origin(parameter.origin, words),
                "source": parameter.source,
                "reading": parameter.reading or "",
            }
            for parameter in scheme.parameters.values()
        ],
        "readings": [
            {
                "key": key,
                "passage": reading.passage,
                "reading": reading.reading,
                "reason": reading.reason,
                "by": words.join((reading.by, reading.on.isoformat())),
            }
            for key, reading in scheme.readings.items()
        ],
        "about": list(_about(evaluated, words)),
    }


def _steps(evaluated: EvaluatedCase) -> Iterator[tuple[str, Step]]:
    """Every step with the name of its figure; with open indicators the second sum is what can still be reached."""
    provisional = False
    for step in evaluated.scorecard.steps():
        yield "awarded_open" if provisional and step.figure == "awarded" else step.figure, step
        provisional = provisional or step.figure == "lowest"


def _step(figure: str, step: Step, words: Words) -> Content:
    return {
        "figure": words.say(f"figure.{figure}", ref=step.ref),
        "arithmetic": arithmetic(step, words),
        "rule": words.say(f"rule.{step.rule.name}"),
        "origin": _origin(step.rule.origin, words),
        "source": step.rule.source,
        "reading": step.rule.reading or "",
    }


def _origin(origin: Origin, words: Words) -> str:
    return words.say(f"origin.{origin.value}")


def _about(evaluated: EvaluatedCase, words: Words) -> Iterator[str]:
    scheme, divisions = evaluated.scheme, evaluated.divisions
    yield words.say("quantum", quantum=plain(words.quantum))
    yield words.say("facts_as_on", date=evaluated.case.evaluation.ended_on)
    yield words.say("divisions", standard=divisions.standard, as_of=divisions.as_of)
    yield words.say("copyright", text=scheme.copyright)
