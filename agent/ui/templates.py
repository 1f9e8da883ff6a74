"""The HTML templates of the report page and of the mail."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template


def template_of(package: str, name: str) -> Template:
    """Return the template of this name that lies in a package; every text that it is given is escaped."""
    import jinja2

    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.FunctionLoader(lambda part: files(package).joinpath(part).read_text("utf-8")),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
