"""The bill of materials names all that a package holds; a Windows build installs from the same lock."""

from __future__ import annotations

from tools.licences import licence_files
from tools.sbom import ROOT, bill
from tools.windows_requirements import BUILDERS, entries, for_windows

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
DEVELOPMENT = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")


def test_each_locked_package_is_named_with_its_version() -> None:
    named = {each["purl"] for each in bill()["components"] if "purl" in each}
    assert named == {
        f"pkg:pypi/{requirement.name}@{str(requirement.specifier)[2:]}" for requirement, _ in entries(LOCK)
    }


def test_what_is_compiled_into_the_wheels_is_named() -> None:
    named = {
        (each["name"], each["properties"][0]["value"]) for each in bill()["components"] if "purl" not in each
    }
    assert {
        ("SQLCipher", "sqlcipher3"),
        ("SQLite", "sqlcipher3"),
        ("OpenSSL", "sqlcipher3"),
        ("OpenSSL", "cryptography"),
        ("Qt", "pyside6-essentials"),
        ("FreeType", "pillow"),
    } <= named


def test_the_bill_has_the_form_of_cyclonedx() -> None:
    made = bill()
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.5", 1)
    references = [each["bom-ref"] for each in made["components"]]
    assert len(set(references)) == len(references)
    assert made["dependencies"] == [
        {"ref": made["metadata"]["component"]["bom-ref"], "dependsOn": references}
    ]
    for each in made["components"]:
        assert each["type"] == "library"
        assert each["name"]
        assert each["version"][0].isdigit()
        [licence] = each["licenses"]
        assert licence.get("expression") or licence["license"]["name"]
    assert bill() == made


def test_each_package_brings_its_licence_text() -> None:
    folders = {folder for _, folder in licence_files(ROOT)}
    here = {requirement.name for requirement, _ in entries(LOCK) if requirement.name != "pywin32-ctypes"}
    assert folders == {f"licences/{name}" for name in here} | {"licences/Python"}


def test_a_windows_build_installs_what_is_locked_and_nothing_of_linux() -> None:
    made = entries(for_windows(LOCK, DEVELOPMENT))
    names = {requirement.name for requirement, _ in made}
    assert "pywin32-ctypes" in names
    assert "pefile" in names
    assert not names & {"jeepney", "secretstorage", "pytest", "ruff"}
    assert names >= BUILDERS
    locked = {
        (requirement.name, str(requirement.specifier)): hashes for requirement, hashes in entries(DEVELOPMENT)
    }
    for requirement, hashes in made:
        assert requirement.marker is None
        assert hashes == locked[(requirement.name, str(requirement.specifier))]
