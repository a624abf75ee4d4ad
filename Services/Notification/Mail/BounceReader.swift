package import Foundation
package import Logging
package import NotificationDomain
package import ServiceLifecycle

/// Reads the mail that comes back from a Maildir, into which the mail server delivers it, and notes
/// the failures it reports. What was read is moved from `new` to `cur`. Several processes may read
/// the same folder: a failure counts once for each mail.
package struct BounceReader: Service {
  /// Nothing longer is read: a report returns the header of a mail, or a small mail.
  private static let longest = 1 << 20

  private let directory: URL
  private let store: MailStore
  private let returnPath: ReturnPath?
  private let domain: String
  private let site: SiteAddress
  private let logger: Logger

  /// - Parameters:
  ///   - directory: A Maildir.
  ///   - returnPath: Whose addresses name mails; nil when all mail has the same.
  ///   - domain: The domain of our Message-IDs.
  ///   - site: Whose links are withheld from the reasons that are kept.
  package init(
    directory: URL, store: MailStore, returnPath: ReturnPath?, domain: String, site: SiteAddress,
    logger: Logger
  ) {
    self.directory = directory
    self.store = store
    self.returnPath = returnPath
    self.domain = domain
    self.site = site
    self.logger = logger
  }

  package func run() async throws {
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      do { try await self.readAll() } catch {
        self.logger.error("reading returned mail failed", metadata: ["error": "\(error)"])
      }
      await idle(for: .seconds(10))
    }
  }

  /// Reads all that is new. A file that cannot be read stays, and keeps none of the others waiting.
  package func readAll() async throws {
    let new = self.directory.appending(path: "new")
    guard FileManager.default.fileExists(atPath: new.path()) else { return }
    let names = try FileManager.default.contentsOfDirectory(atPath: new.path()).sorted()
    for name in names where !name.hasPrefix(".") {
      let file = new.appending(path: name)
      do {
        try await self.note(try self.content(of: file), in: file)
        try self.putAway(name)
      } catch let error as CocoaError {
        guard FileManager.default.fileExists(atPath: file.path()) else { continue }
        self.logger.error(
          "returned mail cannot be read", metadata: ["file": "\(name)", "error": "\(error)"])
      }
    }
  }

  private func content(of file: URL) throws -> Data {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    return try handle.read(upToCount: Self.longest) ?? Data()
  }

  private func note(_ bytes: Data, in file: URL) async throws {
    let message = MIMEPart(String(decoding: bytes, as: UTF8.self))
    guard
      let report = DeliveryReport(message, returnPath: self.returnPath, domain: self.domain)
    else {
      self.logger.notice(
        "returned mail is no report", metadata: ["file": "\(file.lastPathComponent)"])
      return
    }
    guard let failure = report.failure else { return }
    let isNew = try await self.store.bounced(
      report.mail, failure, reason: self.site.withholdingLinks(report.reason))
    self.logger.notice(
      "mail came back", metadata: ["mail.id": "\(report.mail)", "mail.known": "\(isNew)"])
  }

  private func putAway(_ name: String) throws {
    let read = self.directory.appending(path: "cur")
    try FileManager.default.createDirectory(at: read, withIntermediateDirectories: true)
    let mark = name.contains(":2,") ? name : "\(name):2,S"
    let from = self.directory.appending(path: "new/\(name)").path()
    // Another process may have put it away meanwhile.
    guard rename(from, read.appending(path: mark).path()) != 0, errno != ENOENT else { return }
    throw CocoaError(.fileWriteUnknown)
  }
}
