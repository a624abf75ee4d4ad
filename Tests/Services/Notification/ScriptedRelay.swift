import Foundation
import Testing

/// A relay that misbehaves as a test wants it to, and keeps a journal: Tests/Python/smtp_server.py.
///
/// `@unchecked Sendable`: one test at a time stops and starts it; the rest does not change.
final class ScriptedRelay: @unchecked Sendable {
  /// What it does wrong, where; see smtp_server.py.
  struct Fault: Encodable {
    let stage: String
    let `do`: String
    var times: Int?
    var chance: Double?
    var to: String?

    init(
      _ stage: String, _ act: String, times: Int? = nil, chance: Double? = nil, to: String? = nil
    ) {
      self.stage = stage
      self.do = act
      self.times = times
      self.chance = chance
      self.to = to
    }
  }

  /// Something that happened.
  struct Entry: Decodable {
    let at: Double
    let what: String
    let id: String?
    let to: String?
    let sender: String?
    let stage: String?
    let `do`: String?
  }

  private let directory = FileManager.default.temporaryDirectory.appending(
    path: "relay-\(UUID().uuidString)")
  private let options: [String]
  private var process = Process()
  private(set) var port = 0

  /// Starts it; `options` are those of the program.
  init(_ options: [String] = []) throws {
    self.options = options
    try FileManager.default.createDirectory(
      at: self.directory, withIntermediateDirectories: true)
    try self.start()
  }

  deinit {
    self.stop()
    try? FileManager.default.removeItem(at: self.directory)
  }

  /// Starts it, after the first time where it was.
  func start() throws {
    let process = Process()
    let output = try PrivatePipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      [
        "python3", Repository.root.appending(path: "Tests/Python/smtp_server.py").path(),
        self.directory.path(), "--port", "\(self.port)",
      ] + self.options
    process.environment = Repository.pythonEnvironment
    process.standardOutput = output.write
    try process.run()
    try output.write.close()
    self.process = process
    var said = Data()
    while !said.contains(UInt8(ascii: "\n")) {
      let more = output.read.availableData
      guard !more.isEmpty else { throw SinkDidNotStart() }
      said += more
    }
    let line = String(decoding: said, as: UTF8.self)
    self.port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  /// Ends it: from then on connections are refused.
  func stop() {
    guard self.process.isRunning else { return }
    kill(self.process.processIdentifier, SIGKILL)
    self.process.waitUntilExit()
  }

  /// Where it is, by a name its certificate may have.
  func url(scheme: String = "smtp", host: String = "localhost") -> String {
    "\(scheme)://\(host):\(self.port)/clikc.example"
  }

  /// Misbehaves so from now on.
  func misbehave(_ faults: Fault...) throws {
    try JSONEncoder().encode(faults).write(
      to: self.directory.appending(path: "faults"), options: .atomic)
  }

  /// All that happened so far.
  func journal() throws -> [Entry] {
    let text = try String(
      contentsOf: self.directory.appending(path: "journal"), encoding: .utf8)
    return try text.split(separator: "\n").map {
      try JSONDecoder().decode(Entry.self, from: Data($0.utf8))
    }
  }

  /// The mails it took, in order, byte for byte.
  func mails() throws -> [Data] {
    let folder = self.directory.appending(path: "mail")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    return try names.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }.map {
      try Data(contentsOf: folder.appending(path: $0))
    }
  }
}

extension [ScriptedRelay.Entry] {
  /// Those of a kind.
  func of(_ what: String) -> Self { self.filter { $0.what == what } }
}
