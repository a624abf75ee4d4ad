import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import GRPCInProcessTransport
import IdentityContract
import IdentityDomain
import Postgres
import Problems
import Spreadsheets
import SwiftProtobuf
import Testing

@testable import identity

@Suite("An import of a workbook")
struct WorkbookImportTests {
  @Test("comes to the same as of a text, and each knows the other's people")
  func workbook() async throws {
    let cells = ImportTests.file.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let workbook = Data(try WorkbookFile(sheet: "people", rows: cells).bytes())
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      let text = try await site.importing(ImportTests.file, as: coordinator)
      let made = try await site.importing(workbook, as: coordinator)
      #expect(made.encoding == .workbook && made.delimiter.isEmpty && made.lineEnd.isEmpty)
      #expect(made.columns == text.columns && made.total == text.total)
      let rows = try await site.rows(of: made, as: coordinator)
      let others = try await site.rows(of: text, as: coordinator)
      #expect(rows.map(\.action) == others.map(\.action))
      #expect(rows.map(\.faults) == others.map(\.faults))
      #expect(try await site.apply(made, as: coordinator).state == .applied)

      for again in [
        try await site.importing(ImportTests.file, as: coordinator),
        try await site.importing(workbook, as: coordinator),
      ] {
        #expect([again.creates, again.updates, again.skips, again.errors] == [0, 0, 3, 2])
      }
      #expect(try await site.undo(made, as: coordinator).state == .undone)
      let returning = try await site.importing(workbook, as: coordinator)
      #expect([returning.creates, returning.updates, returning.errors] == [0, 3, 2])
    }
  }

  @Test(
    "says why a file that looks like one cannot be read",
    arguments: [
      ([0x50, 0x4B, 3, 4, 0, 0], "DAMAGED_WORKBOOK"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "NOT_A_WORKBOOK"),
      ([0x50, 0x4B], "NO_ROWS"),
    ] as [([UInt8], String)])
  func brokenWorkbook(bytes: [UInt8], fault: String) async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      let made = try await site.importing(Data(bytes), as: coordinator)
      #expect(made.state == .unreadable && made.fault == fault)
    }
  }

  @Test("is refused for its width and its length")
  func largeWorkbook() async throws {
    try await Site.open { site in
      let (_, coordinator) = try await site.importer()
      let wide = [(1...65).map { "column\($0)" }, ["A"]]
      let long = Array(repeating: ["a"], count: ImportSheet.mostRows + 2)
      for (rows, fault) in [(wide, "TOO_MANY_COLUMNS"), (long, "TOO_MANY_ROWS")] {
        let file = Data(try WorkbookFile(sheet: "a", rows: rows).bytes())
        #expect(try await site.importing(file, as: coordinator).fault == fault)
      }
    }
  }
}
