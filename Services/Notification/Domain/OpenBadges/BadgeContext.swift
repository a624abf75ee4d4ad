/// The JSON-LD contexts of the documents.
package enum BadgeContext {
  /// Verifiable Credentials Data Model 2.0.
  package static let credentials = "https://www.w3.org/ns/credentials/v2"
  /// Open Badges 3.0.
  package static let badges = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
  /// What 1EdTech adds: its revocation list and its validation by schema.
  package static let extensions = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"

  /// A document of its own, in the terms of both data models.
  package struct Document<Body: Encodable>: Encodable {
    private let body: Body

    package init(_ body: Body) { self.body = body }

    private enum Key: String, CodingKey { case context = "@context" }

    package func encode(to encoder: any Encoder) throws {
      try self.body.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(
        [BadgeContext.credentials, BadgeContext.badges], forKey: .context)
    }
  }
}
