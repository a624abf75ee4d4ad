internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.Administrations: the administrations whose officers learn here.
package struct AdministrationsService: Clikc_Identity_V1_Administrations.SimpleServiceProtocol {
  private let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  package func putAdministration(
    request: Clikc_Identity_V1_PutAdministrationRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_PutAdministrationResponse {
    _ = try Principal.required(.administrator)
    let code = try checked("code") { () throws(FieldFault) in try AdministrationCode(request.code) }
    let names = try names(request.names)
    let now = work.now()
    let id = try await work.pool.transaction { connection in
      let store = AdministrationStore(connection)
      let id = try await store.put(code: code, fresh: UUID(), now: now)
      for language in Language.allCases {
        try await store.put(name: names[language], language, of: id)
      }
      try await work.audit(
        .siteChanged, of: nil, act: .administrationNamed, [.administration: code.text],
        in: connection)
      return id
    }
    return .with {
      $0.administration.id = id.wireText
      $0.administration.code = code.text
      for language in Language.allCases {
        $0.administration.names[language.rawValue] = names[language]
      }
    }
  }

  package func listAdministrations(
    request: Clikc_Identity_V1_ListAdministrationsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListAdministrationsResponse {
    _ = try Principal.required()
    let rows = try await AdministrationStore(work.pool).list()
    return .with {
      $0.administrations = rows.map(Clikc_Identity_V1_Administration.init)
    }
  }

  private func names(_ given: [String: String]) throws -> LanguageTexts {
    do throws(FieldFaults) {
      return try LanguageTexts(given, field: "names", longest: 200, lines: false)
    } catch { throw Refusal.fields(error.faults) }
  }
}
