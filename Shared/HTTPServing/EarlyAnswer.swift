public import HTTPTypes

/// What a client reads that sent something which is no HTTP, or headers beyond the limits. Nothing is
/// known of the client then, so it is the same for all.
public struct EarlyAnswer: Sendable {
  /// Headers besides Content-Length and Connection.
  public let headers: HTTPFields
  /// The body.
  public let body: [UInt8]

  /// An answer with the status 400.
  public init(headers: HTTPFields, body: [UInt8]) {
    self.headers = headers
    self.body = body
  }
}
