internal import Foundation

/// The Maildir in which the site's mail is filed, as people read it: by address.
actor Mailbox {
  /// No mail for somebody came in time.
  struct NoMail: Error, CustomStringConvertible {
    let recipient: String
    let directory: String

    var description: String { "no mail for \(self.recipient) came into \(self.directory)" }
  }

  private let directory: URL
  private var read: Set<String> = []
  private var mails: [String: [MailText]] = [:]

  init(_ directory: URL) { self.directory = directory }

  /// The first thing `find` sees in a mail to `recipient`, newest mail first; looks into the
  /// directory again and again until `timeout`.
  func wait<Found: Sendable>(
    for recipient: String, upTo timeout: Duration, _ find: @escaping @Sendable (String) -> Found?
  ) async throws -> Found {
    let deadline = ContinuousClock.now + timeout
    while true {
      try self.readNewMail()
      let mails = self.mails[recipient.lowercased(), default: []]
      if let found = mails.reversed().lazy.compactMap({ find($0.text) }).first { return found }
      guard ContinuousClock.now < deadline else {
        throw NoMail(recipient: recipient, directory: self.directory.path())
      }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// New mail appears in `new` by a rename, whole; a reader may have moved it to `cur`.
  private func readNewMail() throws {
    let files = FileManager.default
    for folder in ["cur", "new"] {
      let url = self.directory.appending(path: folder)
      guard let names = try? files.contentsOfDirectory(atPath: url.path()) else { continue }
      for name in names.sorted() {
        let unique = String(name.prefix { $0 != ":" })
        guard self.read.insert(unique).inserted else { continue }
        guard let bytes = try? Data(contentsOf: url.appending(path: name)) else {
          // Moved between listing and reading: the next look finds it again.
          self.read.remove(unique)
          continue
        }
        guard let mail = MailText(bytes) else { continue }
        self.mails[mail.recipient, default: []].append(mail)
      }
    }
  }
}

/// Finds the temporary password as a person does: it stands on a line of its own.
enum TemporaryPasswordLine {
  /// Nil when no line of `text` could be one.
  static func find(in text: String) -> String? {
    text.split(separator: "\n").lazy
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .first { line in
        line.count == 12 && line.contains(where: \.isUppercase)
          && line.contains(where: \.isNumber)
          && line.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      }
  }
}
