"""The templates of group policies: complete, whole, and what they write is what the program reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from agent.core.settings import text_of, value_of
from agent.core.settings.check import load
from agent.core.settings.fields import FIELDS
from agent.core.settings.layers import Layers
from agent.core.settings.policy import policy_of_registry
from tests.commands.test_settings_commands import ROUND_TRIPS
from tools.docs.group_policy import KEY, VALUE, adml, admx, name_of

if TYPE_CHECKING:
    from agent.core.settings.field import Field

SCHEMA = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
BY_NAME = {name_of(field): field for field in FIELDS}


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 (our own)


def policies() -> dict[str, ET.Element]:
    return {str(each.get("name")): each for each in parsed(admx()).iter(f"{SCHEMA}policy")}


def test_every_setting_has_a_policy_and_no_other_has() -> None:
    assert policies().keys() == BY_NAME.keys()


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_text_that_the_template_asks_for_is_there(language: str) -> None:
    texts = parsed(adml(language))
    strings = {each.get("id"): each.text for each in texts.iter(f"{SCHEMA}string")}
    assert set(re.findall(r"\$\(string\.(\w+)\)", admx())) == strings.keys()
    assert all(strings.values())
    presentations = {each.get("id"): each for each in texts.iter(f"{SCHEMA}presentation")}
    assert set(re.findall(r"\$\(presentation\.(\w+)\)", admx())) == presentations.keys()
    for name, presentation in presentations.items():
        shown = {each.get("refId") for each in presentation}
        written = {each.get("id") for each in policies()[str(name)].iter() if each.get("id")}
        assert shown == written == {VALUE}


def test_german_texts_are_german() -> None:
    english, german = (
        {each.get("id"): each.text for each in parsed(adml(language)).iter(f"{SCHEMA}string")}
        for language in ("en", "de")
    )
    helps = [name for name in english if str(name).endswith("_Help")]
    assert len(helps) == len(FIELDS)
    assert [name for name in helps if english[name] == german[name]] == []


def written(policy: ET.Element, typed: str) -> dict[str, Any]:
    """Return the registry after an administrator entered a value: as the editor writes it."""
    section = str(policy.get("key")).removeprefix(f"{KEY}\\")
    if policy.get("valueName"):
        tag = "enabledValue" if typed == "true" else "disabledValue"
        number = policy.find(f"{SCHEMA}{tag}/{SCHEMA}decimal")
        assert number is not None
        return {section: {str(policy.get("valueName")): int(str(number.get("value")))}}
    elements = policy.find(f"{SCHEMA}elements")
    assert elements is not None
    (element,) = elements
    if element.tag == f"{SCHEMA}list":
        name = str(element.get("key")).removeprefix(f"{KEY}\\{section}\\")
        items = {str(number): item for number, item in enumerate(typed.split(", "), 1)}
        return {section: {name: items}}
    if element.tag == f"{SCHEMA}enum":
        assert typed in {each.text for each in element.iter(f"{SCHEMA}string")}
    is_number = element.tag == f"{SCHEMA}decimal"
    if is_number:
        assert int(str(element.get("minValue"))) <= int(typed) <= int(str(element.get("maxValue")))
    return {section: {str(element.get("valueName")): int(typed) if is_number else typed}}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_what_the_editor_writes_is_what_the_program_reads(field: Field) -> None:
    typed = ROUND_TRIPS[field.key]
    tree = written(policies()[name_of(field)], typed)
    own = "[mail]\nconfirmed = true\n" if field.key == "mail.confirmed" else ""
    settings = load(own, Layers(policy_of_registry(tree).document))
    assert text_of(value_of(settings, field.key)) == ("true" if own else typed)
