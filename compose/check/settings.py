"""Holds together what the services read, what compose.yaml gives them, and what docs/operations.md says.

Every setting a service requires (it has no default, or one for a single machine) must be given by compose.yaml, itself
or as a file; every setting must be described.
"""

import pathlib
import re
import sys

import yaml

# Read only when something else is set, or by a subcommand: the owner's address by `migrate`, the password of the
# relay when it has a user, the key of DKIM when there is a selector.
CONDITIONAL = {"POSTGRES_OWNER_URL", "SMTP_PASSWORD", "DKIM_KEY"}
# Their defaults fit a portal on one machine: containers must be given them though they start without.
ONE_MACHINE = {"TRUSTED_PROXIES"}
READ = re.compile(r"settings\.(?:text|secret|url|integer|flag)\(\s*\"([A-Z_]+)\"")


def settings_of(directory: pathlib.Path) -> dict[str, bool]:
    """Each setting the Swift files of a directory read, and whether it is required."""
    found: dict[str, bool] = {}
    for file in directory.rglob("*.swift"):
        text = file.read_text()
        for match in READ.finditer(text):
            required = "default:" not in rest_of_call(text, match.end())
            found[match[1]] = found.get(match[1], False) or required
    return found


def rest_of_call(text: str, start: int) -> str:
    """From a place within a call's parentheses to where they close."""
    depth = 1
    for end in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        if depth == 0:
            return text[start:end]
    return text[start:]


def main() -> int:
    root = pathlib.Path(__file__).parents[2]
    services = yaml.safe_load((root / "compose/compose.yaml").read_text())["services"]
    described = (root / "docs/operations.md").read_text()
    faults = []
    for name in ["identity", "catalogue", "progress", "notification", "gateway", "web", "operator"]:
        given = set(services.get(name, {}).get("environment", {}))
        for key, required in sorted(settings_of(root / "Services" / name.title()).items()):
            variable = f"CLIKC_{key}"
            if f"`{variable}`" not in described:
                faults.append(f"docs/operations.md does not describe {variable}, which {name} reads")
            needed = key in ONE_MACHINE or (required and key not in CONDITIONAL)
            if name in services and needed and not {variable, f"{variable}_FILE"} & given:
                faults.append(f"compose/compose.yaml does not give {name} {variable}, which it needs")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
