/// The strings that cells share: runs of rich text are joined, readings of East Asian words (phonetic runs) left out.
final class SharedStrings: XMLListener {
  private(set) var strings: [String] = []
  private let limits: WorkbookLimits
  private var string: [UInt8] = []
  private var collects = false

  init(_ limits: WorkbookLimits) { self.limits = limits }

  func begin(
    _ name: String, _ attributes: XMLAttributes, in parent: String
  ) throws(WorkbookFault) {
    switch (parent, name) {
    case ("sst", "si"):
      guard strings.count < limits.sharedStrings else { throw .tooLarge }
      string.removeAll(keepingCapacity: true)
    case ("si", "t"), ("r", "t"): collects = true
    default: break
    }
  }

  func end(_ name: String, in parent: String) {
    if name == "t" { collects = false }
    guard parent == "sst", name == "si" else { return }
    strings.append(EscapedText.decoded(String(decoding: string, as: UTF8.self)))
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if collects { string.append(contentsOf: bytes) }
  }
}
