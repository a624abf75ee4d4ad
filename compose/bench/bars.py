"""What is asked of a benchmark beside what was found, a line each, by the number the bar has in docs/reliability.md."""


def at_least(name: str, what: str, found: float, asked: float, unit: str = "") -> bool:
    return _say(name, what, found, f"at least {asked:g}", unit, found >= asked)


def at_most(name: str, what: str, found: float, asked: float, unit: str = "") -> bool:
    return _say(name, what, found, f"at most {asked:g}", unit, found <= asked)


def _say(name: str, what: str, found: float, asked: str, unit: str, is_met: bool) -> bool:
    shown = f"{found:.2f}".rstrip("0").rstrip(".")
    print(f"{name} {what}: {shown}{unit}, {asked}: {'met' if is_met else 'MISSED'}")
    return is_met
