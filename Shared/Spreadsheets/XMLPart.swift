internal import CExpat
internal import Foundation

/// Hears what stands in a part, in order. Names of other vocabularies than the part's are empty.
protocol XMLListener: AnyObject {
  /// An element begins; `parent` is empty of the outermost.
  func begin(
    _ name: String, _ attributes: XMLAttributes, in parent: String
  ) throws(WorkbookFault)
  /// An element ends.
  func end(_ name: String, in parent: String) throws(WorkbookFault)
  /// Text, in UTF-8, perhaps in several pieces.
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// One part read by expat as it is unpacked. "A parser may be used by one thread at a time", so this class is not
/// Sendable and lives within one reading.
///
/// A part with a document type declaration is refused at its first letter, as ECMA-376 part 2 asks: there are no
/// entities but XML's own five, neither expanding nor external.
final class XMLPart {
  /// Stands between namespace and name where expat joins them; it cannot stand in either.
  private static let separator = CChar(10)

  private let parser: OpaquePointer
  private let listener: any XMLListener
  private let vocabularies: [[CChar]]
  private let budget: ReadingBudget
  private var path: [String] = []
  private var fault: WorkbookFault?
  /// Bytes given since expat last told of something: a tag that does not end is kept by expat until it does.
  private var pending = 0

  init(
    _ vocabularies: [String], _ listener: any XMLListener, _ budget: ReadingBudget
  ) throws(WorkbookFault) {
    guard let parser = XML_ParserCreateNS(nil, Self.separator) else { throw .tooLarge }
    self.parser = parser
    self.listener = listener
    self.budget = budget
    self.vocabularies = vocabularies.map { Array($0.utf8CString.dropLast()) }
    listen()
  }

  deinit { XML_ParserFree(parser) }

  /// Reads a part of the archive to its end.
  static func read(
    _ name: String, of archive: ZipArchive, as vocabularies: [String], _ listener: any XMLListener,
    _ budget: ReadingBudget
  ) throws(WorkbookFault) {
    let part = try XMLPart(vocabularies, listener, budget)
    try archive.read(name) { bytes throws(WorkbookFault) in try part.feed(bytes) }
    try part.parse(UnsafeRawBufferPointer(start: nil, count: 0), isFinal: true)
  }

  private func feed(_ bytes: UnsafeRawBufferPointer) throws(WorkbookFault) {
    pending += bytes.count
    try parse(bytes, isFinal: false)
    guard pending <= budget.limits.tagBytes else { throw .tooLarge }
  }

  private func parse(_ bytes: UnsafeRawBufferPointer, isFinal: Bool) throws(WorkbookFault) {
    let status = XML_Parse(
      parser, bytes.assumingMemoryBound(to: CChar.self).baseAddress, Int32(bytes.count),
      isFinal ? 1 : 0)
    if let fault { throw fault }
    guard status == XML_STATUS_OK else { throw .damaged }
  }
}

// MARK: - What expat tells

extension XMLPart {
  private func listen() {
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { context, name, attributes in
        XMLPart.tell(context) { part throws(WorkbookFault) in
          try part.begin(name, XMLAttributes(attributes))
        }
      },
      { context, _ in
        XMLPart.tell(context) { part throws(WorkbookFault) in try part.end() }
      })
    XML_SetCharacterDataHandler(parser) { context, start, count in
      XMLPart.tell(context) { part in
        start?.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { start in
          part.listener.text(UnsafeBufferPointer(start: start, count: Int(count)))
        }
      }
    }
    XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
      XMLPart.tell(context) { _ throws(WorkbookFault) in throw .damaged }
    }
    // Comments and instructions say nothing, but they are no tag without an end.
    XML_SetDefaultHandler(parser) { context, _, _ in XMLPart.tell(context) { _ in } }
  }

  /// Errors cannot pass through expat: the first one stops it and is thrown afterwards.
  private static func tell(
    _ context: UnsafeMutableRawPointer?, _ body: (XMLPart) throws(WorkbookFault) -> Void
  ) {
    guard let context else { return }
    let part = Unmanaged<XMLPart>.fromOpaque(context).takeUnretainedValue()
    guard part.fault == nil else { return }
    part.pending = 0
    do throws(WorkbookFault) { try body(part) } catch {
      part.fault = error
      XML_StopParser(part.parser, 0)
    }
  }

  private func begin(
    _ name: UnsafePointer<CChar>?, _ attributes: XMLAttributes
  ) throws(WorkbookFault) {
    try budget.takeElement()
    guard path.count < budget.limits.depth else { throw .tooLarge }
    let local = local(name)
    try listener.begin(local, attributes, in: path.last ?? "")
    path.append(local)
  }

  private func end() throws(WorkbookFault) {
    guard let name = path.popLast() else { return }
    try listener.end(name, in: path.last ?? "")
  }

  /// The name without its namespace; empty when that is not one of the part's vocabularies.
  private func local(_ name: UnsafePointer<CChar>?) -> String {
    guard let name else { return "" }
    for vocabulary in vocabularies
    where strncmp(name, vocabulary, vocabulary.count) == 0
      && name[vocabulary.count] == Self.separator
    {
      return String(cString: name + vocabulary.count + 1)
    }
    return ""
  }
}

/// The attributes of an element, for as long as its beginning is being told.
struct XMLAttributes {
  private let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  fileprivate init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?) { self.pairs = pairs }

  /// The value of an attribute without a namespace.
  subscript(_ name: String) -> String? {
    guard var pair = pairs else { return nil }
    while let found = pair[0], let value = pair[1] {
      if strcmp(found, name) == 0 { return String(cString: value) }
      pair += 2
    }
    return nil
  }

  /// The value of an attribute in any of the namespaces.
  subscript(_ name: String, in namespaces: [String]) -> String? {
    for namespace in namespaces {
      if let value = self["\(namespace)\n\(name)"] { return value }
    }
    return nil
  }
}
