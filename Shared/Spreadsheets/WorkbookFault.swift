/// Why a file gives no rows.
public enum WorkbookFault: Error, Equatable, Sendable {
  /// It is protected by a password.
  case encrypted
  /// It is a workbook of Excel 97 to 2003 (.xls).
  case oldFormat
  /// It is an OpenDocument file (.ods).
  case openDocument
  /// It is an archive or a compound file of another kind.
  case notWorkbook
  /// It breaks off, contradicts itself, or is not what ECMA-376 asks for.
  case damaged
  /// It has no worksheet that is shown.
  case noWorksheet
  /// It holds more than ``WorkbookLimits`` lets it.
  case tooLarge
  /// It has more rows than may be read.
  case tooManyRows
  /// It has more columns than may be read.
  case tooManyColumns
}
