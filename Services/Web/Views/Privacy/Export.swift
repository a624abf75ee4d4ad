import Foundation
import GatewayContract
import Hummingbird
import IdentityContract
import Localization
import PrivacyContract
import SwiftProtobuf

/// All that is kept of a person, to read.
struct ExportModel: Equatable, Sendable {
  let sections: [Section]
  let file: String

  /// What one service keeps of one kind.
  struct Section: Equatable, Sendable {
    let title: String
    let records: [Record]
    let none: Bool
  }

  /// One thing.
  struct Record: Equatable, Sendable {
    let fields: [Field]
  }

  /// One fact.
  struct Field: Equatable, Sendable {
    let name: String
    let value: String
  }

  init(_ answer: Clikc_Gateway_V1_ExportMyDataResponse, _ texts: Texts) {
    file = SiteURL.exportFile.path
    sections = answer.sections.map { section in
      let records = section.records.map { record in
        Record(
          fields: record.fields.filter { !$0.value.isEmpty }.map {
            Field(
              name: texts.exportWord($0.name), value: texts.exportValue($0.value, of: $0.name))
          })
      }
      return Section(
        title: texts.exportWord(section.name), records: records, none: records.isEmpty)
    }
  }
}

struct ExportView: View {
  static let template = "export"

  let model: ExportModel
  let title: String
  let privacy: String

  var screen: Screen {
    var screen = Screen(title: title)
    screen.allowedAt = [.acceptPolicy, .confirmProfile]
    screen.trail = [.init(privacy, .privacy), .init(title)]
    return screen
  }
}

/// A copy of one's data: as a page to read and print, and as a file for other programs.
func addExportRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/privacy/export") { _, context in
    let visit = try context.requireVisit()
    let answer = try await export(visit)
    let view = ExportView(
      model: ExportModel(answer, visit.texts), title: visit.texts("web.export.title"),
      privacy: visit.texts("web.privacy.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/privacy/export.json") { _, context in
    let answer = try await export(context.requireVisit())
    return Response(
      status: .ok,
      headers: [
        .contentType: "application/json", .cacheControl: "no-store",
        .contentDisposition: "attachment; filename=\"clikc-my-data.json\"",
      ], body: .init(byteBuffer: ByteBuffer(bytes: try ExportFile(answer).bytes)))
  }
}

private func export(_ visit: Visit) async throws -> Clikc_Gateway_V1_ExportMyDataResponse {
  try await visit.gateway.call(.exportMyData, Clikc_Gateway_V1_ExportMyDataRequest())
}

/// The file: an object with a list for each section, each entry an object of texts, with the names and values of the
/// services in every language, for programs to read.
struct ExportFile: Sendable {
  let bytes: [UInt8]

  init(_ answer: Clikc_Gateway_V1_ExportMyDataResponse) throws {
    var sections: [String: [[String: String]]] = [:]
    for section in answer.sections {
      sections[section.name, default: []] += section.records.map { record in
        Dictionary(record.fields.map { ($0.name, $0.value) }) { first, _ in first }
      }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    bytes = Array(try encoder.encode(sections))
  }
}
