internal import Foundation
internal import IdentityContract
internal import IdentityDomain
internal import SwiftProtobuf

extension Clikc_Identity_V1_Policy {
  /// A document in one of its versions; nil without one.
  init?(_ document: PolicyDocument, _ version: PolicyVersion?, _ language: Language) {
    guard let version else { return nil }
    self = .with {
      $0.slug = document.slug
      $0.title = document.title(language)
      $0.required = document.required
      $0.version = Int32(version.number)
      $0.revision = Int32(version.revision)
      $0.publishedAt = Google_Protobuf_Timestamp(date: version.time)
    }
  }
}

extension Clikc_Identity_V1_MyPolicy {
  init?(_ document: PolicyDocument, _ answers: [GivenAnswer], _ language: Language) {
    guard let policy = Clikc_Identity_V1_Policy(document, document.current, language) else {
      return nil
    }
    let given = answers.filter { $0.document == document.id }.map(\.answer)
    self = .with {
      $0.policy = policy
      $0.due = !document.isSettled(by: given)
      $0.accepted = given.max { $0.version < $1.version }?.accepted ?? false
    }
  }
}

extension Clikc_Identity_V1_PolicyAnswer {
  init(_ given: GivenAnswer, _ document: PolicyDocument, _ language: Language) {
    self = .with {
      $0.slug = document.slug
      $0.title = document.title(language)
      $0.version = Int32(given.answer.version)
      $0.revision = Int32(given.revision)
      $0.accepted = given.answer.accepted
      $0.withdrawn = given.answer.withdrawn
      $0.language = given.answer.language.rawValue
      $0.textHash = given.answer.textHash
      $0.answeredAt = Google_Protobuf_Timestamp(date: given.answer.time)
    }
  }
}

extension Clikc_Identity_V1_PolicyDocument {
  init(_ document: PolicyDocument) {
    self = .with {
      $0.slug = document.slug
      $0.titles = document.titles
      $0.required = document.required
      $0.position = Int32(document.position)
      $0.archived = document.archived
      $0.version = Int32(document.current?.number ?? 0)
      $0.revision = Int32(document.current?.revision ?? 0)
      $0.draftLanguages = document.draftLanguages
      $0.propertiesVersion = document.propertiesVersion
    }
  }
}

extension Clikc_Identity_V1_PolicyVersion {
  init(_ published: PublishedPolicy) {
    self = .with {
      $0.version = Int32(published.version.number)
      $0.revision = Int32(published.version.revision)
      $0.material = published.version.material
      $0.publishedAt = Google_Protobuf_Timestamp(date: published.version.time)
      $0.publishedBy = published.publisher
      $0.textHashes = published.hashes
    }
  }
}

extension Clikc_Identity_V1_PolicyReportLine {
  /// One line for each administration that has people, by code; those without one last.
  static func lines(_ counts: [AnswerCount], _ administrations: [AdministrationRow]) -> [Self] {
    let byID = Dictionary(administrations.map { ($0.id, $0) }) { first, _ in first }
    let lines = counts.map { count in
      let administration = count.administration.flatMap { byID[$0] }
      return Self.with {
        $0.code = administration?.code ?? ""
        $0.names = administration?.names ?? [:]
        $0.people = Int32(count.people)
        $0.accepted = Int32(count.accepted)
        $0.declined = Int32(count.declined)
      }
    }
    return lines.sorted { ($0.code.isEmpty ? "~" : $0.code) < ($1.code.isEmpty ? "~" : $1.code) }
  }
}

extension PolicyDocument {
  /// The title in a language.
  func title(_ language: Language) -> String { titles[language.rawValue] ?? slug }
}
