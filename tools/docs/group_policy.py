"""The templates by which Windows' editor for group policies knows our settings: ADMX and, by language, ADML.

Format: "ADMX Syntax" and "Policy Definitions Schema" in Microsoft's documentation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from agent.core.messages import AUTO, deployment, language_names, speaking, window
from agent.core.settings.fields import FIELDS
from agent.core.settings.layers import CONFIRMED

if TYPE_CHECKING:
    from agent.core.settings.field import Field

KEY = r"Software\Policies\Meters Agent"
NAMESPACE = "MetersAgent.Policies"
_SCHEMA = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
_VERSION = {"revision": "1.0", "schemaVersion": "1.0"}
PAGE_OF_SECTION = {
    "site": "general",
    "network": "networks",
    "mail": "mail",
    "schedule": "schedule",
    "tray": "general",
}
TOP, SINCE, VALUE = "MetersAgent", "AnyVersion", "Value"
LONGEST_TEXT = "253"  # characters


def admx() -> str:
    """Return the settings with their values in the registry."""
    root = ET.Element("policyDefinitions", {"xmlns": _SCHEMA, **_VERSION})
    namespaces = ET.SubElement(root, "policyNamespaces")
    ET.SubElement(namespaces, "target", prefix="metersagent", namespace=NAMESPACE)
    ET.SubElement(root, "resources", minRequiredRevision="1.0")
    definitions = ET.SubElement(ET.SubElement(root, "supportedOn"), "definitions")
    ET.SubElement(definitions, "definition", name=SINCE, displayName=f"$(string.{SINCE})")
    categories = ET.SubElement(root, "categories")
    ET.SubElement(categories, "category", name=TOP, displayName=f"$(string.{TOP})")
    for page in dict.fromkeys(PAGE_OF_SECTION.values()):
        category = ET.SubElement(categories, "category", name=page, displayName=f"$(string.{page})")
        ET.SubElement(category, "parentCategory", ref=TOP)
    policies = ET.SubElement(root, "policies")
    for field in FIELDS:
        _add_policy(policies, field)
    return _text(root)


def _add_policy(policies: ET.Element, field: Field) -> None:
    name = name_of(field)
    attributes = {
        "name": name,
        "class": "Machine",
        "displayName": f"$(string.{name})",
        "explainText": f"$(string.{name}_Help)",
        "key": rf"{KEY}\{field.section}",
    }
    is_flag = isinstance(field.default, bool)
    more = {"valueName": field.name} if is_flag else {"presentation": f"$(presentation.{name})"}
    policy = ET.SubElement(policies, "policy", {**attributes, **more})
    ET.SubElement(policy, "parentCategory", ref=PAGE_OF_SECTION[field.section])
    ET.SubElement(policy, "supportedOn", ref=SINCE)
    if is_flag:
        for tag, value in (("enabledValue", "1"), ("disabledValue", "0")):
            ET.SubElement(ET.SubElement(policy, tag), "decimal", value=value)
    else:
        _add_element(ET.SubElement(policy, "elements"), field)


def _add_element(elements: ET.Element, field: Field) -> None:
    shape = field.shape
    if field.is_list:
        key = rf"{KEY}\{field.section}\{field.name}"
        ET.SubElement(elements, "list", id=VALUE, key=key, valuePrefix="")
    elif shape.limits:
        low, high = map(str, shape.limits)
        ET.SubElement(
            elements, "decimal", id=VALUE, valueName=field.name, minValue=low, maxValue=high, required="true"
        )
    elif shape.choices:
        enum = ET.SubElement(elements, "enum", id=VALUE, valueName=field.name, required="true")
        for choice in shape.choices:
            item = ET.SubElement(enum, "item", displayName=f"$(string.{name_of(field)}_{choice})")
            ET.SubElement(ET.SubElement(item, "value"), "string").text = choice
    else:
        ET.SubElement(
            elements, "text", id=VALUE, valueName=field.name, maxLength=LONGEST_TEXT, required="true"
        )


def adml(language: str) -> str:
    """Return all texts of the template in a language of this program."""
    root = ET.Element("policyDefinitionResources", {"xmlns": _SCHEMA, **_VERSION})
    with speaking(language):
        ET.SubElement(root, "displayName").text = "Meters Agent"
        ET.SubElement(root, "description").text = "Meters Agent"
        resources = ET.SubElement(root, "resources")
        strings = ET.SubElement(resources, "stringTable")
        for name, text in _strings().items():
            ET.SubElement(strings, "string", id=name).text = text
        presentations = ET.SubElement(resources, "presentationTable")
        for field in FIELDS:
            if not isinstance(field.default, bool):
                _add_presentation(presentations, field)
    return _text(root)


def _strings() -> dict[str, str]:
    texts = {TOP: "Meters Agent", SINCE: deployment.ANY_VERSION}
    texts.update({page: window.PAGES[page] for page in dict.fromkeys(PAGE_OF_SECTION.values())})
    for field in FIELDS:
        name = name_of(field)
        texts[name] = label_of(field)
        texts[f"{name}_Help"] = f"{field.key}: {_explanation(field)}"
        if not field.is_list:
            texts.update({f"{name}_{choice}": _choice(field, choice) for choice in field.shape.choices})
    return texts


def _explanation(field: Field) -> str:
    if field.key == CONFIRMED:
        return str(deployment.CONFIRM_EXPLANATION)
    sentence = deployment.EXPLANATION.format(expected=field.shape.expected)
    by_line = deployment.USER_A_LINE if field.columns else deployment.ONE_A_LINE if field.is_list else ""
    return f"{sentence} {by_line}".strip()


def _choice(field: Field, choice: str) -> str:
    names = {
        "site.language": {**language_names(), AUTO: window.SAME_LANGUAGE},
        "network.pace": deployment.PACES,
        "mail.security": window.SECURITIES,
    }
    return str(names[field.key][choice])


def _add_presentation(presentations: ET.Element, field: Field) -> None:
    presentation = ET.SubElement(presentations, "presentation", id=name_of(field))
    if field.is_list or field.shape.limits or field.shape.choices:
        tag = "listBox" if field.is_list else "decimalTextBox" if field.shape.limits else "dropdownList"
        element = ET.SubElement(presentation, tag, refId=VALUE)
        element.text = label_of(field)
        if tag == "dropdownList":
            element.set("noSort", "true")
    else:
        ET.SubElement(ET.SubElement(presentation, "textBox", refId=VALUE), "label").text = label_of(field)


def label_of(field: Field) -> str:
    """Return the name of a setting for people, in the language that is spoken."""
    return str({**window.LABELS, **deployment.LABELS}[field.key])


def name_of(field: Field) -> str:
    """Return the policy's name of a setting: names there have no dots."""
    return field.key.replace(".", "_")


def _text(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
