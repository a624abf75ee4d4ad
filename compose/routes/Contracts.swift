import Foundation
import SwiftProtobufPluginLibrary

/// Which generated module holds the Swift of a contract.
enum Contracts {
  /// The modules of the files, sorted: `clikc.identity.v1` lies in IdentityContract.
  static func modules(of files: [FileDescriptor]) -> [String] {
    Set(files.map { "\(Self.area(of: $0).capitalized)Contract" }).sorted()
  }

  /// The middle of the package: `identity` of `clikc.identity.v1`.
  static func area(of file: FileDescriptor) -> String {
    String(file.package.split(separator: ".")[1])
  }
}

/// What every generated Swift file begins with.
func generatedHeader(_ purpose: String, imports: [String]) -> String {
  let comment = purpose.split(separator: "\n", omittingEmptySubsequences: false)
    .map { $0.isEmpty ? "//" : "// \($0)" }
  let head = [
    "// swift-format-ignore-file", "// Generated from proto/ by compose/routes: ./clikc proto",
    "//",
  ]
  let tail = imports.isEmpty ? [] : [""] + imports.sorted().map { "internal import \($0)" }
  return (head + comment + tail + [""]).joined(separator: "\n")
}

/// A Swift string literal.
func literal(_ text: String) -> String {
  let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    .replacing("\n", with: "\\n")
  return "\"\(escaped)\""
}
