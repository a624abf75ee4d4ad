public import Foundation
internal import Synchronization

/// A process of a test: a program of this build or any other, ended with the test at the latest.
public final class TestProcess: Sendable {
  /// How a process ended.
  public enum End: Sendable, Hashable {
    /// By itself, with a status.
    case exited(Int32)
    /// By a signal, such as `SIGKILL`.
    case killed(Int32)
  }

  private let process: Process
  private let end: AsyncStream<End>
  /// What it wrote to standard error, for the report of a test that fails.
  private let log: URL

  /// Starts an executable of this build, which lies beside the tests' own.
  public static func start(
    product: String, _ arguments: [String] = [], environment: [String: String]
  ) throws -> TestProcess {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = URL(filePath: tests).deletingLastPathComponent().appending(path: product)
    return try TestProcess(program, arguments, environment: environment, output: nil)
  }

  /// Starts a program with these variables in addition to the tests' own.
  public init(
    _ program: URL, _ arguments: [String], environment: [String: String],
    output: FileHandle? = nil
  ) throws {
    log = FileManager.default.temporaryDirectory.appending(
      path: "\(program.lastPathComponent)-\(UUID().uuidString).log")
    FileManager.default.createFile(atPath: log.path(), contents: nil)
    process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output ?? FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: log)
    let (end, ended) = AsyncStream.makeStream(of: End.self)
    self.end = end
    process.terminationHandler = { process in
      let status = process.terminationStatus
      ended.yield(process.terminationReason == .exit ? .exited(status) : .killed(status))
      ended.finish()
    }
    try process.run()
  }

  deinit {
    if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(at: log)
  }

  /// Waits for its end; may be asked once.
  public func ended() async -> End? {
    var iterator = end.makeAsyncIterator()
    return await iterator.next()
  }

  /// Ends it at once, and waits. Children of the tests inherit a mask that keeps SIGTERM from them.
  public func kill() async {
    Foundation.kill(process.processIdentifier, SIGKILL)
    _ = await ended()
  }

  /// Its process id.
  public var identifier: Int32 { process.processIdentifier }

  /// Sends it a signal, such as `SIGSTOP`.
  public func signal(_ number: Int32) {
    Foundation.kill(process.processIdentifier, number)
  }

  /// The last lines it wrote to standard error.
  public var lastWords: String {
    let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").suffix(20).joined(separator: "\n")
  }
}
