internal import Foundation

extension SettingError {
  /// The command line was wrong.
  static func usage(_ name: String, migrates: Bool) -> SettingError {
    SettingError(words: "usage: \(name)\(migrates ? " [migrate]" : ""), settings by environment")
  }

  private init(words: String) { description = words }
}

/// The last thing a process does.
enum ProcessEnd {
  /// Says one line on standard error, if there is one, and ends the process.
  static func leave(_ status: Int32, saying line: String? = nil) -> Never {
    if let line { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
    exit(status)
  }
}
