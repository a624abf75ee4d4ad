internal import Foundation
public import Logging

/// Writes each log line as one JSON object to standard error: `time`, `level`, `service`, `message`,
/// then the metadata. Line breaks inside values are escaped, so that nobody can forge a line.
public struct JSONLogHandler: LogHandler {
  public var metadata: Logger.Metadata = [:]
  public var logLevel: Logger.Level
  public var metadataProvider: Logger.MetadataProvider?
  private let service: String

  /// A handler for one service.
  public init(service: String, level: Logger.Level) {
    self.service = service
    self.logLevel = level
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    var fields: [(String, String)] = [
      ("time", Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))),
      ("level", event.level.rawValue), ("service", service), ("message", "\(event.message)"),
    ]
    let provided = metadataProvider?.get() ?? [:]
    let all = metadata.merging(provided) { $1 }.merging(event.metadata ?? [:]) { $1 }
    for (key, value) in all.sorted(by: { $0.key < $1.key }) { fields.append((key, "\(value)")) }
    if let error = event.error { fields.append(("error", "\(error)")) }
    let line = fields.map { "\(Self.quoted($0)):\(Self.quoted($1))" }.joined(separator: ",")
    FileHandle.standardError.write(Data("{\(line)}\n".utf8))
  }

  /// A JSON string (RFC 8259 §7).
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || (0x2028...0x2029).contains(scalar.value):
        quoted += String(format: "\\u%04x", scalar.value)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
