import Foundation

/// Why no row of a file can be read; the raw value is the stable reason.
package enum ImportFileFault: String, Sendable {
  case notText = "NOT_TEXT"
  case noRows = "NO_ROWS"
  case tooManyRows = "TOO_MANY_ROWS"
  case brokenQuotes = "BROKEN_QUOTES"
  case missingColumn = "MISSING_COLUMN"
  case unknownColumn = "UNKNOWN_COLUMN"
  case repeatedColumn = "REPEATED_COLUMN"
}

/// A file cannot be read, and the column at fault if one is.
package struct UnreadableImport: Error, Equatable, Sendable {
  package let fault: ImportFileFault
  package let column: String

  package init(_ fault: ImportFileFault, column: String = "") {
    self.fault = fault
    self.column = column
  }
}

/// The text of a file: UTF-8 with or without a byte order mark, or UTF-16 with one, as spreadsheets write it.
package enum ImportText {
  package static func decode(_ bytes: [UInt8]) throws(UnreadableImport) -> String {
    let text: String? =
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        String(validating: bytes.dropFirst(3), as: UTF8.self)
      } else if bytes.starts(with: [0xFF, 0xFE]) {
        utf16(bytes.dropFirst(2)) { UInt16($0) | UInt16($1) << 8 }
      } else if bytes.starts(with: [0xFE, 0xFF]) {
        utf16(bytes.dropFirst(2)) { UInt16($0) << 8 | UInt16($1) }
      } else {
        String(validating: bytes, as: UTF8.self)
      }
    guard let text, !text.unicodeScalars.contains("\0") else { throw UnreadableImport(.notText) }
    return text
  }

  private static func utf16(
    _ bytes: ArraySlice<UInt8>, _ unit: (UInt8, UInt8) -> UInt16
  ) -> String? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map {
      unit(bytes[$0], bytes[$0 + 1])
    }
    return String(validating: units, as: UTF16.self)
  }
}

/// A text of rows and cells as in RFC 4180, with commas, semicolons or tabs between the cells.
package struct DelimitedText: Equatable, Sendable {
  package let delimiter: Character
  /// Rows that are not blank.
  package let rows: [[String]]

  /// The delimiter is the one that stands most often in the first line, outside quotes.
  package init(_ text: String) throws(UnreadableImport) {
    delimiter = Self.delimiter(of: text)
    rows = try Self.rows(text, delimiter)
  }

  private static func delimiter(of text: String) -> Character {
    var counts: [Character: Int] = [:]
    var quoted = false
    for character in text {
      if character == "\"" { quoted.toggle() }
      if character.isNewline, !quoted { break }
      if !quoted { counts[character, default: 0] += 1 }
    }
    let candidates: [Character] = [",", ";", "\t"]
    return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? ","
  }

  private static func rows(
    _ text: String, _ delimiter: Character
  ) throws(UnreadableImport) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var (isQuoted, wasQuoted) = (false, false)
    func finished() -> String { Self.unguarded(wasQuoted ? cell : cell.trimmingSpaces) }
    var characters = text.makeIterator()
    var next = characters.next()
    while let character = next {
      next = characters.next()
      if isQuoted {
        if character != "\"" {
          cell.append(character)
        } else if next == "\"" {
          cell.append("\"")
          next = characters.next()
        } else {
          isQuoted = false
        }
      } else if character == "\"", !wasQuoted, cell.allSatisfy(\.isWhitespace) {
        (cell, isQuoted, wasQuoted) = ("", true, true)
      } else if character == delimiter {
        row.append(finished())
        (cell, wasQuoted) = ("", false)
      } else if character.isNewline {
        row.append(finished())
        (cell, wasQuoted) = ("", false)
        if row.contains(where: { !$0.isEmpty }) { rows.append(row) }
        row = []
      } else if !wasQuoted {
        cell.append(character)
      } else if !character.isWhitespace {
        throw UnreadableImport(.brokenQuotes)
      }
    }
    guard !isQuoted else { throw UnreadableImport(.brokenQuotes) }
    row.append(finished())
    if row.contains(where: { !$0.isEmpty }) { rows.append(row) }
    return rows
  }

  /// Without the apostrophe by which our own files keep spreadsheets from reading a text as a formula.
  private static func unguarded(_ cell: String) -> String {
    guard cell.first == "'", let second = cell.dropFirst().first, "=+-@".contains(second) else {
      return cell
    }
    return String(cell.dropFirst())
  }
}

extension String {
  fileprivate var trimmingSpaces: String { trimmingCharacters(in: .whitespaces) }
}
