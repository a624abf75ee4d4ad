import CQPDF
import Foundation

extension PDFArchive {
  /// Says that the file is tagged, what its figure shows, and which parts are in another language than the whole.
  func describeStructure(_ description: PDFDescription) {
    self.set("/MarkInfo", of: self.catalog, to: self.object("<< /Marked true >>"))
    let tree = qpdf_oh_get_key(self.qpdf, self.catalog, "/StructTreeRoot")
    for document in self.children(of: tree, "/K") {
      let elements = self.children(of: document, "/K")
      for element in elements where self.isFigure(element) {
        self.set("/Alt", of: element, to: self.text(description.figure))
      }
      for (element, language) in zip(elements, description.languages)
      where language != description.language {
        self.set("/Lang", of: element, to: self.text(language))
      }
    }
  }

  /// Gives a page's links words and a place in print, and marks what is only decoration.
  func complete(page: qpdf_oh, _ description: PDFDescription) throws(PDFFault) {
    // The order of the tags is the order of the tabulator key.
    self.set("/Tabs", of: page, to: self.object("/S"))
    for annotation in self.children(of: page, "/Annots") {
      // ISO 19005-2, 6.3.2: an annotation is printed and never hidden.
      self.set("/F", of: annotation, to: self.object("4"))
      self.set("/Contents", of: annotation, to: self.text(description.address))
    }
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    _ = qpdf_oh_get_page_content_data(self.qpdf, page, &bytes, &count)
    guard let bytes else { throw PDFFault("the page has no content") }
    defer { free(bytes) }
    let content = PDFContent(bytes: Array(UnsafeBufferPointer(start: bytes, count: count)))
    self.fill(qpdf_oh_get_key(self.qpdf, page, "/Contents"), content.withArtifacts)
  }

  private func isFigure(_ element: qpdf_oh) -> Bool {
    guard qpdf_oh_is_dictionary(self.qpdf, element) != 0 else { return false }
    let kind = qpdf_oh_get_key(self.qpdf, element, "/S")
    guard qpdf_oh_is_name(self.qpdf, kind) != 0, let name = qpdf_oh_get_name(self.qpdf, kind)
    else { return false }
    return String(cString: name) == "/Figure"
  }

  private func children(of parent: qpdf_oh, _ key: String) -> [qpdf_oh] {
    let array = qpdf_oh_get_key(self.qpdf, parent, key)
    guard qpdf_oh_is_array(self.qpdf, array) != 0 else { return [] }
    return (0..<qpdf_oh_get_array_n_items(self.qpdf, array)).map {
      qpdf_oh_get_array_item(self.qpdf, array, $0)
    }
  }
}
