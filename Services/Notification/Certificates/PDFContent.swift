/// The drawing instructions of a page as cairo writes them, an operator's end at the end of a line.
struct PDFContent {
  let bytes: [UInt8]

  /// The same with all that belongs to no tag marked as an artifact (ISO 32000-1, 14.8.2.2), which
  /// screen readers pass over: the frame, the rules, the ground.
  var withArtifacts: [UInt8] {
    var marked: [UInt8] = []
    var untagged: [ArraySlice<UInt8>] = []
    func flush() {
      guard untagged.contains(where: { !$0.isEmpty }) else { return }
      marked += Array("/Artifact BMC\n".utf8)
      for line in untagged { marked += line + [0x0A] }
      marked += Array("EMC\n".utf8)
      untagged = []
    }
    var depth = 0
    for line in self.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      // Within a tag there are spans that spell ligatures, in lines that cairo may have broken.
      if line.suffix(Self.begin.count).elementsEqual(Self.begin) {
        if depth == 0 { flush() }
        depth += 1
      }
      if depth > 0 { marked += line + [0x0A] } else { untagged.append(line) }
      if line.elementsEqual(Self.end) { depth -= 1 }
    }
    flush()
    return marked
  }

  private static let begin = Array("BDC".utf8)
  private static let end = Array("EMC".utf8)
}
