import Foundation

/// Every address of the site; a view never spells a path itself.
enum SiteURL: Equatable, Sendable {
  case front
  case signIn(returnTo: String? = nil, username: String? = nil)
  case signOut
  case language
  case password
  case passwordChanged
  case policy(language: String? = nil, document: String? = nil)
  case policies
  case newPolicy
  case policyDocument(String)
  case policyVersions(String)
  case policyDraft(String, language: String)
  case policyVersion(String, version: Int, language: String)
  /// The statement of what one answered to a version.
  case policyStatement(version: Int, language: String)
  case policyComparison(String, from: Int, to: Int, language: String)
  case policyReport(String)
  case policyReportFile(String)
  case privacy
  case withdrawal(String)
  case eraseMe
  case erasureAsked
  case erasurePending
  case exportFile
  case erasures
  case erasure(String)
  case policyDeclined
  case profile
  case editProfile
  case photo
  case personProfile(String)
  case security(page: String? = nil)
  case endSession(String)
  /// The open sessions of everybody, as they are looked for, and what was done.
  case openSessions(TextFilter = TextFilter(), done: String? = nil)
  /// Where one of them is ended.
  case endOpenSession(String, TextFilter)
  /// The reports, or one of their tables as a file.
  case report(String? = nil, administration: String = "")
  case twoStep
  case audit(AuditQuery = AuditQuery())
  case readers(page: String? = nil)
  case code(returnTo: String? = nil)
  case lostPassword
  case lostPasswordSent
  case reset(token: String)
  case dashboard(DashboardAddress = DashboardAddress())
  case course(String)
  case courseProgress(String)
  case star(String)
  case participants(String, query: String? = nil, page: String? = nil)
  case removeParticipant(course: String, account: String)
  case learnerGrades(course: String, account: String)
  case learnerGrade(course: String, account: String, activity: String)
  case dueDate(course: String, account: String)
  case grades
  case gradesFile
  case gradesDocument(language: String)
  case courseGrades(String)
  case courseGradesFile(String)
  case courseGradesDocument(String, language: String)
  case certificate(String)
  case certificateFile(String)
  case certificateCredential(String)
  case certificateHolder(String)
  case verify(code: String? = nil, name: String? = nil)
  /// Certificates of others, as they are looked for.
  case register(RegisterFilter = RegisterFilter())
  case registered(String)
  /// What is done to a certificate, by the end of its address.
  case registeredForm(String, String)
  case lesson(course: String, activity: String, slide: String? = nil, panel: String? = nil)
  case lessonCheck(course: String, activity: String)
  case lessonPrint(course: String, activity: String)
  case quiz(course: String, activity: String)
  case attempt(String, page: Int? = nil)
  case attemptSummary(String)
  case finishAttempt(String)
  case people(PeopleFilter = PeopleFilter())
  /// Mail that did not arrive, as it is looked for, and what was done.
  case undelivered(UndeliveredFilter = UndeliveredFilter(), done: String? = nil)
  /// Where an invitation on that list is sent again.
  case undeliveredInvitation(String, UndeliveredFilter)
  /// Addresses on hold, as they are looked for, and what was done.
  case suppressed(TextFilter = TextFilter(), done: String? = nil)
  /// Where all mail is let go to one of them again, from the list where it was chosen.
  case suppression(String, from: SuppressionOrigin)
  case newPerson
  /// A person, and what was done to them.
  case person(String, done: String? = nil)
  case invitation(String)
  /// A form about a person, by the end of its address.
  case personForm(String, String)
  case imports
  /// An import, or what belongs to it.
  case importing(String, String? = nil)
  case requestAccount
  case requestAccountSent
  case requests(state: Int? = nil, page: String? = nil)
  case request(String)
  case requestDecision(String, String)
  case administrations
  case administration(String)
  case unsubscribe(String)
  case mailTemplates
  case mailTemplate(String, language: String)
  case mailTemplatePage(String, language: String)
  case page(String)
  case blob(String)
}

/// Which part of the dashboard is shown.
struct DashboardAddress: Equatable, Sendable {
  /// The course list instead of the shelves.
  var lists = false
  /// Which courses of the list.
  var state = CourseState.active
  /// The shelf that is open, a UUID.
  var category: String?
  /// What is looked for.
  var query: String?
  /// Which part of the courses, from 1.
  var part = 1

  init(
    lists: Bool = false, state: CourseState = .active, category: String? = nil,
    query: String? = nil, part: Int = 1
  ) {
    self.lists = lists
    self.state = state
    self.category = category
    self.query = query
    self.part = part
  }
}

/// The courses that the list on the dashboard shows; the raw value is in its address.
enum CourseState: String, CaseIterable, Sendable {
  case active, completed, overdue, starred, all
}

extension SiteURL {
  /// The path with its query, safe to stand in an attribute once escaped.
  var path: String {
    let (segments, query) = parts
    let path = "/" + segments.map(Self.encoded).joined(separator: "/")
    let pairs = query.compactMap { name, value in value.map { "\(name)=\(Self.encoded($0))" } }
    return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
  }

  private var parts: ([String], [(String, String?)]) {
    switch self {
    case .front: ([], [])
    case .signIn(let target, let username):
      (["login"], [("return", target), ("username", username)])
    case .signOut: (["logout"], [])
    case .language: (["language"], [])
    case .password: (["password"], [])
    case .passwordChanged: (["password", "changed"], [])
    case .policy(let language, let document):
      (["policy"], [("document", document), ("language", language)])
    case .policyDeclined: (["policy", "declined"], [])
    case .profile: (["profile"], [])
    case .editProfile: (["profile", "edit"], [])
    case .photo: (["profile", "photo"], [])
    case .personProfile(let account): (["profiles", account], [])
    case .security(let page): (["security"], [("page", page)])
    case .audit(let asked): (["audit"], asked.pairs)
    case .readers(let page): (["privacy", "readers"], [("page", page)])
    case .twoStep: (["security", "two-step"], [])
    case .code(let target): (["login", "code"], [("return", target)])
    case .endSession(let id): (["security", "sessions", id, "end"], [])
    case .openSessions(let filter, let done): (["sessions"], filter.pairs + [("done", done)])
    case .endOpenSession(let id, let filter): (["sessions", id, "end"], filter.pairs)
    case .report(let file, let home):
      (
        ["reports"] + (file.map { [$0] } ?? []),
        [("administration", home.isEmpty ? nil : home)]
      )
    case .lostPassword: (["lost-password"], [])
    case .lostPasswordSent: (["lost-password", "sent"], [])
    case .reset(let token): (["reset", token], [])
    case .verify(let code, let name):
      (["verify"] + (code.map { [$0] } ?? []), [("name", name)])
    case .register(let filter): (["certificates"], filter.pairs)
    case .registered(let id): (["certificates", id], [])
    case .registeredForm(let id, let form): (["certificates", id, form], [])
    case .people(let filter): (["people"], filter.pairs)
    case .undelivered(let filter, let done):
      (["people", "mail"], filter.pairs + [("done", done)])
    case .undeliveredInvitation(let account, let filter):
      (["people", "mail", account, "invitation"], filter.pairs)
    case .suppressed(let filter, let done):
      (["people", "mail", "addresses"], filter.pairs + [("done", done)])
    case .suppression(let id, let origin): (["people", "mail", "addresses", id], origin.pairs)
    case .newPerson: (["people", "new"], [])
    case .person(let account, let done): (["people", account], [("done", done)])
    case .invitation(let account): (["people", account, "invitation"], [])
    case .personForm(let account, let form): (["people", account, form], [])
    case .imports: (["people", "import"], [])
    case .importing(let id, let end): (["people", "import", id] + (end.map { [$0] } ?? []), [])
    case .requestAccount: (["request-account"], [])
    case .requestAccountSent: (["request-account", "sent"], [])
    case .requests(let state, let page):
      (["requests"], [("state", state.map(String.init)), ("page", page)])
    case .request(let id): (["requests", id], [])
    case .requestDecision(let id, let decision): (["requests", id, decision], [])
    case .administrations: (["administrations"], [])
    case .administration(let code): (["administrations", code], [])
    case .unsubscribe(let mail): (["unsubscribe", mail], [])
    case .mailTemplates: (["mail-templates"], [])
    case .mailTemplate(let name, let language): (["mail-templates", name, language], [])
    case .mailTemplatePage(let name, let code): (["mail-templates", name, code, "page"], [])
    case .page(let slug): (["pages", slug], [])
    case .blob(let digest): (["api", "v1", "blobs", digest], [])
    case .dashboard(let address): (["dashboard"], address.pairs)
    default: courseParts ?? privacyParts
    }
  }

  private var privacyParts: ([String], [(String, String?)]) {
    switch self {
    case .policies: (["policies"], [])
    case .newPolicy: (["policies", "new"], [])
    case .policyDocument(let slug): (["policies", slug], [])
    case .policyVersions(let slug): (["policies", slug, "versions"], [])
    case .policyDraft(let slug, let language): (["policies", slug, "draft", language], [])
    case .policyStatement(let version, let language):
      (["api", "v1", "my", "policies", String(version), "pdf"], [("language", language)])
    case .policyVersion(let slug, let version, let language):
      (["policies", slug, "versions", String(version), language], [])
    case .policyComparison(let slug, let from, let to, let language):
      (
        ["policies", slug, "compare"],
        [("from", String(from)), ("to", String(to)), ("language", language)]
      )
    case .policyReport(let slug): (["policies", slug, "report"], [])
    case .policyReportFile(let slug): (["policies", slug, "report.csv"], [])
    case .privacy: (["privacy"], [])
    case .withdrawal(let slug): (["privacy", "policies", slug, "withdraw"], [])
    case .eraseMe: (["privacy", "erasure"], [])
    case .erasureAsked: (["privacy", "erasure", "asked"], [])
    case .erasurePending: (["privacy", "erasure", "pending"], [])
    case .exportFile: (["privacy", "export.json"], [])
    case .erasures: (["erasures"], [])
    case .erasure(let account): (["erasures", account], [])
    default: ([], [])
    }
  }

  private var courseParts: ([String], [(String, String?)])? {
    switch self {
    case .course(let id): (["courses", id], [])
    case .courseProgress(let id): (["courses", id, "progress"], [])
    case .star(let id): (["courses", id, "star"], [])
    case .participants(let id, let query, let page):
      (["courses", id, "participants"], [("q", query), ("page", page)])
    case .removeParticipant(let course, let account):
      (["courses", course, "participants", account, "remove"], [])
    case .learnerGrades(let course, let account):
      (["courses", course, "participants", account, "grades"], [])
    case .learnerGrade(let course, let account, let activity):
      (["courses", course, "participants", account, "grades", activity], [])
    case .dueDate(let course, let account):
      (["courses", course, "participants", account, "due"], [])
    case .grades: (["grades"], [])
    case .gradesFile: (["grades.csv"], [])
    case .gradesDocument(let language):
      (["api", "v1", "my", "grades", "pdf"], [("language", language)])
    case .courseGrades(let id): (["courses", id, "grades"], [])
    case .courseGradesFile(let id): (["courses", id, "grades.csv"], [])
    case .courseGradesDocument(let id, let language):
      (["api", "v1", "courses", id, "grades", "pdf"], [("language", language)])
    case .certificate(let id): (["courses", id, "certificate"], [])
    case .certificateFile(let id): (["api", "v1", "courses", id, "certificate", "pdf"], [])
    case .certificateCredential(let id):
      (["api", "v1", "courses", id, "certificate", "credential"], [])
    case .certificateHolder(let id): (["courses", id, "certificate", "holder"], [])
    case .lesson(let course, let activity, let slide, let panel):
      (["courses", course, "lessons", activity], [("slide", slide), ("panel", panel)])
    case .lessonCheck(let course, let activity):
      (["courses", course, "lessons", activity, "checks"], [])
    case .lessonPrint(let course, let activity):
      (["courses", course, "lessons", activity, "print"], [])
    case .quiz(let course, let activity): (["courses", course, "quizzes", activity], [])
    case .attempt(let id, let page): (["attempts", id], [("page", page.map(String.init))])
    case .attemptSummary(let id): (["attempts", id, "summary"], [])
    case .finishAttempt(let id): (["attempts", id, "finish"], [])
    default: nil
    }
  }

  /// Percent-encodes everything outside RFC 3986's unreserved characters.
  private static func encoded(_ text: String) -> String {
    // Ids and words of ours, which most parts are, stay as they are.
    guard !text.utf8.allSatisfy(isUnreserved) else { return text }
    return text.utf8.reduce(into: "") { encoded, byte in
      if isUnreserved(byte) {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        encoded += byte < 0x10 ? "%0" : "%"
        encoded += String(byte, radix: 16, uppercase: true)
      }
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}

extension DashboardAddress {
  fileprivate var pairs: [(String, String?)] {
    [
      ("view", lists ? "courses" : nil), ("state", state == .active ? nil : state.rawValue),
      ("category", category), ("q", query), ("page", part == 1 ? nil : String(part)),
    ]
  }
}
