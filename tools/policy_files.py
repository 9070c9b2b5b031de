"""Write what IT gets of the policy from its one table: `python -m tools.policy_files`.

The example file, the table in docs/it/policy.md, and the template for Group Policy. A test compares what lies
in the tree with what this writes.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from ssp_desktop.policy import REGISTRY_KEY, SETTINGS, Setting

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = Path("packaging/policy.ini")
PAGE = Path("docs/it/policy.md")
ADMX = Path("packaging/windows/policy/ssp-desktop.admx")
ADML = Path("packaging/windows/policy/en-GB/ssp-desktop.adml")
START, END = "<!-- settings: made by tools.policy_files -->\n", "<!-- end of settings -->\n"
NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"


def files() -> dict[Path, str]:
    """Return each file with its text."""
    return {EXAMPLE: example(), PAGE: page((ROOT / PAGE).read_text("utf-8")), ADMX: admx(), ADML: adml()}


def example() -> str:
    """Return a policy.ini in which every setting is explained and none is set."""
    lines = [
        "; SSP Desktop: what IT fixes for this PC. Take the semicolon away from a line to set it.",
        "[policy]",
    ]
    for each in SETTINGS:
        lines += ["", f"; {each.words}", f"; {_range(each)}.", f";{each.name} = {each.default}".rstrip()]
    return "\n".join(lines) + "\n"


def page(text: str) -> str:
    """Return the page with its table made anew."""
    before, rest = text.split(START)
    after = rest.split(END)[1]
    rows = ["| setting | what it does | range | default | in the registry |", "|---|---|---|---|---|"]
    rows += [
        f"| `{each.name}` | {each.words} | {_range(each)} | {_default(each)} | {_type(each)} |"
        for each in SETTINGS
    ]
    return before + START + "\n".join(rows) + "\n" + END + after


def admx() -> str:
    """Return the template without its words."""
    policies = "".join(_policy(each) for each in SETTINGS)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="{NAMESPACE}" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="sspdesktop" namespace="SSPDesktop.Policies"/>
    <using prefix="windows" namespace="Microsoft.Policies.Windows"/>
  </policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <categories>
    <category name="SSPDesktop" displayName="$(string.SSPDesktop)"/>
  </categories>
  <policies>
{policies}  </policies>
</policyDefinitions>
"""


def adml() -> str:
    """Return the template's words in British English."""
    strings = "".join(
        f'      <string id="{each.name}">{escape(_title(each))}</string>\n'
        f'      <string id="{each.name}_help">{escape(_help(each))}</string>\n'
        for each in SETTINGS
    )
    presentations = "".join(_presentation(each) for each in SETTINGS)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="{NAMESPACE}" revision="1.0" schemaVersion="1.0">
  <displayName>SSP Desktop</displayName>
  <description>Settings of SSP Desktop on a PC</description>
  <resources>
    <stringTable>
      <string id="SSPDesktop">SSP Desktop</string>
{strings}    </stringTable>
    <presentationTable>
{presentations}    </presentationTable>
  </resources>
</policyDefinitionResources>
"""


def _policy(setting: Setting) -> str:
    name = setting.name
    head = (
        f'    <policy name="{name}" class="Machine" displayName="$(string.{name})" '
        f'explainText="$(string.{name}_help)" key={quoteattr(REGISTRY_KEY)}'
    )
    inside = (
        '      <parentCategory ref="SSPDesktop"/>\n'
        '      <supportedOn ref="windows:SUPPORTED_Windows_10_0"/>\n'
    )
    if setting.kind == "yes or no":
        return (
            f'{head} valueName="{name}">\n{inside}'
            '      <enabledValue><decimal value="1"/></enabledValue>\n'
            '      <disabledValue><decimal value="0"/></disabledValue>\n    </policy>\n'
        )
    if setting.kind == "whole number":
        element = f'decimal id="{name}" valueName="{name}" minValue="{setting.low}" maxValue="{setting.high}"'
    else:
        element = f'text id="{name}" valueName="{name}" maxLength="{setting.high}"'
    return (
        f'{head} presentation="$(presentation.{name})">\n{inside}'
        f'      <elements>\n        <{element} required="true"/>\n      </elements>\n    </policy>\n'
    )


def _presentation(setting: Setting) -> str:
    name, title = setting.name, escape(_title(setting))
    if setting.kind == "yes or no":
        return ""
    if setting.kind == "whole number":
        box = f'<decimalTextBox refId="{name}" defaultValue="{setting.default}">{title}</decimalTextBox>'
    else:
        box = (
            f'<textBox refId="{name}"><label>{title}</label>'
            f"<defaultValue>{escape(setting.default)}</defaultValue></textBox>"
        )
    return f'      <presentation id="{name}">{box}</presentation>\n'


def _title(setting: Setting) -> str:
    return setting.name.replace("_", " ").capitalize()


def _help(setting: Setting) -> str:
    return f"{setting.words} {_range(setting)}. Not configured: {_default(setting).replace('`', '')}."


def _range(setting: Setting) -> str:
    ranges = {
        "whole number": f"{setting.low} to {setting.high}",
        "yes or no": "yes or no",
        "text": f"Text, at most {setting.high} characters",
        "folder": "A full path",
        "formats": "csv, xlsx, both with a comma, or none",
    }
    return ranges[setting.kind]


def _default(setting: Setting) -> str:
    return f"`{setting.default}`" if setting.default else "empty"


def _type(setting: Setting) -> str:
    return "REG_DWORD" if setting.kind in {"whole number", "yes or no"} else "REG_SZ"


def main() -> None:
    """Write them all."""
    for path, text in files().items():
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
