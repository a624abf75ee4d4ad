internal import IdentityDomain
internal import NIOPosix
internal import Spreadsheets

/// The file of an import: a workbook or a text. What it holds tells which, not its name.
enum ImportFile {
  private static let limits = WorkbookLimits(
    rows: ImportSheet.mostRows + 1, columns: ImportSheet.mostColumns)

  /// The file with its columns understood, or why it cannot be. It is read on a thread of its own: calls go on.
  static func sheet(
    of content: [UInt8]?
  ) async throws -> Result<ImportSheet, UnreadableImport> {
    guard let content else { return .failure(UnreadableImport(.notText)) }
    return try await NIOThreadPool.singleton.runIfActive {
      Result { () throws(UnreadableImport) in
        guard Workbook.isOne(content) else { return try ImportSheet(content) }
        return try ImportSheet(workbook: try cells(of: content))
      }
    }
  }

  private static func cells(of content: [UInt8]) throws(UnreadableImport) -> [[ImportCell]] {
    do throws(WorkbookFault) {
      return try Workbook.firstSheet(of: content, limits).map { $0.map(ImportCell.init) }
    } catch {
      throw UnreadableImport(ImportFileFault(error))
    }
  }
}

extension ImportCell {
  init(_ cell: SheetCell) {
    switch cell.kind {
    case .value: self.init(cell.text)
    case .date: self.init(cell.text, .date)
    case .error: self.init(cell.text, .error)
    }
  }
}

extension ImportFileFault {
  init(_ fault: WorkbookFault) {
    switch fault {
    case .encrypted: self = .encryptedWorkbook
    case .oldFormat: self = .oldWorkbook
    case .openDocument: self = .openDocument
    case .notWorkbook: self = .notWorkbook
    case .damaged: self = .damagedWorkbook
    case .noWorksheet: self = .noWorksheet
    case .tooLarge: self = .workbookTooLarge
    case .tooManyRows: self = .tooManyRows
    case .tooManyColumns: self = .tooManyColumns
    }
  }
}
