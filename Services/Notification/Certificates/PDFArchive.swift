import CQPDF

/// Makes drawn pages fit to be kept: PDF/A-2b (ISO 19005-2), with what cairo's tags leave out.
///
/// qpdf: "A qpdf_data must be used by one thread at a time": an archive is made, used and finished
/// on one thread, and is not `Sendable`.
final class PDFArchive {
  private let source: UnsafeMutableBufferPointer<CChar>
  let qpdf: qpdf_data

  /// Finishes a PDF; the same bytes and words always make the same bytes.
  static func finish(
    _ drawn: [UInt8], _ description: PDFDescription
  ) throws(PDFFault) -> [UInt8] {
    let archive = try PDFArchive(drawn)
    archive.describe(description)
    try archive.addOutputIntent()
    archive.describeStructure(description)
    for page in 0..<qpdf_get_num_pages(archive.qpdf) {
      try archive.complete(page: qpdf_get_page_n(archive.qpdf, Int(page)), description)
    }
    return try archive.write()
  }

  private init(_ drawn: [UInt8]) throws(PDFFault) {
    guard let qpdf = qpdf_init() else { throw PDFFault("qpdf gave no document") }
    self.qpdf = qpdf
    // qpdf reads from this memory as long as it lives.
    self.source = .allocate(capacity: drawn.count)
    _ = self.source.initialize(from: drawn.lazy.map { CChar(bitPattern: $0) })
    qpdf_silence_errors(qpdf)
    qpdf_set_suppress_warnings(qpdf, QPDF_BOOL(1))
    _ = qpdf_read_memory(
      qpdf, "document", self.source.baseAddress, UInt64(drawn.count), nil)
    try self.check()
  }

  deinit {
    var qpdf: qpdf_data? = self.qpdf
    qpdf_cleanup(&qpdf)
    self.source.deallocate()
  }

  private func write() throws(PDFFault) -> [UInt8] {
    _ = qpdf_init_write_memory(self.qpdf)
    qpdf_set_deterministic_ID(self.qpdf, QPDF_BOOL(1))
    qpdf_set_minimum_pdf_version(self.qpdf, "1.7")
    qpdf_set_object_stream_mode(self.qpdf, qpdf_o_generate)
    // ISO 19005-2, 6.1.7.1: the keyword endstream stands on a line of its own.
    qpdf_set_newline_before_endstream(self.qpdf, QPDF_BOOL(1))
    _ = qpdf_write(self.qpdf)
    try self.check()
    guard let bytes = qpdf_get_buffer(self.qpdf) else { throw PDFFault("qpdf wrote nothing") }
    return Array(
      UnsafeBufferPointer(start: bytes, count: qpdf_get_buffer_length(self.qpdf)))
  }

  /// Throws what went wrong since the last time; a warning is wrong too, for cairo's file is sound.
  private func check() throws(PDFFault) {
    guard qpdf_has_error(self.qpdf) != 0 || qpdf_more_warnings(self.qpdf) != 0 else { return }
    let error =
      qpdf_has_error(self.qpdf) != 0
      ? qpdf_get_error(self.qpdf) : qpdf_next_warning(self.qpdf)
    guard let error, let text = qpdf_get_error_full_text(self.qpdf, error) else {
      throw PDFFault("qpdf failed")
    }
    throw PDFFault(String(cString: text))
  }
}
