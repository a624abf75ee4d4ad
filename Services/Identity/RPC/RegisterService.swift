internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.Register: what is decided about administrations.
package struct RegisterService: Clikc_Identity_V1_Register.SimpleServiceProtocol {
  private let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  package func listRegister(
    request: Clikc_Identity_V1_ListRegisterRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListRegisterResponse {
    _ = try Principal.required(.administrator)
    let search = AdministrationSearch(
      text: try checked("query") { () throws(FieldFault) in
        try FreeText(request.query, longest: 100, lines: false).text
      }, region: try region(request.region))
    let store = RegisterStore(work.pool)
    let rows = try await store.list().filter { row in
      search.finds(
        code: row.administration.code, names: row.administration.names.values, region: row.region)
    }
    let coordinators = Dictionary(grouping: try await store.coordinators(), by: \.administration)
    return .with {
      $0.entries = rows.map { row in
        Clikc_Identity_V1_RegisterEntry(
          row, coordinators: coordinators[row.administration.id] ?? [])
      }
    }
  }

  package func getRegisterEntry(
    request: Clikc_Identity_V1_GetRegisterEntryRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_GetRegisterEntryResponse {
    _ = try Principal.required(.administrator)
    let entry = try await entry(try known(request.code))
    return .with { $0.entry = entry }
  }

  package func updateRegisterEntry(
    request: Clikc_Identity_V1_UpdateRegisterEntryRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_UpdateRegisterEntryResponse {
    _ = try Principal.required(.administrator)
    let code = try known(request.code)
    guard (0...1_000_000).contains(request.quota) else {
      throw Refusal.invalid([
        FieldViolation(
          "quota", "OUT_OF_RANGE", arguments: ["minimum": "0", "maximum": "1000000"])
      ])
    }
    let region = try region(request.region)
    try await work.pool.transaction { connection in
      let updated = try await RegisterStore(connection).update(
        code, region: region, quota: Int(request.quota))
      guard updated else { throw Self.unknown }
      try await work.audit(
        .siteChanged, of: nil,
        act: .administrationChanged,
        [
          .administration: code.text,
          .quota: "\(request.quota)", .region: region.map { "\($0)" } ?? "",
        ], in: connection)
    }
    let entry = try await entry(code)
    return .with { $0.entry = entry }
  }

  package func listAdministrationNames(
    request: Clikc_Identity_V1_ListAdministrationNamesRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListAdministrationNamesResponse {
    let language = try checked("language") { () throws(FieldFault) in
      try Language(code: request.language)
    }
    let names = try await AdministrationStore(work.pool).names(language)
    let locale = Locale(identifier: language.rawValue)
    let sorted = names.sorted {
      $0.name.compare($1.name, options: [], range: nil, locale: locale) == .orderedAscending
    }
    return .with {
      $0.administrations = sorted.map { row in
        .with {
          $0.id = row.id.wireText
          $0.code = row.code
          $0.name = row.name
        }
      }
    }
  }

  package func loadAdministrations(
    request: Clikc_Identity_V1_LoadAdministrationsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_LoadAdministrationsResponse {
    try CallOrigin.require("clikcctl")
    guard request.administrations.count <= 1000 else {
      throw Refusal.fields(["administrations": .tooLong])
    }
    let facts = try request.administrations.map { fact in
      (
        code: try checked("code") { () throws(FieldFault) in try AdministrationCode(fact.code) },
        region: try region(fact.region), names: try names(fact)
      )
    }
    let now = work.now()
    let made = try await work.pool.transaction { connection in
      let store = RegisterStore(connection)
      var made: Int32 = 0
      for fact in facts {
        let (id, isNew) = try await store.ensure(
          fact.code, region: fact.region, fresh: UUID(), now: now)
        if isNew { made += 1 }
        for language in Language.allCases {
          try await store.ensure(name: fact.names[language], language, of: id)
        }
      }
      try await work.audit(
        .siteChanged, of: nil,
        act: .administrationsLoaded, [.given: "\(facts.count)", .made: "\(made)"],
        in: connection)
      return made
    }
    return .with {
      $0.made = made
      $0.known = Int32(facts.count) - made
    }
  }
}

extension RegisterService {
  private func entry(_ code: AdministrationCode) async throws -> Clikc_Identity_V1_RegisterEntry {
    let store = RegisterStore(work.pool)
    guard let row = try await store.find(code) else { throw Self.unknown }
    return Clikc_Identity_V1_RegisterEntry(
      row, coordinators: try await store.coordinators(of: row.administration.id))
  }

  private static let unknown = Refusal(.notFound, "ADMINISTRATION_UNKNOWN")

  /// A code that cannot be one names nothing.
  private func known(_ code: String) throws -> AdministrationCode {
    do throws(FieldFault) { return try AdministrationCode(code) } catch { throw Self.unknown }
  }

  private func region(_ given: Clikc_Identity_V1_Region) throws -> Region? {
    guard given != .unspecified else { return nil }
    guard let region = Region(rawValue: given.rawValue) else {
      throw Refusal.fields(["region": .unknownRegion])
    }
    return region
  }

  private func names(_ fact: Clikc_Identity_V1_AdministrationFact) throws -> LanguageTexts {
    do throws(FieldFaults) {
      return try LanguageTexts(fact.names, field: "names", longest: 200, lines: false)
    } catch { throw Refusal.fields(error.faults) }
  }
}
