public import Foundation

/// Why a setting cannot be used; `description` is the one line an operator reads.
public struct SettingError: Error, Equatable, CustomStringConvertible, Sendable {
  public let description: String

  /// A fault of the setting `CLIKC_<key>`.
  public init(_ key: String, _ fault: String) {
    description = "\(Settings.prefix)\(key) \(fault)"
  }
}

/// The settings of a process: environment variables named `CLIKC_<KEY>`. A secret may also stand in a
/// file named by `CLIKC_<KEY>_FILE`. Every reader throws ``SettingError`` for a value that is missing
/// or wrong; nothing is guessed.
public struct Settings: Sendable {
  /// What every variable's name begins with.
  public static let prefix = "CLIKC_"

  private let environment: [String: String]

  /// Reads from `environment`.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
  }

  /// A text that is not empty. Without a default the setting is required.
  public func text(_ key: String, default fallback: String? = nil) throws(SettingError) -> String {
    if let value = environment[Self.prefix + key], !value.isEmpty { return value }
    guard let fallback else { throw SettingError(key, "is not set") }
    return fallback
  }

  /// A whole number within `range`.
  public func integer(
    _ key: String, in range: ClosedRange<Int>, default fallback: Int? = nil
  ) throws(SettingError) -> Int {
    let text = try self.text(key, default: fallback.map(String.init))
    guard let value = Int(text), range.contains(value) else {
      throw SettingError(
        key, "must be a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'"
      )
    }
    return value
  }

  /// `true` or `false`.
  public func flag(_ key: String, default fallback: Bool) throws(SettingError) -> Bool {
    switch try text(key, default: fallback ? "true" : "false") {
    case "true": return true
    case "false": return false
    case let other: throw SettingError(key, "must be true or false, not '\(other)'")
    }
  }

  /// An absolute URL with one of the schemes.
  public func url(
    _ key: String, schemes: Set<String>, default fallback: String? = nil
  ) throws(SettingError) -> URL {
    let text = try self.text(key, default: fallback)
    guard let url = URL(string: text), let scheme = url.scheme, schemes.contains(scheme),
      url.host() != nil
    else {
      let wanted = schemes.sorted().map { "\($0)://" }.joined(separator: " or ")
      throw SettingError(key, "must be an address beginning with \(wanted)")
    }
    return url
  }

  /// A text that never appears in a message or log: from the variable, or from the file its `_FILE`
  /// sibling names, which others must not be able to read. White space around it is dropped.
  public func secret(_ key: String, minimumBytes: Int = 16) throws(SettingError) -> String {
    let value = try secretText(key).trimmingCharacters(in: .whitespacesAndNewlines)
    guard value.utf8.count >= minimumBytes else {
      throw SettingError(key, "is too short for a secret: \(minimumBytes) bytes or more are needed")
    }
    return value
  }

  private func secretText(_ key: String) throws(SettingError) -> String {
    guard let path = environment["\(Self.prefix)\(key)_FILE"], !path.isEmpty else {
      return try text(key)
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let mode = attributes?[.posixPermissions] as? Int,
      let text = try? String(contentsOfFile: path, encoding: .utf8)
    else { throw SettingError("\(key)_FILE", "names '\(path)', which cannot be read") }
    guard mode & 0o007 == 0 else {
      throw SettingError("\(key)_FILE", "names '\(path)', which everybody can read: chmod o-rwx")
    }
    return text
  }
}
