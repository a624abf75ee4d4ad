internal import AuthenticationContract
internal import CatalogueContract
internal import Foundation
internal import GRPCCore
internal import IdentityContract
internal import SwiftProtobuf

/// Loads a demo as its people would by hand, through the calls anybody may make. Every step finds its
/// work done or does it, so that a load that ended early goes on where it stopped.
actor DemoLoader {
  let backend: Backend
  let site: DemoSite
  let gateway: String
  let file: DemoRecordFile
  let mailbox: Mailbox
  let say: @Sendable (String) -> Void
  private(set) var record: DemoRecord

  init(
    backend: Backend, site: DemoSite, gateway: String, file: DemoRecordFile,
    record: DemoRecord, say: @escaping @Sendable (String) -> Void
  ) {
    self.backend = backend
    self.site = site
    self.gateway = gateway
    self.file = file
    self.mailbox = Mailbox(URL(filePath: record.maildir))
    self.say = say
    self.record = record
  }

  /// Does all of it.
  func load() async throws {
    try await self.backend.waitUntilReady(upTo: .seconds(60))
    let administrator = try await self.administrator()
    try await self.publishPolicy(administrator)
    try await self.open(administrator, for: .administrator)
    let administration = try await self.putAdministration(administrator)
    try await self.putCategories(administrator)
    let courses = try await self.publishCourses(administrator)
    let coordinator = try await self.person(
      .coordinator, madeBy: administrator, roles: [.coordinator], in: administration)
    let tutor = try await self.person(.tutor, madeBy: coordinator, roles: [.tutor])
    _ = try await self.person(.learner, madeBy: coordinator, roles: [])
    try await self.account(.newcomer, madeBy: coordinator, roles: [], in: "")
    try await self.enrol(.tutor, as: .tutor, in: courses, by: administrator)
    for part in [DemoRecord.Part.learner, .newcomer] {
      try await self.enrol(part, as: .learner, in: courses, by: tutor)
    }
    try self.save()
  }

  func person(_ part: DemoRecord.Part) throws -> DemoSite.Person {
    guard let person = self.site.people[part] else {
      throw Failure("loading the demo", "nobody is \(part.rawValue)")
    }
    return person
  }

  /// Keeps who can sign in how, before anything depends on it.
  func keep(_ login: DemoRecord.Login, for part: DemoRecord.Part) throws {
    self.record[part] = login
    try self.save()
  }

  private func save() throws { try self.file.write(self.record) }

  /// Publishes the policy unless its five texts are in force; a new wording asks nobody again.
  private func publishPolicy(_ administrator: SignedIn) async throws {
    let texts = self.site.policy
    let current = try await self.currentPolicy(in: texts.keys.sorted())
    guard current != texts.mapValues(Self.trimmed) else { return }
    self.say("Publishing the site policy.")
    _ = try await attempting("publishing the policy") {
      try await administrator.act { backend in
        try await backend.policies.publishPolicy(
          .with {
            $0.texts = texts
            $0.material = current.isEmpty
          })
      }
    }
  }

  /// The texts in force, by language; none before the first is published.
  private func currentPolicy(in languages: [String]) async throws -> [String: String] {
    try await attempting("reading the policy") {
      var texts: [String: String] = [:]
      for language in languages {
        do {
          let policy = try await Backend.timed {
            try await self.backend.policies.getPolicy(.with { $0.language = language })
          }
          texts[language] = Self.trimmed(policy.text)
        } catch let error as RPCError where error.code == .notFound {
          return [:]
        }
      }
      return texts
    }
  }

  /// White space at the ends says nothing.
  private static func trimmed(_ text: String) -> String {
    text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func putAdministration(_ administrator: SignedIn) async throws -> String {
    let request = self.site.administration
    return try await attempting("putting the administration \(request.code)") {
      try await administrator.act { backend in
        try await backend.administrations.putAdministration(request).administration.id
      }
    }
  }

  private func putCategories(_ administrator: SignedIn) async throws {
    for category in self.site.categories {
      _ = try await attempting("putting the category \(category.code)") {
        try await administrator.act { try await $0.categories.putCategory(category) }
      }
    }
  }

  /// The ids of the courses by code.
  private func publishCourses(_ author: SignedIn) async throws -> [String: String] {
    let publisher = CoursePublisher(gateway: self.gateway, author: author)
    var ids: [String: String] = [:]
    for course in self.site.courses {
      let answer = try await publisher.publish(course)
      ids[answer.course.code] = answer.course.id
      if answer.changed {
        self.say("Published \(answer.course.code), version \(answer.course.version).")
      }
    }
    return ids
  }
}
