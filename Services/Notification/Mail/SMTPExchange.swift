import CCurl
import Foundation
import NotificationDomain

/// What one send gives to libcurl and hears from it. libcurl calls it on the thread of the send.
final class SMTPExchange {
  private let bytes: [UInt8]
  private let longestWait: TimeInterval
  private let isConnected: () -> Bool
  private let mayFinish: () -> Bool
  private var position = 0
  private var lastReply: SMTPReply?
  private var lastSign = ContinuousClock.now
  /// How far the mail has come.
  private(set) var stage = SMTPStage.connecting
  private var end = End.open

  private enum End { case open, brokenOff, silent }

  /// No wait is longer than `longestWait` seconds. `isConnected` says whether the connection stands;
  /// `mayFinish` is asked before the final dot.
  init(
    _ bytes: [UInt8], longestWait: TimeInterval, isConnected: @escaping () -> Bool,
    mayFinish: @escaping () -> Bool
  ) {
    self.bytes = bytes
    self.longestWait = longestWait
    self.isConnected = isConnected
    self.mayFinish = mayFinish
  }

  /// Whether it was given up because the relay said nothing for too long.
  var isSilent: Bool { self.end == .silent }

  /// What `result` and the last answer say of the mail.
  func outcome(_ result: CURLcode) -> DeliveryOutcome {
    let said = String(cString: curl_easy_strerror(result))
    switch result {
    case CURLE_OK:
      return .accepted(self.lastReply?.line ?? "")
    case CURLE_ABORTED_BY_CALLBACK where self.end == .brokenOff:
      return .deferred("broken off before the final dot")
    case CURLE_OUT_OF_MEMORY:
      return .unprepared(said)
    default:
      // The relay said no to a command or to the mail; or else the connection broke.
      if self.end == .open, let reply = self.lastReply, reply.code >= 400 {
        return reply.outcome(at: self.stage)
      }
      let fault = self.end == .silent ? "no answer in time (\(self.stage))" : said
      return self.stage < .sender ? .unreachable(fault) : .interrupted(fault)
    }
  }

  /// A line was sent to the relay.
  fileprivate func sent(_ line: String) {
    self.lastSign = .now
    if line.hasPrefix("QUIT") { return }
    if let stage = self.stage.following(line) { self.stage = stage }
    self.lastReply = nil
  }

  /// A line came from the relay.
  fileprivate func heard(_ line: String) {
    self.lastSign = .now
    // After a refusal libcurl takes its leave, and the relay says good-bye.
    guard let reply = SMTPReply(line: line), reply.code != 221 else { return }
    self.lastReply = reply
  }

  /// The next bytes of the mail; none at its end.
  fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    self.lastSign = .now
    self.stage = .body
    self.lastReply = nil
    let piece = self.bytes[self.position...].prefix(buffer.count)
    guard !piece.isEmpty else {
      guard self.mayFinish() else {
        self.end = .brokenOff
        return Int(CURL_READFUNC_ABORT)
      }
      self.stage = .end
      return 0
    }
    buffer.copyBytes(from: piece)
    self.position += piece.count
    return piece.count
  }

  /// False when the relay has been silent for too long.
  fileprivate func mayWait() -> Bool {
    if self.stage == .connecting, self.isConnected() { self.stage = .greeting }
    let patience = min(self.stage.patience, self.longestWait)
    guard ContinuousClock.now - self.lastSign > .seconds(patience) else { return true }
    self.end = .silent
    return false
  }
}

// What libcurl is given to call.
extension SMTPExchange {
  /// Fills libcurl's buffer with the next bytes of the mail.
  static let readFunction: clikc_curl_data_function = { buffer, size, count, pointer in
    guard let buffer, let exchange = exchange(pointer) else { return Int(CURL_READFUNC_ABORT) }
    return exchange.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
  }

  /// Hears one line of the relay's.
  static let answerFunction: clikc_curl_data_function = { line, size, count, pointer in
    guard let line, let exchange = exchange(pointer) else { return size * count }
    exchange.heard(text(line, size * count))
    return size * count
  }

  /// Sees what libcurl sends; what it says besides is dropped, since it may name passwords.
  static let traceFunction: clikc_curl_trace_function = { _, kind, line, size, pointer in
    guard kind == CURLINFO_HEADER_OUT, let line, let exchange = exchange(pointer) else { return 0 }
    exchange.sent(text(line, size))
    return 0
  }

  /// Ends the send when the relay has been silent for too long.
  static let progressFunction: clikc_curl_progress_function = { pointer, _, _, _, _ in
    exchange(pointer)?.mayWait() == false ? 1 : 0
  }

  private static func exchange(_ pointer: UnsafeMutableRawPointer?) -> SMTPExchange? {
    pointer.map { Unmanaged<SMTPExchange>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func text(_ bytes: UnsafeMutablePointer<CChar>, _ count: Int) -> String {
    String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
}
