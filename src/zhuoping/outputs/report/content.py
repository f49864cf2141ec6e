# SPDX-License-Identifier: Apache-2.0
"""What the report says, worded and formatted: the one source of the PDF and of the Word report."""

from zhuoping.core.case import TeamRole
from zhuoping.core.evaluation import EvaluatedCase
from zhuoping.core.wording import report
from zhuoping.outputs.report.content_annex import annex
from zhuoping.outputs.report.content_findings import dimensions
from zhuoping.outputs.report.content_gaps import gaps, way_up
from zhuoping.outputs.report.content_result import closing, result, special
from zhuoping.outputs.report.content_words import Content, Section, Words, words_of


def report_content(evaluated: EvaluatedCase, language: str) -> Section:
    """The report on `evaluated` in `language` (`zh` or `en`); the scheme's own texts are in the scheme's language.

    Only texts, truth values, whole numbers, lists and dicts, so it can be written as JSON. Every text is ready to
    print: amounts have the edition's decimals, dates are written out, `""` means that nothing is to be printed.
    Texts that people wrote (findings, reasons, names …) stand as they wrote them, line breaks included; the
    layouts have to take any character. "rows" below are lists of {label, value}.

    language          `zh` or `en`
    scheme_title      what is certified; `title` is the kind of document, `document_title` both with the client
    case_title, report_number, client_name, body
    date              the day the evaluation ended, ISO (for the document's metadata); `date_text` in words
    sample_note       printed on every page; `""` for a real case
    labels            {key: text}: every heading, column head and label (core/wording/report.py, LABELS)
    page              three texts around the number of a page and of all pages: ["第 ", " 页 共 ", " 页"]
    cover, client     rows
    scope             text
    evaluation        rows: edition, type, design responsibility with reason, modes with reason, dates, team, body
    modes             [{letter, title, basis}]
    team              [{name, role, registration}]; `leaders` are the names that sign
    prior_certificate rows; `prior_note` is the sentence where there are none
    summary           the team's summary
    result            {status, rated (bool), headline, sentence, notes [text], complete (bool), total_label, total,
                      points, stars (int), stars_of (int: most stars of the edition), level, bands}
                      `total` is the provisional sum where not complete; `headline` is what stands in place of the
                      stars; bands [{stars, name, text, at_least, reached (bool)}]
    dimensions        [{ref, title, points, awarded, share, percent, scored (bool), indicators}]; `share` is
                      awarded ÷ points as text with four decimals, for the radar
      indicators      [{ref, title, points, requirement, state, awarded, method, arithmetic, reasons, has_finding,
                      finding, strengths, improvement, evidence, checks}]
                      state is `scored`, `partly`, `open` or `excluded`; awarded reads `—` while open;
                      arithmetic [{label, text}]; reasons [{label, text}]; evidence [{text, kind, title, reference,
                      dated_on}]; checks [{title, verdict, verdict_label, explanation, remarks [text], more}] with
                      verdict `met`, `attention`, `cannot-tell` or `gap`; `more` says how many remarks are left out
    closing           lines below the scorecard: [{figure, label, arithmetic, amount}], the last is the total
    special           {rules, deductions [{number, ground, meaning, reason, evidence [text]}], deducted,
                      deducted_arithmetic, determination {by, reason} or null, bonus [{reason, conditions [text],
                      evidence [text]}], bonus_amount, bonus_arithmetic}
    gaps              {indicators [{ref, title, points, award, lost, why, improvement}], missing [{ref, title,
                      points, open, note}], checks [{ref, title, explanation, remarks [text], more}],
                      notices [{place, text}]}
    way_up            null, or {sentence, sets [{number, indicators [text], refs [text], points}]}
    annex             {proof [{figure, arithmetic, rule, origin, source, reading}],
                      parameters [{title, value, origin, source, reading}],
                      readings [{key, passage, reading, reason, by}], about [text]}
    substituted       pattern with {count} and {characters}, for a layout whose fonts lack characters
    """
    words = words_of(evaluated.scheme, language)
    case, scheme = evaluated.case, evaluated.scheme
    setting = case.evaluation
    labels = report.labels(language)
    document = words.say("document", scheme=scheme.title, title=labels["title"], client=case.client.name)
    return {
        "language": language,
        "scheme_title": scheme.title,
        "title": labels["title"],
        "document_title": document,
        "case_title": case.title,
        "report_number": setting.report_number,
        "client_name": case.client.name,
        "body": setting.body,
        "date": setting.ended_on.isoformat(),
        "date_text": words.date(setting.ended_on),
        "sample_note": case.sample_note,
        "labels": dict(labels),
        "page": list(words.say("page").split("|")),
        "cover": _cover(evaluated, words),
        "client": _client(evaluated, words),
        "scope": case.scope,
        "evaluation": _evaluation(evaluated, words),
        "modes": [
            {"letter": mode.letter, "title": mode.title, "basis": mode.basis}
            for mode in scheme.modes
            if mode.letter in evaluated.modes.letters
        ],
        "team": [
            {
                "name": member.name,
                "role": words.choice(member.role),
                "registration": member.registration or labels["not_given"],
            }
            for member in setting.team
        ],
        "leaders": [member.name for member in setting.team if member.role is TeamRole.LEADER],
        "prior_certificate": _prior_certificate(evaluated, words),
        "prior_note": _prior_note(evaluated, words),
        "summary": case.summary,
        "result": result(evaluated, words),
        "dimensions": dimensions(evaluated, words),
        "closing": closing(evaluated, words),
        "special": special(evaluated, words),
        "gaps": gaps(evaluated, words),
        "way_up": way_up(evaluated, words),
        "annex": annex(evaluated, words),
        "substituted": report.SENTENCES["substituted"][language != "zh"],
    }


def _cover(evaluated: EvaluatedCase, words: Words) -> list[Content]:
    setting = evaluated.case.evaluation
    return words.rows(
        (words.field("Evaluation.report_number"), setting.report_number),
        (words.field("Evaluation.type"), words.choice(setting.type)),
        (words.field("Evaluation.modes"), str(evaluated.modes)),
        (words.field("Evaluation.body"), setting.body),
    )


def _client(evaluated: EvaluatedCase, words: Words) -> list[Content]:
    client = evaluated.case.client
    override = client.uscc_override
    accepted = words.join((override.by, override.evidence)) if override else ""
    return words.rows(
        (words.field("Client.name"), client.name),
        (words.field("Client.name_en"), client.name_en),
        (words.field("Client.uscc"), evaluated.uscc),
        (words.field("Client.uscc_override"), accepted),
        (words.field("Client.address"), client.address),
        (words.field("Client.industry"), client.industry),
        (
            words.field("Client.staff"),
            "" if client.staff is None else words.say("persons", number=client.staff),
        ),
    )


def _evaluation(evaluated: EvaluatedCase, words: Words) -> list[Content]:
    scheme, setting = evaluated.scheme, evaluated.case.evaluation
    labels = report.labels(words.language)
    edition = words.say(
        "edition",
        title=scheme.title,
        edition=scheme.edition,
        issuer=scheme.issuer,
        in_force_on=scheme.in_force_on,
    )
    design = words.say("design.yes" if setting.design_responsibility else "design.no")
    if setting.design_reason:
        design = words.say("labelled", label=design, text=setting.design_reason)
    return words.rows(
        (words.field("Evaluation.report_number"), setting.report_number),
        (words.field("Evaluation.body"), setting.body),
        (labels["edition"], edition),
        (words.field("Evaluation.type"), words.choice(setting.type)),
        (words.field("Evaluation.design_responsibility"), design),
        (words.field("Evaluation.modes"), str(evaluated.modes)),
        (words.field("Evaluation.modes_reason"), evaluated.modes.reason),
        (labels["date"], words.say("period", started=setting.started_on, ended=setting.ended_on)),
    )


def _prior_certificate(evaluated: EvaluatedCase, words: Words) -> list[Content]:
    held = evaluated.case.prior_certificate
    if held is None:
        return []
    needed = evaluated.scheme.applicability
    return words.rows(
        (
            report.labels(words.language)["prior_certificate"],
            needed.normative_document if needed else "",
        ),
        (words.field("PriorCertificate.number"), held.number),
        (words.field("PriorCertificate.issuer"), words.join((held.issuer, held.level))),
        (words.field("PriorCertificate.valid_until"), held.valid_until.isoformat()),
        (
            words.field("PriorCertificate.status"),
            words.say("looked_up", status=words.choice(held.status), on=held.checked_on),
        ),
    )


def _prior_note(evaluated: EvaluatedCase, words: Words) -> str:
    needed = evaluated.scheme.applicability
    if evaluated.case.prior_certificate is not None:
        return ""
    if needed is None:
        return words.say("prior_not_needed")
    return words.say("no_prior_certificate", document=needed.normative_document)
