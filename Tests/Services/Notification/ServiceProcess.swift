import Cryptography
import Foundation
import Postgres
import TestSupport

/// The real executable, with settings for one test.
struct ServiceProcess: Sendable {
  let environment: [String: String]

  init(
    database: TestDatabase, broker: TestBroker, blobs: URL, smtp: String = "smtp://127.0.0.1:1",
    more settings: [String: String] = [:]
  ) throws {
    let executables = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let directory = URL(filePath: executables).deletingLastPathComponent()
    self.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": ProcessInfo.processInfo.environment["HOME"] ?? "/",
      "CLIKC_RESOURCES": directory.path(), "CLIKC_LOG_LEVEL": "error",
      "CLIKC_AMQP_URL": broker.url, "CLIKC_POSTGRES_URL": database.runtimeURL,
      "CLIKC_PRINCIPAL_PUBLIC_KEY": base64URL(
        try SigningKey.generate().verificationKey.bytes),
      "CLIKC_CERTIFICATE_KEY": base64URL(Array(0..<32)),
      "CLIKC_SITE_URL": "https://clikc.example", "CLIKC_BLOB_DIRECTORY": blobs.path(),
      "CLIKC_CONTACT_ADDRESS": "help@clikc.example", "CLIKC_MAIL_FROM": "noreply@clikc.example",
      "CLIKC_SMTP_URL": smtp,
    ].merging(settings) { $1 }
    self.executable = directory.appending(path: "notification")
  }

  private let executable: URL

  /// Runs it while `body` does, then kills it.
  func running(_ body: () async throws -> Void) async throws {
    let process = self.process
    try process.run()
    defer { kill(process.processIdentifier, SIGKILL) }
    try await body()
  }

  private var process: Process {
    let process = Process()
    process.executableURL = self.executable
    process.environment = self.environment
    return process
  }
}
