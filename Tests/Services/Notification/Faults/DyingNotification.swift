import AMQP
import CatalogueContract
import Cryptography
import Events
import Foundation
import IdentityContract
import Logging
import Postgres
import ProgressContract
import SwiftProtobuf
import TestSupport
import Testing

/// The executable `notification` with a database, a broker and a mail server of its own.
struct DyingNotification {
  struct Counts: Equatable {
    var rows: Int
    var documents: Int
    var mails: Int
  }

  private let database: TestDatabase
  private let pool: PostgresPool
  private let broker: TestBroker
  private let amqp: AMQPClient
  private let directory: URL
  private let environment: [String: String]
  private let account = UUID()
  private let course = UUID()

  static func with(_ body: (DyingNotification) async throws -> Void) async throws {
    let directory = FileManager.default.temporaryDirectory.appending(
      path: "clikc-faults-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let (sink, port) = try startSink(directory)
    try await withTestDatabaseAddresses(
      schema: "notification", components: MigrationComponent.ofService("Notification")
    ) { database in
      try await withTestBroker { broker in
        let amqp = try broker.client(topology: .events)
        let pool = PostgresPool(
          try PostgresConfiguration(url: database.runtimeURL, maximumConnections: 2),
          logger: .init(label: "test"))
        try await withRunning(amqp) {
          try await body(
            DyingNotification(
              database: database, pool: pool, broker: broker, amqp: amqp, directory: directory,
              environment: try environment(database, broker, directory, port)))
        }
        await pool.close()
      }
    }
    await sink.kill()
  }

  /// Starts the executable, with a fault or without.
  func start(fault: String = "") throws -> TestProcess {
    try TestProcess.start(
      product: "notification", environment: environment.merging(["CLIKC_FAULT": fault]) { $1 })
  }

  /// Tells of a course and a person, and waits until both are known and acknowledged: what comes back after a death
  /// comes back with each of the others too, and at last exceeds the limit of deliveries.
  func learnCourseAndPerson() async throws {
    try await publish(
      Clikc_Catalogue_V1_CoursePublished.with {
        $0.courseID = course.uuidString.lowercased()
        $0.code = "RM"
        $0.language = "en"
        $0.title = "Risk Management"
        $0.version = 1
        $0.certificate = true
        $0.hours = 5
      }, aggregate: course)
    try await publish(
      Clikc_Identity_V1_AccountCreated.with {
        $0.accountID = account.uuidString.lowercased()
        $0.username = "lena"
        $0.email = "lena@customs.example"
        $0.name = "Lena Ölund"
        $0.language = "en"
      }, aggregate: account)
    try await pool.eventually("select from inbox having count(*) = 2")
    try await acknowledged()
  }

  /// Tells that the person completed the course.
  func completeCourse() async throws {
    try await publish(
      Clikc_Progress_V1_CourseCompleted.with {
        $0.accountID = account.uuidString.lowercased()
        $0.courseID = course.uuidString.lowercased()
        $0.courseVersion = 1
        $0.completedAt = Google_Protobuf_Timestamp(date: Date())
        $0.percentage = 0.9
      }, aggregate: UUID())
  }

  /// Waits until the certificate is rendered, the mail delivered and the event acknowledged.
  func settled() async throws {
    try await pool.eventually("select from certificates where pdf_digest is not null")
    try await pool.eventually("select from mail where state = 'accepted'")
    try await acknowledged()
  }

  private func acknowledged() async throws {
    while try await letters("notification.events") > 0 { try Task.checkCancellation() }
  }

  /// What the database holds.
  func counts() async throws -> Counts {
    let rows = try await pool.query(
      """
      select (select count(*) from certificates) as rows,
        (select count(pdf_digest) from certificates) as documents,
        (select count(*) from mail) as mails
      """)
    return Counts(
      rows: try rows[0].decode("rows"), documents: try rows[0].decode("documents"),
      mails: try rows[0].decode("mails"))
  }

  /// How many PDFs the blob directory holds; a file is one when it has a digest's name. A process that
  /// was killed while it wrote leaves a file of another name behind.
  func documentCount() throws -> Int {
    let found = FileManager.default.enumerator(
      at: directory.appending(path: "blobs"), includingPropertiesForKeys: [.isRegularFileKey])
    let files = try (found?.compactMap { $0 as? URL } ?? []).filter {
      try $0.lastPathComponent.utf8.count == 64
        && $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
    }
    return try files.filter { try Data(contentsOf: $0).starts(with: Data("%PDF".utf8)) }.count
  }

  /// How many mails the mail server took. A sender that dies after the server took a mail and before
  /// it noted so sends it again with the same Message-ID, which no protocol of mail can prevent and
  /// which readers' programs know as the same mail.
  func deliveredMailCount() throws -> Int {
    let folder = directory.appending(path: "mail/new")
    let identities = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).map { file in
      let text = try String(contentsOf: file, encoding: .utf8)
      return try #require(
        text.split(whereSeparator: \.isNewline)
          .first { $0.lowercased().hasPrefix("message-id:") }
          .map { String($0) })
    }
    return Set(identities).count
  }

  /// How many messages a queue holds, acknowledged ones not counted.
  func letters(_ queue: String) async throws -> Int {
    let text = try await broker.control(
      "--silent", "list_queues", "--vhost", broker.virtualHost, "name", "messages")
    let line = text.split(separator: "\n").map { $0.split(separator: "\t") }
      .first { $0.first.map(String.init) == queue }
    return try #require(line?.last.flatMap { Int($0) }, "no queue \(queue) in \(text)")
  }

  /// Publishes as a relay does, and again until the service has bound its queue.
  private func publish(_ event: some Message, aggregate: UUID) async throws {
    let envelope = try EventEnvelope(
      id: .version7(at: Date()), event: event, aggregateID: aggregate, version: 1,
      occurredAt: Date())
    let message = AMQPMessage(
      exchange: EventRouting.exchange, routingKey: EventRouting.key(ofType: envelope.type),
      body: try envelope.serialized(),
      properties: AMQPProperties(
        deliveryMode: .persistent, messageID: envelope.id.uuidString, type: envelope.type))
    while true {
      do throws(AMQPError) {
        return try await amqp.publishConfirmed(message)
      } catch {
        guard error.isBeginning else { throw error }
        try Task.checkCancellation()
        try await pool.query("select pg_sleep(0.02)")
      }
    }
  }

  private static func environment(
    _ database: TestDatabase, _ broker: TestBroker, _ directory: URL, _ port: Int
  ) throws -> [String: String] {
    [
      "CLIKC_POSTGRES_URL": database.runtimeURL, "CLIKC_AMQP_URL": broker.url,
      "CLIKC_BLOB_DIRECTORY": directory.appending(path: "blobs").path(),
      "CLIKC_SITE_URL": "http://localhost:8080", "CLIKC_SMTP_URL": "smtp://127.0.0.1:\(port)",
      "CLIKC_CERTIFICATE_KEY": base64URL(Array(0..<32)),
      "CLIKC_MAIL_FROM": "noreply@clikc.example", "CLIKC_CONTACT_ADDRESS": "help@clikc.example",
      "CLIKC_PRINCIPAL_PUBLIC_KEY": base64URL(try SigningKey.generate().verificationKey.bytes),
    ]
  }

  /// Starts the mail server of the local instance and reads its port.
  private static func startSink(_ directory: URL) throws -> (TestProcess, port: Int) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let state =
      ProcessInfo.processInfo.environment["CLIKC_STATE"] ?? root.appending(path: ".clikc").path()
    let output = Pipe()
    let sink = try TestProcess(
      URL(filePath: "/usr/bin/env"),
      [
        "python3", root.appending(path: "compose/local/mail_sink.py").path(), "0",
        directory.appending(path: "mail").path(), directory.appending(path: "fault").path(),
      ],
      environment: [
        "PATH": "\(state)/venv/bin:/usr/local/bin:/usr/bin:/bin", "PYTHONPATH": "\(state)/venv",
      ], output: output.fileHandleForWriting)
    // With only the sink's end open, its death ends the wait for its line.
    try output.fileHandleForWriting.close()
    var said = Data()
    while !said.contains(UInt8(ascii: "\n")) {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      said += more
    }
    let line = String(decoding: said, as: UTF8.self)
    let port = line.split(whereSeparator: \.isNewline).first?.split(separator: ":").last
    return (sink, try #require(port.flatMap { Int($0) }, "\(line) \(sink.lastWords)"))
  }
}

extension AMQPError {
  /// Whether somebody is still starting: this client, or the service that binds its queue.
  fileprivate var isBeginning: Bool {
    switch self {
    case .returned, .notConnected: true
    default: false
    }
  }
}
