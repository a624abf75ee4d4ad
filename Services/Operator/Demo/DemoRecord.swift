internal import Foundation

/// What `demo.json` holds: where the site is, and who can sign in.
struct DemoRecord: Codable, Equatable {
  /// Somebody who can sign in.
  struct Login: Codable, Equatable {
    var username: String
    var password: String
    /// What was in force before `password`, while a change is under way: whichever of the two was in
    /// force when a load ended early, the next one gets in.
    var formerPassword: String?
  }

  /// The people of the demo, by what they are for.
  enum Part: String, CaseIterable, Codable {
    case administrator
    case coordinator
    case tutor
    /// Past the first login and the policy.
    case learner
    /// Before the first login.
    case newcomer
  }

  var url: String
  var api: String
  var maildir: String
  var administrator: Login?
  var coordinator: Login?
  var tutor: Login?
  var learner: Login?
  var newcomer: Login?

  subscript(part: Part) -> Login? {
    get { self[keyPath: Self.path(to: part)] }
    set { self[keyPath: Self.path(to: part)] = newValue }
  }

  private static func path(to part: Part) -> WritableKeyPath<DemoRecord, Login?> {
    switch part {
    case .administrator: \.administrator
    case .coordinator: \.coordinator
    case .tutor: \.tutor
    case .learner: \.learner
    case .newcomer: \.newcomer
    }
  }
}

/// Where the record is kept. Written whole at every step, readable by its owner alone.
struct DemoRecordFile {
  let url: URL

  /// The record written before; nil when there is none.
  func read() throws -> DemoRecord? {
    guard FileManager.default.fileExists(atPath: self.url.path()) else { return nil }
    do {
      return try JSONDecoder().decode(DemoRecord.self, from: Data(contentsOf: self.url))
    } catch {
      throw FileFault(self.url.path(), "", "is no record of a demo: \(error)")
    }
  }

  func write(_ record: DemoRecord) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let folder = self.url.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let new = folder.appending(path: ".\(self.url.lastPathComponent).\(UUID().uuidString)")
    let created = FileManager.default.createFile(
      atPath: new.path(), contents: try encoder.encode(record) + Data("\n".utf8),
      attributes: [.posixPermissions: 0o600])
    guard created, rename(new.path(), self.url.path()) == 0 else {
      throw FileFault(self.url.path(), "", "cannot be written")
    }
  }
}
