import Authentication
import Foundation
import GRPCCore
import GRPCInProcessTransport
import NIOPosix
import NotificationContract
import Problems
import RowScopes
import SwiftProtobuf
import Testing

@testable import notification

@Suite struct DocumentsServiceTests {
  typealias Documents = Clikc_Notification_V1_Documents.Client<InProcessTransport.Client>

  @Test("whoever is signed in gets a table drawn, under the organization's name in its language")
  func draws() async throws {
    try await self.serve(as: Calls.principal(UUID())) { documents in
      let drawn = try await documents.drawTable(Self.request())

      let text = try TestTable.text(Array(drawn.pdf))
      #expect(text.contains("Organisation mondiale des douanes"))
      #expect(text.contains("Notes") && text.contains("62,50"))
    }
  }

  @Test("nobody gets nothing")
  func nobody() async throws {
    try await self.serve(as: nil) { documents in
      await #expect(throws: RPCError.self) { try await documents.drawTable(Self.request()) }
    }
  }

  private typealias Spoiling = @Sendable (inout Clikc_Notification_V1_DrawTableRequest) -> Void

  private static let spoilings: [(String, Spoiling)] = [
    ("title", { $0.title = "" }), ("columns", { $0.columns = [] }),
    ("columns", { $0.columns[0].share = 0 }), ("rows", { $0.rows[0].cells = ["one"] }),
    ("rows", { $0.note = String(repeating: "a", count: 200_001) }),
    ("rows", { $0.rows = Array(repeating: $0.rows[0], count: 2_001) }),
  ]

  @Test("what cannot be drawn is refused and says where", arguments: Self.spoilings.indices)
  func refuses(index: Int) async throws {
    let (field, spoil) = Self.spoilings[index]
    var request = Self.request()
    spoil(&request)
    let spoilt = request
    try await self.serve(as: Calls.principal(UUID())) { documents in
      let error = await #expect(throws: RPCError.self) { try await documents.drawTable(spoilt) }
      #expect(error?.code == .invalidArgument)
      #expect(error?.refusal?.violations.map(\.field).contains(field) == true)
    }
  }

  private static func request() -> Clikc_Notification_V1_DrawTableRequest {
    .with {
      $0.language = "fr"
      $0.title = "Notes"
      $0.columns = [
        .with {
          $0.title = "Cours"
          $0.share = 3
        },
        .with {
          $0.title = "Note"
          $0.share = 1
          $0.figures = true
        },
      ]
      $0.rows = [.with { $0.cells = ["Gestion des risques", "62,50"] }]
      $0.madeAt = Google_Protobuf_Timestamp(seconds: 1_795_511_109)
    }
  }

  private func serve(
    as principal: Principal?, _ body: @Sendable (Documents) async throws -> Void
  ) async throws {
    let service = DocumentsService(
      draw: DrawTable(threads: .singleton), texts: try Repository.texts())
    let transport = InProcessTransport()
    try await withGRPCServer(
      transport: transport.server, services: [service],
      interceptors: [KnownCaller(principal: principal), RowScopeInterceptor()]
    ) { _ in
      try await withGRPCClient(transport: transport.client) { client in
        try await body(Documents(wrapping: client))
      }
    }
  }
}
