internal import Foundation
internal import IdentityDomain
internal import PersonalData
internal import PrivacyContract
internal import Problems

/// Gathers all that Identity keeps about one person.
struct ExportAccount: Sendable {
  private let work: Workplace

  init(_ work: Workplace) { self.work = work }

  func callAsFunction(_ id: UUID) async throws -> [Clikc_Privacy_V1_PersonalSection] {
    guard let account = try await AccountStore(work.pool).find(id) else {
      throw Refusal.signInRequired
    }
    let export = AccountExport(work.pool)
    let documents = try await PolicyDocumentStore(work.pool).all()
    let answers = try await PolicyAnswerStore(work.pool).history(of: id)
    let sessions = try await export.sessions(of: id)
    let courses = try await export.courses(of: id)
    return [
      Clikc_Privacy_V1_PersonalSection("account", [Self.facts(account)]),
      Clikc_Privacy_V1_PersonalSection(
        "policies",
        answers.map { given in
          Self.facts(given, documents.first { $0.id == given.document })
        }),
      Clikc_Privacy_V1_PersonalSection(
        "sessions",
        sessions.map {
          [
            PersonalFact("created", $0.createdAt), PersonalFact("last_seen", $0.lastSeenAt),
            PersonalFact("ended", $0.endedAt),
          ]
        }),
      Clikc_Privacy_V1_PersonalSection(
        "fellows", courses.map { [PersonalFact("course_id", $0.wireText)] }),
    ]
  }

  private static func facts(_ account: Account) -> [PersonalFact] {
    let details = account.details
    return [
      PersonalFact("account_id", account.id.wireText), PersonalFact("username", account.username),
      PersonalFact("name", account.name),
      PersonalFact("preferred_name", details.preferredName), PersonalFact("email", account.email),
      PersonalFact("language", account.language),
      PersonalFact("administration_id", account.administration?.wireText ?? ""),
      PersonalFact(
        "roles", account.roles.sorted().map { "\($0)" }.joined(separator: ", ")),
      PersonalFact("city", account.city), PersonalFact("country", account.country),
      PersonalFact("time_zone", account.timeZone),
      PersonalFact("description", account.description),
      PersonalFact("interests", details.interests.words.joined(separator: ", ")),
      PersonalFact("photo", details.photo?.large ?? ""),
      PersonalFact(
        "visibility",
        ProfileField.allCases.map { "\($0): \(details.visibility[$0])" }
          .joined(separator: ", ")),
      PersonalFact("created", account.createdAt),
    ]
  }

  private static func facts(_ given: GivenAnswer, _ document: PolicyDocument?) -> [PersonalFact] {
    let answer = given.answer
    return [
      PersonalFact("document", document?.slug ?? ""),
      PersonalFact("version", Int64(given.revision)),
      PersonalFact(
        "answer", answer.withdrawn ? "withdrawn" : answer.accepted ? "accepted" : "declined"),
      PersonalFact("language", answer.language.rawValue),
      PersonalFact("text_hash", answer.textHash), PersonalFact("answered", answer.time),
    ]
  }
}
