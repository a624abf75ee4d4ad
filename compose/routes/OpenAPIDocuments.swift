/// The documents that the gateway has drawn.
enum OpenAPIDocuments {
  static var getGrades: [String: Any] {
    Self.document(
      "getMyGradesPDF", "Answers the caller's grades in all courses as a table.", [])
  }

  static var getGradeReport: [String: Any] {
    let course: [String: Any] = [
      "name": "course_id", "in": "path", "required": true,
      "schema": ["type": "string", "format": "uuid"],
    ]
    return Self.document(
      "getGradeReportPDF", "Answers the caller's grades in one course as a table.", [course])
  }

  static var getPolicyStatement: [String: Any] {
    let version: [String: Any] = [
      "name": "version", "in": "path", "required": true,
      "description": "The version's number, as in the caller's answers.",
      "schema": ["type": "integer", "format": "int32", "minimum": 1],
    ]
    return Self.document(
      "getMyPolicyStatementPDF",
      "Answers a statement of what the caller answered to one version of a document.", [version])
  }

  private static func document(
    _ name: String, _ summary: String, _ parameters: [[String: Any]]
  ) -> [String: Any] {
    let language: [String: Any] = [
      "name": "language", "in": "query", "required": false,
      "description": "Of the document; the caller's own when it is not given.",
      "schema": ["type": "string", "enum": ["en", "fr", "ar", "es", "pt"]],
    ]
    return [
      "operationId": name, "tags": ["Files"], "security": OpenAPIFixedPaths.session,
      "summary": summary, "parameters": parameters + [language],
      "responses": OpenAPIFixedPaths.refused(
        "400", "401", "403", "404", "414", "500", "503", "504"
      ).merging([
        "200": [
          "description": "PDF/A-2b, tagged.",
          "content": ["application/pdf": ["schema": ["type": "string", "format": "binary"]]],
        ]
      ]) { $1 },
    ]
  }
}
