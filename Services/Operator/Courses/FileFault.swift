internal import Foundation

/// What is wrong with a file an operator wrote: one line with the file, the line and the key.
struct FileFault: Error, Equatable, CustomStringConvertible {
  let description: String

  /// `path` names the value by keys and indexes from 0, as in `chapters.0.slides.2.body`.
  init(_ file: String, line: Int? = nil, _ path: String, _ fault: String) {
    let place = line.map { "\(file):\($0)" } ?? file
    self.description = path.isEmpty ? "\(place): \(fault)" : "\(place): \(path) \(fault)"
  }
}
