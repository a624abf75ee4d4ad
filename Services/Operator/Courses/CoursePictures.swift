internal import Cryptography
internal import Foundation

/// The pictures and sounds a course names, by digest. Files are content-addressed, so that the digest
/// is known before the file is stored.
final class CoursePictures {
  /// Where the course's files lie.
  private let folder: URL
  private(set) var files: [String: URL] = [:]

  init(folder: URL) { self.folder = folder }

  /// The digest of a file named beside the course; empty when none is named.
  func digest(_ value: YAMLValue?) throws -> String {
    guard let value else { return "" }
    let name = try value.text()
    let file = self.folder.appending(path: name)
    guard !name.contains("/"), !name.hasPrefix("."), let bytes = try? Data(contentsOf: file) else {
      throw value.fault("names '\(name)', which is no readable file beside it")
    }
    let digest = hexadecimal(sha256(Array(bytes)))
    self.files[digest] = file
    return digest
  }
}
