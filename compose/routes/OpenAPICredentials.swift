/// Digital credentials and the public documents they point to.
enum OpenAPICredentials {
  /// By path, then by verb.
  static var all: [String: [String: Any]] {
    let root = "/api/v1/credentials"
    return [
      "/api/v1/courses/{course_id}/certificate/credential": ["get": Self.getMyCredential],
      "\(root)/issuer": [
        "get": Self.document("getCredentialIssuer", "Answers who issues credentials.", [])
      ],
      "\(root)/achievements/{course_id}/{version}": [
        "get": Self.document(
          "getAchievement",
          "Answers a version of a course as what a credential says was achieved.",
          [Self.course, Self.number("version", "Of the course.", "int64", minimum: 1)],
          "400", "404")
      ],
      "\(root)/keys": [
        "get": Self.document(
          "listCredentialKeys", "Answers the keys that sign and signed, as a JWK set.", [])
      ],
      "\(root)/keys/{key_id}": [
        "get": Self.document(
          "getCredentialKey", "Answers one of the keys as a JWK.", [Self.key], "404")
      ],
      "\(root)/status-lists/{number}": [
        "get": Self.document(
          "getStatusList",
          "Answers the places of the credentials that do not hold any more, as a signed Bitstring Status List.",
          [Self.list], "400", "404", "429", type: Self.token)
      ],
      "\(root)/revocation-lists/{number}": [
        "get": Self.document(
          "getRevocationList",
          "Answers the identifiers of the credentials that do not hold any more.",
          [Self.list], "400", "404", "429")
      ],
    ]
  }

  private static let token = "application/vc+jwt"

  private static var getMyCredential: [String: Any] {
    [
      "operationId": "getMyCredential", "tags": ["Credentials"],
      "security": OpenAPIFixedPaths.session,
      "summary": "Answers the caller's own certificate of a course as a digital credential.",
      "description": "An OpenBadgeCredential of Open Badges 3.0, secured as VC-JWT.",
      "parameters": [Self.course],
      "responses": OpenAPIFixedPaths.refused(
        "400", "401", "403", "404", "409", "414", "500", "503", "504"
      ).merging(["200": Self.answer("The credential.", Self.token)]) { $1 },
    ]
  }

  /// What anybody may read, and keep for 30 seconds.
  private static func document(
    _ name: String, _ summary: String, _ parameters: [[String: Any]], _ refusals: String...,
    type: String = "application/json"
  ) -> [String: Any] {
    var responses: [String: Any] = ["200": Self.answer("The document.", type)]
    for status in refusals + ["414", "500", "503", "504"] {
      responses.merge(OpenAPIFixedPaths.refused(status)) { $1 }
    }
    return [
      "operationId": name, "tags": ["Credentials"], "security": [[String: Any]](),
      "summary": summary, "parameters": parameters, "responses": responses,
    ]
  }

  private static func answer(_ description: String, _ type: String) -> [String: Any] {
    let schema: [String: Any] = ["type": type == Self.token ? "string" : "object"]
    return ["description": description, "content": [type: ["schema": schema]]]
  }

  private static var course: [String: Any] {
    [
      "name": "course_id", "in": "path", "required": true,
      "schema": ["type": "string", "format": "uuid"],
    ]
  }

  private static var key: [String: Any] {
    [
      "name": "key_id", "in": "path", "required": true,
      "description": "The first 8 bytes of the SHA-256 of the key, in base64url.",
      "schema": ["type": "string", "pattern": "^[A-Za-z0-9_-]{11}$"],
    ]
  }

  private static var list: [String: Any] {
    Self.number("number", "As in the credential.", "int32", minimum: 0)
  }

  private static func number(
    _ name: String, _ description: String, _ format: String, minimum: Int
  ) -> [String: Any] {
    [
      "name": name, "in": "path", "required": true, "description": description,
      "schema": ["type": "integer", "format": format, "minimum": minimum],
    ]
  }
}
