import Foundation

/// The objects of a PDF file as qpdf reads them.
struct PDFObjects {
  private let objects: [String: Any]

  init(_ file: URL) throws {
    let json = try Repository.run(
      "qpdf",
      [
        "--json=2", "--json-key=qpdf", "--json-stream-data=inline",
        "--decode-level=generalized", file.path(),
      ])
    let document = try JSONSerialization.jsonObject(with: json) as? [String: Any]
    self.objects = (document?["qpdf"] as? [[String: Any]])?.last ?? [:]
  }

  var trailer: [String: Any] { self.value("trailer") }
  var catalog: [String: Any] { self.dictionary(self.trailer["/Root"]) }
  var information: [String: Any] { self.dictionary(self.trailer["/Info"]) }

  /// All dictionaries of the file that stand by themselves, those of streams too.
  var dictionaries: [[String: Any]] {
    self.objects.keys.filter { $0 != "trailer" }.map(self.value)
  }

  /// What a reference leads to, or the dictionary itself.
  func dictionary(_ value: Any?) -> [String: Any] {
    if let reference = value as? String { return self.value("obj:\(reference)") }
    return value as? [String: Any] ?? [:]
  }

  /// The items of an array, references followed.
  func dictionaries(_ value: Any?) -> [[String: Any]] {
    (value as? [Any] ?? []).map(self.dictionary)
  }

  /// The bytes of a stream.
  func stream(_ value: Any?) -> Data {
    guard let reference = value as? String,
      let object = self.objects["obj:\(reference)"] as? [String: Any],
      let stream = object["stream"] as? [String: Any], let data = stream["data"] as? String
    else { return Data() }
    return Data(base64Encoded: data) ?? Data()
  }

  /// A text string, without qpdf's mark of it.
  func text(_ value: Any?) -> String {
    (value as? String).map { String($0.dropFirst(2)) } ?? ""
  }

  private func value(_ name: String) -> [String: Any] {
    guard let object = self.objects[name] as? [String: Any] else { return [:] }
    if let stream = object["stream"] as? [String: Any] {
      return stream["dict"] as? [String: Any] ?? [:]
    }
    return object["value"] as? [String: Any] ?? [:]
  }
}
