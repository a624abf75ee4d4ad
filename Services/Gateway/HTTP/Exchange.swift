internal import HTTPTypes
internal import Hummingbird
internal import Localization

/// One request on its way to an answer.
struct Exchange: Sendable {
  /// Names the request in logs and answers.
  let id: String
  let request: Request
  /// The address of the person's machine; empty when unknown.
  let clientAddress: String
  let credential: Credential?
  /// The session, once it is resolved.
  var session: Session?
  /// The path's fields, once it is matched.
  var fields: [String: String] = [:]
  /// What answers, for logs.
  var template = ""

  init(_ request: Request, clientAddress: String, id: String) {
    self.id = id
    self.request = request
    self.clientAddress = clientAddress
    self.credential = Credential(request.headers)
  }

  /// The reader's: what they chose for the page the answer is for, else the account's, else what Accept-Language
  /// prefers.
  var language: Language {
    self.request.headers[.chosenLanguage].flatMap(Language.init(rawValue:))
      ?? self.session.flatMap { Language(rawValue: $0.language) }
      ?? Language.preferred(by: self.request.headers[.acceptLanguage] ?? "")
  }

  /// Whether the request asks to change something.
  var isWrite: Bool { self.request.method != .get && self.request.method != .head }

  /// Whether the answer is to be protobuf; JSON unless it is asked for.
  var wantsProtobuf: Bool {
    self.request.headers[values: .accept].contains {
      $0 == MediaType.protobuf || $0.contains(MediaType.protobuf)
    }
  }
}

/// The forms a message has on the wire.
enum MediaType {
  static let json = "application/json"
  static let problem = "application/problem+json"
  static let protobuf = "application/protobuf"

  /// The type of a Content-Type header without its parameters, in lower case.
  static func essence(_ header: String) -> String {
    header.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }.lowercased()
  }
}
