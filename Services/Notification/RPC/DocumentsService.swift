import Authentication
import Foundation
package import GRPCCore
package import Localization
package import NotificationContract
import NotificationDomain
import Problems
import SwiftProtobuf

/// Tables as PDF for whoever is signed in; the gateway puts them into words.
package struct DocumentsService: Clikc_Notification_V1_Documents.SimpleServiceProtocol {
  /// What one document holds at most.
  package enum Limit {
    package static let columns = 12
    package static let rows = 2_000
    /// Of all texts, in UTF-8.
    package static let bytes = 200_000
  }

  private let draw: DrawTable
  private let texts: MessageCatalogue

  package init(draw: DrawTable, texts: MessageCatalogue) {
    self.draw = draw
    self.texts = texts
  }

  package func drawTable(
    request: Clikc_Notification_V1_DrawTableRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_DrawTableResponse {
    _ = try Principal.required()
    try Self.check(request)
    let bytes = try await self.draw(TablePage(request, texts: self.texts))
    return .with { $0.pdf = Data(bytes) }
  }

  private static func check(_ request: Clikc_Notification_V1_DrawTableRequest) throws {
    let texts = [request.title, request.note] + request.lines + request.columns.map(\.title)
    let bytes = (texts + request.rows.flatMap(\.cells)).reduce(0) { $0 + $1.utf8.count }
    var faults: [FieldViolation] = []
    if request.title.isEmpty { faults.append(FieldViolation("title", "REQUIRED")) }
    if request.columns.isEmpty { faults.append(FieldViolation("columns", "REQUIRED")) }
    if request.columns.count > Limit.columns || request.rows.count > Limit.rows
      || bytes > Limit.bytes
    {
      faults.append(FieldViolation("rows", "NOT_ACCEPTED"))
    }
    if request.columns.contains(where: { !(1...1_000).contains($0.share) }) {
      faults.append(FieldViolation("columns", "NOT_ACCEPTED"))
    }
    if request.rows.contains(where: { $0.cells.count != request.columns.count }) {
      faults.append(FieldViolation("rows", "NOT_ACCEPTED"))
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
  }
}

extension TablePage {
  init(_ request: Clikc_Notification_V1_DrawTableRequest, texts: MessageCatalogue) {
    let language = WrittenLanguage(code: request.language)
    self.init(
      language: language.rawValue, isRightToLeft: language.isRightToLeft,
      organization: texts.text("certificate.organization", language.catalogue),
      title: request.title, lines: request.lines,
      columns: request.columns.map {
        Column($0.title, share: Int($0.share), holdsFigures: $0.figures)
      },
      rows: request.rows.map { Row($0.cells, isStrong: $0.strong) }, note: request.note,
      timestamp: CivilDate(request.madeAt.date).timestamp)
  }
}
