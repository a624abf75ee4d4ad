import Foundation
import Testing

/// A real SMTP server in a process of its own, which files what it takes.
///
/// `@unchecked Sendable`: nothing in it changes after `init`, and one test at a time stops it.
final class MailSink: @unchecked Sendable {
  let url: String
  private let process: Process
  private let directory: URL

  /// Starts it and waits until it listens.
  init() throws {
    self.directory = FileManager.default.temporaryDirectory.appending(
      path: "mail-sink-\(UUID().uuidString)")
    self.process = Process()
    let output = try PrivatePipe()
    self.process.executableURL = URL(filePath: "/usr/bin/env")
    self.process.arguments = [
      "python3", Repository.root.appending(path: "compose/local/mail_sink.py").path(), "0",
      self.directory.appending(path: "mail").path(),
      self.directory.appending(path: "fault").path(),
    ]
    self.process.environment = Repository.pythonEnvironment
    self.process.standardOutput = output.write
    try FileManager.default.createDirectory(
      at: self.directory, withIntermediateDirectories: true)
    try self.process.run()
    try output.write.close()
    var said = Data()
    while !said.contains(UInt8(ascii: "\n")) {
      let more = output.read.availableData
      guard !more.isEmpty else { throw SinkDidNotStart() }
      said += more
    }
    let line = String(decoding: said, as: UTF8.self)
    let port = try #require(
      line.split(whereSeparator: \.isNewline).first?.split(separator: ":").last)
    self.url = "smtp://127.0.0.1:\(port)/clikc.example"
  }

  deinit {
    self.stop()
    try? FileManager.default.removeItem(at: self.directory)
  }

  /// Ends the server: from then on connections are refused.
  func stop() {
    guard self.process.isRunning else { return }
    // The test runner's children inherit a mask that keeps SIGTERM from them.
    kill(self.process.processIdentifier, SIGKILL)
    self.process.waitUntilExit()
  }

  /// Answers the command with the answer from now on; nil ends that.
  func answer(_ command: String, with answer: String?) throws {
    let file = self.directory.appending(path: "fault")
    try Data((answer.map { "\(command) \($0)" } ?? "").utf8).write(to: file)
  }

  /// What it took so far, read by Python's parser of mail.
  func received() throws -> [ReceivedMail] {
    try self.raw().map(ReceivedMail.init(parsing:))
  }

  /// The same, byte for byte.
  func raw() throws -> [Data] {
    let new = self.directory.appending(path: "mail/new")
    guard FileManager.default.fileExists(atPath: new.path()) else { return [] }
    return try FileManager.default.contentsOfDirectory(
      at: new, includingPropertiesForKeys: nil
    ).map { try Data(contentsOf: $0) }
  }
}

struct SinkDidNotStart: Error {}

/// A mail as a stranger's parser reads it.
struct ReceivedMail: Decodable {
  let subject: String
  let from: String
  let to: String
  let messageID: String
  let date: String
  let text: String
  let html: String
  let defects: [String]

  init(parsing bytes: Data) throws {
    let script = """
      import email, email.policy, json, sys
      m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
      text, html = m.get_body(('plain',)), m.get_body(('html',))
      print(json.dumps({
          'subject': m['subject'], 'from': m['from'], 'to': m['to'], 'date': m['date'],
          'messageID': m['message-id'].strip(), 'text': text.get_content(),
          'html': html.get_content(),
          'defects': [str(d) for p in m.walk() for d in p.defects]
              + [str(d) for h in m.values() for d in h.defects]}))
      """
    let output = try Repository.run("python3", ["-c", script], input: bytes)
    self = try JSONDecoder().decode(ReceivedMail.self, from: output)
  }

  /// The line after the one that is `label`.
  func line(after label: String) -> String? {
    let lines = self.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    return lines.firstIndex(of: label).map { lines[$0 + 1] }
  }
}
