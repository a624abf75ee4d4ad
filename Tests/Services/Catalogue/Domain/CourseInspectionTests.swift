import CatalogueDomain
import Testing

@Suite("Checking a course")
struct CourseInspectionTests {
  /// What breaks a good document, and the faults that must be named for it.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let expected: [String]
    let breaks: @Sendable (inout CourseDocument) -> Void

    init(
      _ description: String, _ expected: String...,
      breaks: @escaping @Sendable (inout CourseDocument) -> Void
    ) {
      self.testDescription = description
      self.expected = expected
      self.breaks = breaks
    }
  }

  @Test("a good course has no fault")
  func good() {
    #expect(CourseInspection.faults(of: SampleCourse.document(), at: "document").isEmpty)
  }

  @Test("every fault is named with its path", arguments: Self.cases)
  func golden(_ example: Case) {
    var document = SampleCourse.document()
    example.breaks(&document)

    let found = CourseInspection.faults(of: document, at: "d").map {
      "\($0.path) \($0.reason.rawValue)"
    }
    #expect(found == example.expected)
  }

  @Test("all faults are found in one go")
  func everything() {
    var document = SampleCourse.document()
    document.code = ""
    document.hours = -1
    document.quiz.draw = 0
    document.lesson.glossary[0].term = ""

    let found = CourseInspection.faults(of: document, at: "d")
    #expect(found.count == 4)
  }

  @Test("a limit names its number")
  func arguments() {
    var document = SampleCourse.document()
    document.title = String(repeating: "x", count: 201)

    let fault = CourseInspection.faults(of: document, at: "d").first
    #expect(fault?.arguments == ["maximum": "200"])
  }

  static let cases: [Case] = Self.head + Self.lessons + Self.quizzes + Self.grading

  static let head = [
    Case("no code", "d.code REQUIRED") { $0.code = "" },
    Case("capitals in the code", "d.code NOT_A_SLUG") { $0.code = "Risk" },
    Case("long code", "d.code TOO_LONG") { $0.code = String(repeating: "a", count: 65) },
    Case("language", "d.language UNKNOWN_LANGUAGE") { $0.language = "de" },
    Case("no category", "d.category_code REQUIRED") { $0.categoryCode = "" },
    Case("white title", "d.title REQUIRED") { $0.title = " \n" },
    Case("NUL in a title", "d.title INVALID_CHARACTERS") { $0.title = "a\u{0}b" },
    Case("long summary", "d.summary TOO_LONG") {
      $0.summary = String(repeating: "é", count: 1001)
    },
    Case("21 objectives", "d.objectives TOO_MANY_ITEMS") {
      $0.objectives = Array(repeating: "x", count: 21)
    },
    Case("empty objective", "d.objectives.1 REQUIRED") { $0.objectives.append("") },
    Case("picture without words", "d.picture_text REQUIRED") {
      $0.picture.digest = String(repeating: "0", count: 64)
    },
    Case("no digest", "d.picture_digest NOT_A_DIGEST") {
      $0.picture = Picture(digest: "xyz", text: "A port")
    },
    Case("too many hours", "d.hours OUT_OF_RANGE") { $0.hours = 1000.5 },
    Case("hours that are no number", "d.hours OUT_OF_RANGE") { $0.hours = .nan },
    Case("a certificate that ends before it begins", "d.certificate_months OUT_OF_RANGE") {
      $0.certificateMonths = -1
    },
    Case("a certificate for 51 years", "d.certificate_months OUT_OF_RANGE") {
      $0.certificateMonths = 612
    },
    Case("no activity", "d.activities TOO_FEW_ITEMS") { $0.activities = [] },
    Case("two of one code", "d.activities.1.code DUPLICATE") { $0.activities[1].code = "module-1" },
    Case("empty activity", "d.activities.0.content REQUIRED") {
      $0.activities[0].content = .missing
    },
  ]

  static let grading = [
    Case("an aggregation we do not know", "d.grading.aggregation UNKNOWN_KIND") {
      $0.grading.aggregation = nil
    },
    Case("natural drops among a lesson and a quiz", "d.grading.drop_lowest UNEQUAL_GRADES") {
      $0.grading.dropLowest = 1
    },
    Case("weighted mean keeps among unequal weights", "d.grading.keep_highest UNEQUAL_GRADES") {
      $0.grading.aggregation = .weightedMean
      $0.grading.keepHighest = 1
      $0.activities[0].weight = 2
    },
    Case("drops all", "d.grading.drop_lowest OUT_OF_RANGE") {
      $0.grading.aggregation = .mean
      $0.grading.dropLowest = 2
    },
    Case("keeps more than there are", "d.grading.keep_highest OUT_OF_RANGE") {
      $0.grading.aggregation = .mean
      $0.grading.keepHighest = 3
    },
    Case("drops and keeps", "d.grading.keep_highest DROP_AND_KEEP") {
      $0.grading.aggregation = .mean
      ($0.grading.dropLowest, $0.grading.keepHighest) = (1, 1)
    },
    Case("a weight in the mean", "d.activities.1.weight GRADING_UNUSED") {
      $0.grading.aggregation = .mean
      $0.activities[1].weight = 2
    },
    Case("a natural weight over the whole", "d.activities.1.weight OUT_OF_RANGE") {
      $0.activities[1].weight = 2
    },
    Case("a weight that is no number", "d.activities.1.weight OUT_OF_RANGE") {
      $0.activities[1].weight = .nan
    },
    Case("a weight of extra credit", "d.activities.1.weight GRADING_UNUSED") {
      $0.activities[1].weight = 0.5
      $0.activities[1].extraCredit = true
    },
    Case("extra credit in the median", "d.activities.1.extra_credit GRADING_UNUSED") {
      $0.grading.aggregation = .median
      $0.activities[1].extraCredit = true
    },
    Case("nothing that counts", "d.grading.aggregation NOTHING_COUNTS") {
      $0.activities[0].weight = 0
      $0.activities[1].extraCredit = true
    },
  ]

  static let lessons = [
    Case("no chapter", "d.activities.0.lesson.chapters TOO_FEW_ITEMS") {
      $0.lesson.chapters = []
    },
    Case("no slide", "d.activities.0.lesson.chapters.0.slides TOO_FEW_ITEMS") {
      $0.lesson.chapters[0].slides = []
    },
    Case("no body", "d.activities.0.lesson.chapters.0.slides.0.body REQUIRED") {
      $0.lesson.chapters[0].slides[0].body = ""
    },
    Case("slide twice", "d.activities.0.lesson.chapters.1.slides.0.code DUPLICATE") {
      $0.lesson.chapters[1].slides[0].code = "one"
    },
    Case("check twice", "d.activities.0.lesson.chapters.1.slides.0.check.id DUPLICATE") {
      $0.lesson.chapters[0].slides[0].check = SampleCourse.question("check-1")
    },
    Case("no definition", "d.activities.0.lesson.glossary.0.definition REQUIRED") {
      $0.lesson.glossary[0].definition = ""
    },
  ]

  static let quizzes = [
    Case("draws more than there are", "d.activities.1.quiz.draw DRAW_EXCEEDS_POOL") {
      $0.quiz.draw = 4
    },
    Case("pass mark", "d.activities.1.quiz.pass_mark OUT_OF_RANGE") { $0.quiz.passMark = 70 },
    Case("attempts", "d.activities.1.quiz.attempts_allowed OUT_OF_RANGE") {
      $0.quiz.attemptsAllowed = -1
    },
    Case("no kind", "d.activities.1.quiz.questions.0.kind UNKNOWN_KIND") {
      $0.quiz.questions[0].kind = nil
    },
    Case(
      "one option", "d.activities.1.quiz.questions.0.options TOO_FEW_ITEMS"
    ) { $0.quiz.questions[0].options.removeLast() },
    Case("option twice", "d.activities.1.quiz.questions.1.options.1.id DUPLICATE") {
      $0.quiz.questions[1].options[1].id = "a"
    },
    Case("nothing right", "d.activities.1.quiz.questions.0.options BEST_ANSWER_NOT_ONE") {
      $0.quiz.questions[0].options[0].worth = 0.5
    },
    Case("more than full marks", "d.activities.1.quiz.questions.1.options BEST_ANSWER_NOT_ONE") {
      $0.quiz.questions[1].options[3].worth = 0.5
    },
    Case("worth", "d.activities.1.quiz.questions.0.options.1.worth OUT_OF_RANGE") {
      $0.quiz.questions[0].options[1].worth = -1.5
    },
    Case("true or yes", "d.activities.1.quiz.questions.2.options TRUE_FALSE_OPTIONS") {
      $0.quiz.questions[2].options[0].id = "yes"
    },
  ]
}
