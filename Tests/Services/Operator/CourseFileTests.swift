import CatalogueContract
import Cryptography
import Foundation
import Testing

@testable import clikcctl

@Suite("Course files")
struct CourseFileTests {
  static let course = """
    code: risk
    language: en
    category: courses
    title: Risk
    picture: port.png
    picture_text: A port.
    hours: 2.5
    certificate: true
    objectives: [One, Two]
    activities:
      - {code: lesson, kind: lesson, title: Lesson, file: lesson.yaml}
      - {code: quiz, kind: quiz, title: Quiz, file: quiz.yaml}
    """
  static let lesson = """
    chapters:
      - title: Chapter
        slides:
          - code: one
            title: One
            body: |
              Text.
            check:
              id: c1
              kind: true_false
              text: So?
              options:
                - {id: true, text: Yes, right: true}
                - {id: false, text: No, feedback: It is so.}
    glossary:
      - {term: Risk, definition: What may go wrong.}
    """
  static let quiz = """
    draw: 1
    pass_mark: 0.7
    attempts: 3
    questions:
      - id: q1
        kind: multiple
        text: Which?
        explanation: These.
        options:
          - {id: a, text: A, right: true}
          - {id: b, text: B, right: true}
          - {id: c, text: C, right: true}
          - {id: d, text: D}
      - id: q2
        kind: single
        text: Which?
        options: [{id: a, text: A, worth: 1}, {id: b, text: B, worth: -0.5}, {id: c, text: C}]
    """

  static var files: [String: String] {
    [
      "course.yaml": course, "lesson.yaml": lesson, "quiz.yaml": quiz, "port.png": "picture",
    ]
  }

  @Test("a course is read with its activities and pictures")
  func reading() async throws {
    try await withFolder(Self.files) { folder in
      let course = try CourseFile(folder.appending(path: "course.yaml"))

      let digest = hexadecimal(sha256(Array("picture".utf8)))
      #expect(course.document.pictureDigest == digest)
      #expect(course.files[digest]?.lastPathComponent == "port.png")
      #expect(course.document.hours == 2.5)
      #expect(course.document.certificate)
      #expect(course.document.activities.map(\.code) == ["lesson", "quiz"])
      let lesson = course.document.activities[0].lesson
      #expect(lesson.chapters[0].slides[0].body == "Text.\n")
      #expect(lesson.chapters[0].slides[0].check.options.map(\.id) == ["true", "false"])
      #expect(lesson.glossary.map(\.term) == ["Risk"])
      #expect(course.document.activities[1].quiz.attemptsAllowed == 3)
    }
  }

  @Test("a course says how its total is made, or leaves it open")
  func grading() async throws {
    var files = Self.files
    files["course.yaml"] = Self.course
      .replacing(
        "hours: 2.5",
        with:
          "hours: 2.5\ngrading: {aggregation: extra_credit_mean, exclude_empty: false, drop_lowest: 1}"
      )
      .replacing("title: Quiz,", with: "title: Quiz, extra_credit: true,")
      .replacing("title: Lesson,", with: "title: Lesson, weight: 0.5,")
    try await withFolder(Self.files) { folder in
      let course = try CourseFile(folder.appending(path: "course.yaml"))
      #expect(!course.document.hasGrading)
      #expect(course.document.activities.map(\.hasWeight) == [false, false])
    }
    try await withFolder(files) { folder in
      let document = try CourseFile(folder.appending(path: "course.yaml")).document
      #expect(document.grading.aggregation == .extraCreditMean)
      #expect(document.grading.hasExcludeEmpty && !document.grading.excludeEmpty)
      #expect(document.grading.dropLowest == 1)
      #expect(document.activities.map(\.weight) == [0.5, 0])
      #expect(document.activities.map(\.extraCredit) == [false, true])
    }
  }

  @Test("right options share full marks, and wrong ones take a share back")
  func worth() async throws {
    try await withFolder(Self.files) { folder in
      let course = try CourseFile(folder.appending(path: "course.yaml"))

      let questions = course.document.activities[1].quiz.questions
      let third = 1.0 / 3
      #expect(questions[0].options.map(\.worth) == [third, third, third, -third])
      let best = questions[0].options.reduce(0.0) { $0 + max(0, $1.worth) }
      #expect(abs(best - 1) < 1e-9)
      #expect(questions[1].options.map(\.worth) == [1, -0.5, 0])
      let check = course.document.activities[0].lesson.chapters[0].slides[0].check
      #expect(check.options.map(\.worth) == [1, 0])
    }
  }

  /// What is changed in which file, and what the complaint must say.
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let complaint: String

    var testDescription: String { self.complaint }
  }

  @Test("each complaint says file, line and key", arguments: Self.cases)
  func complaints(_ example: Case) async throws {
    var files = Self.files
    files[example.file] = files[example.file]?.replacingOccurrences(
      of: example.old, with: example.new)
    try await withFolder(files) { folder in
      let fault = #expect(throws: FileFault.self) {
        try CourseFile(folder.appending(path: "course.yaml"))
      }
      let text = try #require(fault?.description)
      #expect(text.contains(example.complaint), "\(text)")
      #expect(!text.contains("\n"))
    }
  }

  static let cases: [Case] = [
    Case(
      file: "course.yaml", old: "hours: 2.5", new: "hours: two",
      complaint: "course.yaml:7: hours must be a number"),
    Case(
      file: "course.yaml", old: "title: Risk\n", new: "", complaint: "course.yaml:1: needs title"),
    Case(
      file: "course.yaml", old: "hours:", new: "hour:",
      complaint: "course.yaml:1: needs hours"),
    Case(
      file: "course.yaml", old: "hours: 2.5", new: "hours: 2.5\ngrading: {aggregation: best}",
      complaint: "grading.aggregation must be one of extra_credit_mean, highest"),
    Case(
      file: "course.yaml", old: "certificate: true", new: "certificate: true\nauthor: me",
      complaint: "author is not a key of this format"),
    Case(
      file: "course.yaml", old: "port.png", new: "../port.png",
      complaint: "picture names '../port.png', which is no readable file beside it"),
    Case(
      file: "course.yaml", old: "kind: lesson", new: "kind: forum",
      complaint: "activities.0.kind must be lesson or quiz"),
    Case(
      file: "course.yaml", old: "file: quiz.yaml", new: "file: none.yaml",
      complaint: "none.yaml: cannot be read as UTF-8 text"),
    Case(
      file: "lesson.yaml", old: "body:", new: "text:",
      complaint: "lesson.yaml:4: chapters.0.slides.0 needs body"),
    Case(
      file: "lesson.yaml", old: "term: Risk,", new: "term: Risk, note: x,",
      complaint: "glossary.0.note is not a key of this format"),
    Case(
      file: "quiz.yaml", old: "draw: 1", new: "draw: 1.5",
      complaint: "quiz.yaml:1: draw must be a whole number"),
    Case(
      file: "quiz.yaml", old: "worth: -0.5", new: "right: true",
      complaint: "questions.1.options must all be marked by `right` or all by `worth`"),
    Case(
      file: "quiz.yaml", old: ", right: true}", new: "}",
      complaint: "questions.0.options has no right one"),
    Case(
      file: "quiz.yaml", old: "draw: 1", new: "draw: [",
      complaint: "quiz.yaml: is no YAML"),
    Case(
      file: "quiz.yaml", old: "attempts: 3", new: "attempts: 3\ndraw: 2",
      complaint: "quiz.yaml: is no YAML"),
  ]
}
