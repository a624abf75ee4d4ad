import GatewayContract

/// One request to the gateway's HTTP API.
struct GatewayCall: Equatable, Sendable {
  var method: String
  /// Path and query, percent-encoded.
  var path: String
  /// A serialized message, when the route takes a body; or a file.
  var body: [UInt8]?
  /// What the body is.
  var contentType = "application/protobuf"
  var credentials: Credentials
}

/// Whom a call is made for.
struct Credentials: Equatable, Sendable {
  /// The session's token, when there is a session.
  var token: String?
  /// The person's network address, which limits on attempts count by.
  var clientAddress: String?
  /// The language the person chose, which comes before their account's; refusals are worded in it.
  var chosenLanguage: String?
  /// The language their browser asks for, where neither they nor their account say one.
  var browserLanguage: String?
}

/// What the gateway answered.
struct GatewayAnswer: Equatable, Sendable {
  var status: Int
  var contentType: String
  var body: [UInt8]
  /// Who is looking, when the call came with a living session.
  var viewer: Clikc_Gateway_V1_Viewer?
}

/// The way to the gateway; the live one speaks HTTP, tests follow a script.
protocol GatewayClient: Sendable {
  /// Sends a call and waits for its answer, whatever the status.
  func send(_ call: GatewayCall) async throws(GatewayUnreachable) -> GatewayAnswer
}

/// No answer came: the gateway is down, or took too long.
struct GatewayUnreachable: Error {
  let cause: String
}
