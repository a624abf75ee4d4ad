"""What is right, read from the course texts the demo publishes."""

import pathlib

import yaml

COURSES = pathlib.Path(__file__).parents[2] / "compose" / "demo" / "courses"


def _questions(document: dict) -> list[dict]:
    slides = [slide for chapter in document.get("chapters", []) for slide in chapter["slides"]]
    return document.get("questions", []) + [slide["check"] for slide in slides if "check" in slide]


def right_options(course: str) -> dict[str, set[str]]:
    """Question id to the ids of its right options, over a whole course."""
    documents = [yaml.safe_load(file.read_text()) for file in (COURSES / course).glob("module-*.yaml")]
    return {
        question["id"]: {option["id"] for option in question["options"] if option.get("right")}
        for document in documents
        for question in _questions(document)
    }
