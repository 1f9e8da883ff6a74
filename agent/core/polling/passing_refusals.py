"""Refusals that may be over in a moment, and are therefore worth the same question once more."""

from agent.core.polling.requests import Answer, Failure, Fault, Request, RequestKind

MOST_LASTING_REFUSALS = 4  # a device that refuses for good costs no more questions than these


def may_pass(question: Request, answer: Answer, *, has_answered: bool) -> bool:
    """Return whether an answer is a refusal that may pass: genErr, noAccess, resourceUnavailable and others.

    authorizationError is one of them once the device `has_answered` anything: before that, the community
    or the user is wrong. tooBig passes only where less can't be asked.
    """
    if not isinstance(answer, Failure):
        return False
    if answer.fault is Fault.TOO_BIG:
        return len(question.oids) == 1 and question.kind is not RequestKind.GETBULK
    return answer.fault is Fault.GENERAL_ERROR or (answer.fault is Fault.REFUSED and has_answered)
