/// The namespaces of ECMA-376, each in its transitional and its strict form.
enum Vocabulary {
  static let spreadsheet = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
  ]
  /// Of attributes that name a relationship; the types of relationships begin with one of these and a slash.
  static let relationships = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
  ]
  /// Of the parts that list relationships, the same in both forms.
  static let package = ["http://schemas.openxmlformats.org/package/2006/relationships"]
}
