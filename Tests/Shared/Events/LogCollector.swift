import Logging
import Synchronization

/// Collects what is logged, for a test to await.
final class LogCollector: Sendable {
  let lines: AsyncStream<(level: Logger.Level, message: String)>
  private let found: AsyncStream<(level: Logger.Level, message: String)>.Continuation

  init() {
    (lines, found) = AsyncStream.makeStream()
  }

  var logger: Logger {
    Logger(label: "test") { _ in Handler(found: self.found) }
  }

  /// Waits until this was logged at this level.
  func first(_ level: Logger.Level, _ message: String) async {
    for await line in lines where line.level == level && line.message == message { return }
  }

  private struct Handler: LogHandler {
    let found: AsyncStream<(level: Logger.Level, message: String)>.Continuation
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(
      level: Logger.Level, message: Logger.Message, metadata: Logger.Metadata?, source: String,
      file: String, function: String, line: UInt
    ) {
      found.yield((level, "\(message)"))
    }
  }
}
