import Authentication
import AuthenticationContract
import Foundation
import GRPCCore
import GRPCInProcessTransport
import IdentityContract
import IdentityDomain
import Postgres
import Problems
import SwiftProtobuf
import Testing

@testable import identity

extension Site {
  var imports: Clikc_Identity_V1_Imports.Client<InProcessTransport.Client> {
    .init(wrapping: client)
  }

  /// An administration and its coordinator, who has an account.
  func importer(_ code: String = "KE") async throws -> (UUID, Principal) {
    let administration = try await administration(code)
    var request = AccountsTests.request
    request.username = "importer"
    request.roles = [.coordinator]
    request.administrationID = administration.wireText
    let account = try await create(request, as: [.administrator], of: nil)
    let principal = Principal(
      accountID: try #require(UUID(uuidString: account.id)), sessionID: UUID(),
      roles: [.coordinator], administrationID: administration, language: "en", name: "Importer")
    return (administration, principal)
  }

  func importing(
    _ text: String, mailed: Bool = true, as caller: Principal
  ) async throws -> Clikc_Identity_V1_Import {
    try await importing(Data(text.utf8), mailed: mailed, as: caller)
  }

  func importing(
    _ content: Data, mailed: Bool = true, as caller: Principal
  ) async throws -> Clikc_Identity_V1_Import {
    let made = try await sending(content, mailed: mailed, as: caller)
    await work.imports.drain()
    return try await read(made.id, as: caller)
  }

  /// Sends a file that nobody looks at yet.
  func sending(
    _ content: Data, mailed: Bool = true, as caller: Principal
  ) async throws -> Clikc_Identity_V1_Import {
    try await acting(as: caller) {
      try await imports.createImport(
        .with {
          $0.content = content
          $0.fileName = "people.csv"
          $0.language = "en"
          $0.mailed = mailed
        }
      ).import
    }
  }

  func read(
    _ id: String, as caller: Principal
  ) async throws -> Clikc_Identity_V1_Import {
    try await acting(as: caller) {
      try await imports.getImport(.with { $0.importID = id }).import
    }
  }

  func rows(
    of made: Clikc_Identity_V1_Import, _ action: Clikc_Identity_V1_ImportAction = .unspecified,
    as caller: Principal
  ) async throws -> [Clikc_Identity_V1_ImportRow] {
    try await acting(as: caller) {
      try await imports.listImportRows(
        .with {
          $0.importID = made.id
          $0.action = action
        }
      ).rows
    }
  }

  func apply(
    _ made: Clikc_Identity_V1_Import, as caller: Principal
  ) async throws -> Clikc_Identity_V1_Import {
    _ = try await acting(as: caller) {
      try await imports.applyImport(.with { $0.importID = made.id })
    }
    await work.imports.drain()
    return try await read(made.id, as: caller)
  }

  func undo(
    _ made: Clikc_Identity_V1_Import, as caller: Principal
  ) async throws -> Clikc_Identity_V1_Import {
    _ = try await acting(as: caller) {
      try await imports.undoImport(.with { $0.importID = made.id })
    }
    await work.imports.drain()
    return try await read(made.id, as: caller)
  }

  func slips(
    of made: Clikc_Identity_V1_Import, as caller: Principal
  ) async throws -> [Clikc_Identity_V1_Slip] {
    try await acting(as: caller) {
      try await imports.makeSlips(.with { $0.importID = made.id }).slips
    }
  }

  /// The usernames of the accounts for which a condition holds, in order.
  func names(_ condition: PostgresQuery) async throws -> [String] {
    try await pool.query("select username from accounts where \(condition) order by username")
      .map { try $0.decode(String.self, "username") }
  }
}
