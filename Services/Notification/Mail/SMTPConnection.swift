import CCurl
import NotificationDomain

/// One libcurl handle with the connection it keeps open between mails.
///
/// libcurl: "You must never share the same handle in multiple threads" at the same time. A
/// connection is lent to one send at a time (`SMTPClient`), which touches it on one thread, so
/// that it may be `@unchecked Sendable`.
final class SMTPConnection: @unchecked Sendable {
  private let handle: UnsafeMutableRawPointer

  init(_ configuration: SMTPConfiguration) throws(SMTPFault) {
    guard let handle = curl_easy_init() else { throw SMTPFault("libcurl gave no handle") }
    self.handle = handle
    try self.configure(configuration)
  }

  deinit { curl_easy_cleanup(self.handle) }

  /// Sends one mail and blocks until the relay answered. `mayFinish` is asked before the final
  /// dot: after false the mail is broken off, and the relay does not have it.
  func send(
    _ bytes: [UInt8], to recipient: String, mayFinish: @escaping () -> Bool
  ) -> DeliveryOutcome {
    guard let recipients = curl_slist_append(nil, "<\(recipient)>") else {
      return .deferred("out of memory")
    }
    let exchange = SMTPExchange(bytes, mayFinish: mayFinish)
    let pointer = Unmanaged.passUnretained(exchange).toOpaque()
    let result = withExtendedLifetime(exchange) { () -> CURLcode in
      _ = clikc_curl_set_list(self.handle, CURLOPT_MAIL_RCPT, recipients)
      _ = clikc_curl_set_pointer(self.handle, CURLOPT_READDATA, pointer)
      _ = clikc_curl_set_pointer(self.handle, CURLOPT_HEADERDATA, pointer)
      return curl_easy_perform(self.handle)
    }
    _ = clikc_curl_set_list(self.handle, CURLOPT_MAIL_RCPT, nil)
    _ = clikc_curl_set_pointer(self.handle, CURLOPT_READDATA, nil)
    _ = clikc_curl_set_pointer(self.handle, CURLOPT_HEADERDATA, nil)
    curl_slist_free_all(recipients)
    return exchange.outcome(result)
  }

  private func configure(_ settings: SMTPConfiguration) throws(SMTPFault) {
    try self.set(CURLOPT_URL, settings.url)
    try self.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    try self.set(CURLOPT_MAIL_FROM, "<\(settings.sender.address)>")
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
    try self.set(CURLOPT_CONNECTTIMEOUT, min(30, settings.answerTimeout))
    try self.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, settings.answerTimeout)
    try self.set(CURLOPT_NOSIGNAL, 1)
    try self.set(CURLOPT_UPLOAD, 1)
    try self.check(
      clikc_curl_set_function(self.handle, CURLOPT_READFUNCTION, SMTPExchange.readFunction))
    try self.check(
      clikc_curl_set_function(self.handle, CURLOPT_HEADERFUNCTION, SMTPExchange.answerFunction))
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
