internal import Foundation
internal import Yams

/// A value of a YAML file that knows where it stands, so that every complaint can say so.
struct YAMLValue {
  let file: String
  /// Keys and indexes from 0, separated by dots; empty for the whole file.
  let path: String
  let node: Node

  /// Reads the file; throws ``FileFault``.
  static func read(_ url: URL, shownAs file: String) throws -> YAMLValue {
    let text: String
    do { text = try String(contentsOf: url, encoding: .utf8) } catch {
      throw FileFault(file, "", "cannot be read as UTF-8 text")
    }
    return try Self.parse(text, shownAs: file)
  }

  static func parse(_ text: String, shownAs file: String) throws -> YAMLValue {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw FileFault(file, "", "is empty")
      }
      return YAMLValue(file: file, path: "", node: node)
    } catch let error as YamlError {
      let line = "\(error)".split(separator: "\n").joined(separator: " ")
      throw FileFault(file, "", "is no YAML: \(line)")
    }
  }

  func fault(_ text: String) -> FileFault {
    FileFault(self.file, line: self.node.mark?.line, self.path, text)
  }

  /// Whatever is written, as text; also `true` or `12`, which an author need not quote.
  func text() throws -> String {
    guard let scalar = self.node.scalar, self.node.null == nil else {
      throw fault("must be a text")
    }
    return scalar.string
  }

  func number() throws -> Double {
    guard let value = self.node.float else { throw self.fault("must be a number") }
    return value
  }

  func integer() throws -> Int32 {
    guard let value = self.node.int, let exact = Int32(exactly: value) else {
      throw self.fault("must be a whole number")
    }
    return exact
  }

  func flag() throws -> Bool {
    guard let value = self.node.bool else { throw self.fault("must be true or false") }
    return value
  }

  func list() throws -> [YAMLValue] {
    guard let sequence = self.node.sequence else { throw self.fault("must be a list") }
    return sequence.enumerated().map { self.child(String($0.offset), $0.element) }
  }

  /// Reads a mapping and refuses the keys that `body` did not ask for.
  func mapping<Result>(_ body: (inout YAMLMapping) throws -> Result) throws -> Result {
    guard let mapping = self.node.mapping else { throw self.fault("must hold keys and values") }
    var reader = YAMLMapping(value: self, mapping: mapping)
    let result = try body(&reader)
    try reader.refuseTheRest()
    return result
  }

  func child(_ name: String, _ node: Node) -> YAMLValue {
    let path = self.path.isEmpty ? name : "\(self.path).\(name)"
    return YAMLValue(file: self.file, path: path, node: node)
  }
}

/// The keys of one mapping while they are read.
struct YAMLMapping {
  let value: YAMLValue
  let mapping: Node.Mapping
  private var asked: Set<String> = []

  init(value: YAMLValue, mapping: Node.Mapping) {
    self.value = value
    self.mapping = mapping
  }

  /// The value of a key; nil when it is missing or left empty.
  mutating func optional(_ key: String) -> YAMLValue? {
    self.asked.insert(key)
    guard let node = self.mapping[key], node.null == nil else { return nil }
    return self.value.child(key, node)
  }

  /// The value of a key that must be there.
  mutating func required(_ key: String) throws -> YAMLValue {
    guard let found = self.optional(key) else { throw self.value.fault("needs \(key)") }
    return found
  }

  mutating func text(_ key: String) throws -> String { try self.required(key).text() }

  /// A text that may be missing.
  mutating func text(_ key: String, or fallback: String) throws -> String {
    try self.optional(key)?.text() ?? fallback
  }

  /// Items of a list that may be missing.
  mutating func list(_ key: String) throws -> [YAMLValue] {
    try self.optional(key)?.list() ?? []
  }

  fileprivate func refuseTheRest() throws {
    for (node, _) in self.mapping {
      let key = node.string ?? "?"
      guard self.asked.contains(key) else {
        throw self.value.child(key, node).fault("is not a key of this format")
      }
    }
  }
}
