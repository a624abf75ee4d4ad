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
  /// A column has something in it and no name in the first row.
  case unnamedColumn = "UNNAMED_COLUMN"
  case tooManyColumns = "TOO_MANY_COLUMNS"
  case encryptedWorkbook = "ENCRYPTED_WORKBOOK"
  /// Of Excel 97 to 2003.
  case oldWorkbook = "OLD_WORKBOOK"
  case openDocument = "OPEN_DOCUMENT"
  /// An archive or a compound file of another kind.
  case notWorkbook = "NOT_A_WORKBOOK"
  case damagedWorkbook = "DAMAGED_WORKBOOK"
  case noWorksheet = "NO_WORKSHEET"
  /// It holds far more than people, unpacked.
  case workbookTooLarge = "WORKBOOK_TOO_LARGE"
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

/// How a file is written; the numbers are those of the contract.
package enum ImportEncoding: Int, Sendable {
  case utf8 = 1
  /// With a byte order mark, as the others below.
  case utf8Marked = 2
  case utf16Little = 3
  case utf16Big = 4
  /// No text but a workbook of Office Open XML.
  case workbook = 5

  /// The byte order mark in front.
  package var mark: [UInt8] {
    switch self {
    case .utf8, .workbook: []
    case .utf8Marked: [0xEF, 0xBB, 0xBF]
    case .utf16Little: [0xFF, 0xFE]
    case .utf16Big: [0xFE, 0xFF]
    }
  }

  /// What the mark of a text says; UTF-8 without one.
  package init(of bytes: [UInt8]) {
    let marked: [Self] = [.utf8Marked, .utf16Little, .utf16Big]
    self = marked.first { bytes.starts(with: $0.mark) } ?? .utf8
  }
}

/// The text of a file: UTF-8 with or without a byte order mark, or UTF-16 with one, as spreadsheets write it.
package enum ImportText {
  package static func decode(
    _ bytes: [UInt8], _ encoding: ImportEncoding
  ) throws(UnreadableImport) -> String {
    let written = bytes.dropFirst(encoding.mark.count)
    let text: String? =
      switch encoding {
      case .utf8, .utf8Marked: String(validating: written, as: UTF8.self)
      case .utf16Little: utf16(written) { UInt16($0) | UInt16($1) << 8 }
      case .utf16Big: utf16(written) { UInt16($0) << 8 | UInt16($1) }
      case .workbook: nil
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
  /// What ends the first row, and CR LF where nothing does.
  package let lineEnd: Character
  /// Rows that are not blank.
  package let rows: [[String]]

  /// The delimiter is the one that stands most often in the first line, outside quotes.
  package init(_ text: String) throws(UnreadableImport) {
    (delimiter, lineEnd) = Self.punctuation(of: text)
    rows = try Self.rows(text, delimiter)
  }

  /// What stands between cells, and what ends rows.
  private static func punctuation(of text: String) -> (Character, Character) {
    var counts: [Character: Int] = [:]
    var quoted = false
    var lineEnd: Character?
    for character in text {
      if character == "\"" { quoted.toggle() }
      if character.isNewline, !quoted {
        lineEnd = character
        break
      }
      if !quoted { counts[character, default: 0] += 1 }
    }
    let candidates: [Character] = [",", ";", "\t"]
    let delimiter = candidates.max { counts[$0, default: 0] < counts[$1, default: 0] }
    return (delimiter ?? ",", lineEnd ?? "\r\n")
  }

  private static func rows(
    _ text: String, _ delimiter: Character
  ) throws(UnreadableImport) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var (isQuoted, wasQuoted) = (false, false)
    func finished() -> String { (wasQuoted ? cell : cell.trimmingSpaces).unguarded }
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
}

extension String {
  var trimmingSpaces: String { trimmingCharacters(in: .whitespaces) }

  /// Without the apostrophe by which our own texts keep spreadsheets from reading a cell as a formula.
  var unguarded: String {
    guard first == "'", let second = dropFirst().first, "=+-@".contains(second) else { return self }
    return String(dropFirst())
  }
}
