/// What the gateway serves besides the contracts: files, credentials, and the shape of its errors.
enum OpenAPIFixedPaths {
  /// By path, then by verb.
  static var all: [String: [String: Any]] {
    Self.files.merging(OpenAPICredentials.all) { $1 }
  }

  private static var files: [String: [String: Any]] {
    [
      "/api/v1/blobs": ["post": Self.putBlob],
      "/api/v1/profile/photo": ["post": Self.putPhoto],
      "/api/v1/blobs/{digest}": ["get": Self.getBlob],
      "/api/v1/courses/{course_id}/certificate/pdf": ["get": Self.getCertificate],
      "/api/v1/my/grades/pdf": ["get": OpenAPIDocuments.getGrades],
      "/api/v1/courses/{course_id}/grades/pdf": ["get": OpenAPIDocuments.getGradeReport],
      "/api/v1/my/policies/{version}/pdf": ["get": OpenAPIDocuments.getPolicyStatement],
    ]
  }

  static var session: [[String: Any]] { [["bearer": [String]()], ["cookie": [String]()]] }

  static func refused(_ statuses: String...) -> [String: Any] {
    Dictionary(
      uniqueKeysWithValues: statuses.map { ($0, ["$ref": "#/components/responses/\($0)"]) })
  }

  private static var putBlob: [String: Any] {
    let answer: [String: Any] = [
      "type": "object", "required": ["digest"],
      "properties": ["digest": ["type": "string", "pattern": "^[0-9a-f]{64}$"]],
    ]
    return [
      "operationId": "putBlob", "tags": ["Files"], "security": Self.session,
      "summary": "Stores a picture of at most 10 MB.",
      "description":
        "Stores a picture for the content of courses, made anew as WebP of at most 1 600 pixels in width and height. Experts and administrators only.",
      "requestBody": Self.picture,
      "responses": Self.refused(
        "400", "401", "403", "408", "413", "414", "415", "500", "503"
      ).merging([
        "200": [
          "description": "The SHA-256 under which it lies.",
          "content": ["application/json": ["schema": answer]],
        ]
      ]) { $1 },
    ]
  }

  private static var picture: [String: Any] {
    let types = ["image/png", "image/jpeg", "image/webp"]
    let contents = types.map { ($0, ["schema": ["type": "string", "format": "binary"]]) }
    return ["required": true, "content": Dictionary(uniqueKeysWithValues: contents)]
  }

  private static var putPhoto: [String: Any] {
    let digest = ["type": "string", "pattern": "^[0-9a-f]{64}$"]
    let answer: [String: Any] = [
      "type": "object", "required": ["large", "small"],
      "properties": ["large": digest, "small": digest],
    ]
    return [
      "operationId": "putPhoto", "tags": ["Files"], "security": Self.session,
      "summary": "Makes a picture of at most 10 MB and 40 megapixels the caller's photo.",
      "description": "Its middle is made anew as WebP of 320 and of 64 pixels square.",
      "requestBody": Self.picture,
      "responses": Self.refused(
        "400", "401", "403", "408", "413", "414", "415", "500", "503", "504"
      ).merging([
        "200": [
          "description": "The SHA-256 of the two sizes, under which they lie as blobs.",
          "content": ["application/json": ["schema": answer]],
        ]
      ]) { $1 },
    ]
  }

  private static var getBlob: [String: Any] {
    [
      "operationId": "getBlob", "tags": ["Files"], "security": [[String: Any]](),
      "summary": "Answers a stored picture, which never changes.",
      "parameters": [
        [
          "name": "digest", "in": "path", "required": true,
          "schema": ["type": "string", "pattern": "^[0-9a-f]{64}$"],
        ]
      ],
      "responses": Self.refused("400", "404", "414", "500").merging([
        "200": [
          "description": "The picture.",
          "content": ["image/*": ["schema": ["type": "string", "format": "binary"]]],
        ],
        "304": ["description": "The reader has it."],
      ]) { $1 },
    ]
  }

  private static var getCertificate: [String: Any] {
    [
      "operationId": "getMyCertificatePDF", "tags": ["Files"], "security": Self.session,
      "summary": "Answers the caller's own certificate of a course.",
      "parameters": [
        [
          "name": "course_id", "in": "path", "required": true,
          "schema": ["type": "string", "format": "uuid"],
        ]
      ],
      "responses": Self.refused("400", "401", "403", "404", "409", "414", "500", "503", "504")
        .merging([
          "200": [
            "description": "The PDF as it was issued.",
            "content": ["application/pdf": ["schema": ["type": "string", "format": "binary"]]],
          ]
        ]) { $1 },
    ]
  }

  /// The refusals, by status.
  static var responses: [String: Any] {
    let texts = [
      "400": "The request is malformed or a field is at fault; `violations` names each.",
      "401": "No session: SIGN_IN_REQUIRED, or the credentials are wrong.",
      "403": "The caller may not do this, or has a gate to pass first.",
      "404": "There is no such thing, or no such path.",
      "408": "The body came too slowly.",
      "409": "It exists already, was changed meanwhile, or its state does not allow it.",
      "413": "The body is too large.",
      "414": "The path with its query is longer than 4 096 bytes.",
      "415": "The body's type is not accepted.",
      "429": "Too many attempts; Retry-After says how many seconds to wait.",
      "500": "A fault of ours; `instance` names the request in our logs.",
      "503": "A service is away for the moment.",
      "504": "There was no answer in time.",
    ]
    return texts.mapValues { text in
      [
        "description": text,
        "content": [
          "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
        ],
      ]
    }
  }

  /// The shape of refusals.
  static var schemas: [String: Any] {
    func text(_ description: String) -> [String: Any] {
      ["type": "string", "description": description]
    }
    return [
      "Problem": [
        "type": "object", "required": ["type", "title", "status", "reason", "instance"],
        "properties": [
          "type": text("A URN with the reason."), "title": text("What the status means."),
          "status": ["type": "integer"], "detail": text("For the reader, in their language."),
          "reason": text("A stable name in upper snake case."),
          "instance": text("A URN with the id of the request."),
          "violations": [
            "type": "array", "items": ["$ref": "#/components/schemas/Violation"],
          ],
        ],
      ],
      "Violation": [
        "type": "object", "required": ["field", "pointer", "reason", "detail"],
        "properties": [
          "field": text("Proto names separated by dots."),
          "pointer": text("JSON Pointer (RFC 6901) into the body."),
          "reason": text("A stable name in upper snake case."),
          "detail": text("For the reader, in their language."),
        ],
      ],
    ]
  }
}
