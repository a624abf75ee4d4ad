import CQPDF

extension PDFArchive {
  /// Document information, the XMP packet that says the same, the language, and the title for the window.
  func describe(_ description: PDFDescription) {
    let producer =
      qpdf_get_info_key(self.qpdf, "/Producer").map { String(cString: $0) } ?? "cairo"
    let information = qpdf_oh_new_dictionary(self.qpdf)
    for (key, text) in [
      ("/Title", description.title), ("/Author", description.author),
      ("/Subject", description.subject), ("/Producer", producer),
      ("/CreationDate", description.date), ("/ModDate", description.date),
    ] { self.set(key, of: information, to: self.text(text)) }
    self.set(
      "/Info", of: qpdf_get_trailer(self.qpdf),
      to: qpdf_make_indirect_object(self.qpdf, information))
    let packet = self.stream(Array(description.packet(producer: producer).utf8))
    let dictionary = qpdf_oh_get_dict(self.qpdf, packet)
    self.set("/Type", of: dictionary, to: self.object("/Metadata"))
    self.set("/Subtype", of: dictionary, to: self.object("/XML"))
    self.set("/Metadata", of: self.catalog, to: packet)
    self.set("/Lang", of: self.catalog, to: self.text(description.language))
    self.set("/ViewerPreferences", of: self.catalog, to: self.object("<< /DisplayDocTitle true >>"))
  }

  /// Says which RGB the colours are of: sRGB (ISO 19005-2, 6.2.3).
  func addOutputIntent() throws(PDFFault) {
    let profile = self.stream(try SRGBProfile.bytes())
    self.set("/N", of: qpdf_oh_get_dict(self.qpdf, profile), to: self.object("3"))
    let intent = self.object(
      """
      << /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) \
      /RegistryName (http://www.color.org) /Info (sRGB IEC61966-2.1) >>
      """)
    self.set("/DestOutputProfile", of: intent, to: profile)
    let intents = qpdf_oh_new_array(self.qpdf)
    qpdf_oh_append_item(self.qpdf, intents, qpdf_make_indirect_object(self.qpdf, intent))
    self.set("/OutputIntents", of: self.catalog, to: intents)
  }

  var catalog: qpdf_oh { qpdf_get_root(self.qpdf) }

  func set(_ key: String, of dictionary: qpdf_oh, to value: qpdf_oh) {
    qpdf_oh_replace_key(self.qpdf, dictionary, key, value)
  }

  /// An object as PDF spells it.
  func object(_ spelling: String) -> qpdf_oh { qpdf_oh_parse(self.qpdf, spelling) }

  func text(_ text: String) -> qpdf_oh { qpdf_oh_new_unicode_string(self.qpdf, text) }

  func fill(_ stream: qpdf_oh, _ bytes: [UInt8]) {
    let none = qpdf_oh_new_null(self.qpdf)
    qpdf_oh_replace_stream_data(self.qpdf, stream, bytes, bytes.count, none, none)
  }

  private func stream(_ bytes: [UInt8]) -> qpdf_oh {
    let stream = qpdf_oh_new_stream(self.qpdf)
    self.fill(stream, bytes)
    return stream
  }
}
