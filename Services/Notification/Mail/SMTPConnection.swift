import CCurl
import Foundation
import NotificationDomain

/// What one send hands to the relay.
struct SMTPMail: Sendable {
  /// From header to last line, with CRLF line ends.
  let bytes: [UInt8]
  /// The envelope's sender.
  let returnPath: String
  /// The envelope's only recipient.
  let recipient: String
}

/// One libcurl handle with the connection it keeps open between mails.
///
/// libcurl: "You must never share the same handle in multiple threads" at the same time. A
/// connection is lent to one send at a time (`SMTPClient`), which touches it on one thread, so
/// that it may be `@unchecked Sendable`.
final class SMTPConnection: @unchecked Sendable {
  private let handle: UnsafeMutableRawPointer
  private let longestWait: TimeInterval

  init(_ configuration: SMTPConfiguration) throws(SMTPFault) {
    guard let handle = curl_easy_init() else { throw SMTPFault("libcurl gave no handle") }
    self.handle = handle
    self.longestWait = TimeInterval(configuration.answerTimeout)
    try self.configure(configuration)
  }

  /// libcurl takes its leave with QUIT and would wait two minutes for the answer of a relay that has fallen
  /// silent. With nothing left to read it says good-bye and goes.
  deinit {
    let socket = clikc_curl_get_long(self.handle, CURLINFO_LASTSOCKET)
    if socket > 0 { shutdown(Int32(socket), Int32(SHUT_RD)) }
    curl_easy_cleanup(self.handle)
  }

  /// Sends one mail and blocks until the relay answered. `mayFinish` is asked before the final
  /// dot: after false the mail is broken off, and the relay does not have it.
  func send(_ mail: SMTPMail, mayFinish: @escaping () -> Bool) -> DeliveryOutcome {
    let (outcome, wasClosed) = self.attempt(mail, mayFinish)
    // The relay closed the connection while nobody used it, and has seen nothing of this mail.
    return wasClosed ? self.attempt(mail, mayFinish).outcome : outcome
  }

  private func attempt(
    _ mail: SMTPMail, _ mayFinish: @escaping () -> Bool
  ) -> (outcome: DeliveryOutcome, wasClosed: Bool) {
    guard let recipients = curl_slist_append(nil, "<\(mail.recipient)>") else {
      return (.unprepared("out of memory"), false)
    }
    let handle = self.handle
    let exchange = SMTPExchange(
      mail.bytes, longestWait: self.longestWait,
      isConnected: { clikc_curl_get_offset(handle, CURLINFO_CONNECT_TIME_T) > 0 },
      mayFinish: mayFinish)
    let result = withExtendedLifetime(exchange) { () -> CURLcode in
      self.lend(exchange)
      _ = clikc_curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(mail.returnPath)>")
      _ = clikc_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
      return curl_easy_perform(handle)
    }
    let wasReused = clikc_curl_get_long(handle, CURLINFO_NUM_CONNECTS) == 0
    self.lend(nil)
    _ = clikc_curl_set_list(handle, CURLOPT_MAIL_RCPT, nil)
    curl_slist_free_all(recipients)
    let outcome = exchange.outcome(result)
    let isBroken = outcome.relayAnswered == false && exchange.stage < .body
    return (outcome, wasReused && isBroken && !exchange.isSilent)
  }

  /// Whom libcurl calls until the next time.
  private func lend(_ exchange: SMTPExchange?) {
    let pointer = exchange.map { Unmanaged.passUnretained($0).toOpaque() }
    for option in [
      CURLOPT_READDATA, CURLOPT_HEADERDATA, CURLOPT_DEBUGDATA, CURLOPT_XFERINFODATA,
    ] {
      _ = clikc_curl_set_pointer(self.handle, option, pointer)
    }
  }

  private func configure(_ settings: SMTPConfiguration) throws(SMTPFault) {
    try self.set(CURLOPT_URL, settings.url)
    try self.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    try self.set(CURLOPT_USE_SSL, settings.requiresTLS ? Int(CURLUSESSL_ALL.rawValue) : 0)
    try self.set(CURLOPT_SSL_VERIFYPEER, 1)
    try self.set(CURLOPT_SSL_VERIFYHOST, 2)
    if !settings.certificateFile.isEmpty {
      try self.set(CURLOPT_CAINFO, settings.certificateFile)
    }
    if !settings.user.isEmpty {
      try self.set(CURLOPT_USERNAME, settings.user)
      try self.set(CURLOPT_PASSWORD, settings.password)
    }
    try self.set(CURLOPT_NOSIGNAL, 1)
    try self.set(CURLOPT_UPLOAD, 1)
    try self.listen()
  }

  /// libcurl's own limits know no stages: they only stand behind those of the exchange.
  private func listen() throws(SMTPFault) {
    let longest = Int(SMTPStage.end.patience) + 60
    try self.set(CURLOPT_CONNECTTIMEOUT, longest)
    try self.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, longest)
    try self.set(CURLOPT_NOPROGRESS, 0)
    try self.set(CURLOPT_VERBOSE, 1)
    try self.check(
      clikc_curl_set_function(self.handle, CURLOPT_READFUNCTION, SMTPExchange.readFunction))
    try self.check(
      clikc_curl_set_function(self.handle, CURLOPT_HEADERFUNCTION, SMTPExchange.answerFunction))
    try self.check(clikc_curl_set_trace(self.handle, SMTPExchange.traceFunction))
    try self.check(clikc_curl_set_progress(self.handle, SMTPExchange.progressFunction))
  }

  private func set(_ option: CURLoption, _ value: Int) throws(SMTPFault) {
    try self.check(clikc_curl_set_long(self.handle, option, value))
  }

  private func set(_ option: CURLoption, _ value: String) throws(SMTPFault) {
    try self.check(clikc_curl_set_text(self.handle, option, value))
  }

  private func check(_ result: CURLcode) throws(SMTPFault) {
    guard result == CURLE_OK else { throw SMTPFault(String(cString: curl_easy_strerror(result))) }
  }
}

/// Why libcurl cannot be used as it was configured.
struct SMTPFault: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
