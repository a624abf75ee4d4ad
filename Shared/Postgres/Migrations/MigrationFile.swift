internal import Foundation

/// One file `V0001_what_it_does.sql`.
struct MigrationFile: Sendable, Equatable {
  let version: Int
  let name: String
  let text: String

  /// Reads a directory's migrations in order. Other files are refused rather than overlooked.
  static func read(_ directory: URL, component: String) throws(PostgresError) -> [MigrationFile] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    } catch {
      throw PostgresError(
        .configuration, "\(component): the directory \(directory.path) cannot be read: \(error)")
    }
    var files: [MigrationFile] = []
    for name in names where name.hasSuffix(".sql") || name.hasPrefix("V") {
      files.append(try read(directory.appendingPathComponent(name), component: component))
    }
    try checkNumbers(files, component: component)
    return files
  }

  /// Versions run from 1 without a gap, so that a lost file is noticed.
  static func checkNumbers(_ files: [MigrationFile], component: String) throws(PostgresError) {
    for (index, file) in files.enumerated() where file.version != index + 1 {
      throw PostgresError(
        .configuration,
        "\(component): V\(file.label) stands where version \(index + 1) belongs")
    }
  }

  static func parse(_ fileName: String) -> (version: Int, name: String)? {
    guard let match = fileName.wholeMatch(of: /V(\d{4})_([a-z0-9_]+)\.sql/) else { return nil }
    return Int(match.1).map { ($0, String(match.2)) }
  }

  /// The number and name, such as `0001_outbox`.
  var label: String {
    let digits = String(version)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_" + name
  }

  private static func read(_ file: URL, component: String) throws(PostgresError) -> MigrationFile {
    guard let parts = parse(file.lastPathComponent) else {
      throw PostgresError(
        .configuration, "\(component): \(file.lastPathComponent) is not named V0001_name.sql")
    }
    do {
      let text = try String(contentsOf: file, encoding: .utf8)
      return MigrationFile(version: parts.version, name: parts.name, text: text)
    } catch {
      throw PostgresError(.configuration, "\(component): \(file.path) cannot be read: \(error)")
    }
  }
}
