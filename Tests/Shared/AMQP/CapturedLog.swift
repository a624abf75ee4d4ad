import Logging
import Synchronization

/// A log that remembers what was warned of, and whose first warning can be waited for.
final class CapturedLog: LogHandler, Sendable {
  private let heard = Mutex<[String]>([])
  private let lines: AsyncStream<String>
  private let input: AsyncStream<String>.Continuation

  init() {
    (self.lines, self.input) = AsyncStream.makeStream()
  }

  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }
  var logLevel: Logger.Level {
    get { .debug }
    set {}
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }

  func log(event: LogEvent) {
    guard event.level >= .warning else { return }
    let line = "\(event.message) \(event.metadata ?? [:])"
    self.heard.withLock { $0.append(line) }
    self.input.yield(line)
  }

  /// The warnings so far.
  var warnings: [String] { self.heard.withLock { $0 } }

  /// Waits for the first one.
  func firstWarning() async -> String {
    for await line in self.lines { return line }
    return ""
  }
}
