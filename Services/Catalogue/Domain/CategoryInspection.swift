/// Checks a category before it is put.
package enum CategoryInspection {
  /// The faults of what an administrator wrote; parent and circle are the store's to see.
  package static func faults(
    code: String, parentCode: String, titles: [String: String], language: String, position: Int
  ) -> [DocumentFault] {
    var inspection = Inspection()
    inspection.slug("code", code)
    if !parentCode.isEmpty { inspection.slug("parent_code", parentCode) }
    for wanted in Language.allCases {
      inspection.text(
        "titles.\(wanted.rawValue)", titles[wanted.rawValue] ?? "", upTo: 200, required: true)
    }
    for key in titles.keys.sorted() where Language(rawValue: key) == nil {
      inspection.fault("titles", .unknownLanguage)
    }
    if !language.isEmpty, Language(rawValue: language) == nil {
      inspection.fault("language", .unknownLanguage)
    }
    inspection.range("position", position, 0...10000)
    return inspection.faults
  }
}
