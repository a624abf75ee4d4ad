internal import HTTPTypes
internal import Hummingbird

extension HTTPField.Name {
  /// Where the request comes from, as the browser says (W3C Fetch Metadata).
  static let secFetchSite = Self.known("sec-fetch-site")
  /// The addresses a request came through, as proxies say.
  static let forwardedFor = Self.known("x-forwarded-for")
  /// The request's id, the same as in the logs.
  static let requestID = Self.known("x-request-id")
  /// A client's name for one write.
  static let idempotencyKey = Self.known("idempotency-key")
  /// Who is looking, for Web: a serialized clikc.gateway.v1.Viewer in base64url.
  static let viewer = Self.known("clikc-viewer")
  /// The language the reader chose, whatever their account's is: `en`, `fr`, `ar`, `es` or `pt`; others are passed over.
  static let chosenLanguage = Self.known("clikc-language")
  static let openerPolicy = Self.known("cross-origin-opener-policy")
  static let resourcePolicy = Self.known("cross-origin-resource-policy")
  static let referrerPolicy = Self.known("referrer-policy")

  private static func known(_ text: String) -> Self {
    guard let name = Self(text) else { preconditionFailure("\(text) is no header name") }
    return name
  }
}

/// The headers that every answer carries, errors included.
enum SecurityHeaders {
  /// The gateway serves data, never pages: nothing in an answer may run or be framed.
  static let fields: HTTPFields = [
    .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
    .xContentTypeOptions: "nosniff",
    .strictTransportSecurity: "max-age=31536000; includeSubDomains",
    .referrerPolicy: "no-referrer",
    .openerPolicy: "same-origin",
    .resourcePolicy: "same-origin",
  ]

  /// Adds those that are not there yet.
  static func add(to headers: inout HTTPFields) {
    for field in Self.fields where !headers.contains(field.name) { headers.append(field) }
  }
}
