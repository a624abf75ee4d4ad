import CCurl
import NotificationDomain

/// What one send gives to libcurl and hears from it. libcurl calls it on the thread of the send.
final class SMTPExchange {
  private let bytes: [UInt8]
  private let mayFinish: () -> Bool
  private var position = 0
  private var lastReply: SMTPReply?

  init(_ bytes: [UInt8], mayFinish: @escaping () -> Bool) {
    self.bytes = bytes
    self.mayFinish = mayFinish
  }

  /// Fills libcurl's buffer with the next bytes of the mail.
  static let readFunction: clikc_curl_data_function = { buffer, size, count, pointer in
    guard let buffer, let pointer else { return Int(CURL_READFUNC_ABORT) }
    let exchange = Unmanaged<SMTPExchange>.fromOpaque(pointer).takeUnretainedValue()
    return exchange.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
  }

  /// Hears one line of the relay's.
  static let answerFunction: clikc_curl_data_function = { line, size, count, pointer in
    guard let line, let pointer else { return size * count }
    let exchange = Unmanaged<SMTPExchange>.fromOpaque(pointer).takeUnretainedValue()
    let bytes = UnsafeRawBufferPointer(start: line, count: size * count)
    let reply = SMTPReply(line: String(decoding: bytes, as: UTF8.self))
    // After a refusal libcurl takes its leave, and the relay says good-bye.
    if let reply, reply.code != 221 { exchange.lastReply = reply }
    return size * count
  }

  /// What `result` and the last answer say of the mail.
  func outcome(_ result: CURLcode) -> DeliveryOutcome {
    let said = String(cString: curl_easy_strerror(result))
    switch result {
    case CURLE_OK:
      return .accepted(self.lastReply.map { "\($0.code) \($0.text)" } ?? "")
    case CURLE_ABORTED_BY_CALLBACK:
      return .deferred("broken off before the final dot")
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_WEIRD_SERVER_REPLY:
      // The relay said no to a command or to the mail, or the connection broke in between.
      guard let reply = self.lastReply, reply.code >= 400 else { return .unreachable(said) }
      return reply.outcome
    case CURLE_OUT_OF_MEMORY:
      return .deferred(said)
    default:
      return .unreachable(self.lastReply.map { "\(said) (\($0.code) \($0.text))" } ?? said)
    }
  }

  private func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let piece = self.bytes[self.position...].prefix(buffer.count)
    guard !piece.isEmpty else { return self.mayFinish() ? 0 : Int(CURL_READFUNC_ABORT) }
    buffer.copyBytes(from: piece)
    self.position += piece.count
    return piece.count
  }
}
