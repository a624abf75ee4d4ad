/// Where the parts are that a part speaks of.
final class Relationships: XMLListener {
  private struct Target {
    let type: String
    let name: String
  }

  private static let most = 2_000

  private let base: String
  private var targets: [String: Target] = [:]

  /// Those of `part`, or of the whole package when it is empty; none where nothing lists them.
  init(
    of part: String, in archive: ZipArchive, _ budget: ReadingBudget
  ) throws(WorkbookFault) {
    base = part
    let (folder, file) = PartName.split(part)
    let list = "\(folder)_rels/\(file).rels"
    guard archive.has(list) else { return }
    try XMLPart.read(list, of: archive, as: Vocabulary.package, self, budget)
  }

  /// The part an id names, if it is of this type and in the package.
  func target(_ id: String, type: String) -> String? {
    guard let target = targets[id], isNamed(target.type, type) else { return nil }
    return target.name
  }

  /// The part that is the only one, or the first by id, of a type.
  func target(type: String) -> String? {
    targets.filter { isNamed($0.value.type, type) }.min { $0.key < $1.key }?.value.name
  }

  private func isNamed(_ type: String, _ name: String) -> Bool {
    Vocabulary.relationships.contains { type == "\($0)/\(name)" }
  }

  func begin(
    _ name: String, _ attributes: XMLAttributes, in parent: String
  ) throws(WorkbookFault) {
    guard name == "Relationship", attributes["TargetMode"] != "External",
      let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"],
      let part = PartName.resolve(target, from: base)
    else { return }
    guard targets.count < Self.most else { throw .tooLarge }
    targets[id] = Target(type: type, name: part)
  }

  func end(_ name: String, in parent: String) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Names of parts, as entries of the archive have them: without the slash in front.
enum PartName {
  /// The folder with its slash, and the file.
  static func split(_ part: String) -> (folder: String, file: String) {
    guard let slash = part.lastIndex(of: "/") else { return ("", part) }
    return (String(part[...slash]), String(part[part.index(after: slash)...]))
  }

  /// The part a target names, seen from another; nil of one outside the package.
  static func resolve(_ target: String, from base: String) -> String? {
    let whole = target.hasPrefix("/") ? target : split(base).folder + target
    var segments: [Substring] = []
    for segment in whole.split(separator: "/") {
      switch segment {
      case ".": continue
      case "..": guard segments.popLast() != nil else { return nil }
      default: segments.append(segment)
      }
    }
    return segments.isEmpty ? nil : segments.joined(separator: "/")
  }
}
