internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.Imports: accounts by the file.
package struct ImportsService: Clikc_Identity_V1_Imports.SimpleServiceProtocol {
  /// Bytes of the largest file.
  static let largestFile = 4_000_000

  private let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  package func createImport(
    request: Clikc_Identity_V1_CreateImportRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_CreateImportResponse {
    let caretaker = try Caretaker.required()
    let language = try checked("language") { () throws(FieldFault) in
      try Language(code: request.language)
    }
    let fileName = try checked("file_name") { () throws(FieldFault) in
      try FreeText(request.fileName, longest: 200, lines: false).text
    }
    let content = try Self.content(request.content)
    let home = try home(request.administrationID, of: caretaker)
    let id = UUID()
    do {
      try await work.pool.writing(in: caretaker.scope) { connection in
        try await ImportStore(connection).insert(
          id, by: caretaker, home: home, language: language, fileName: fileName,
          mailed: request.mailed, content: content, now: work.now())
        var details: [AuditDetail: String] = [.file: fileName, .importing: id.wireText]
        if let home {
          details[.administration] = try await AdministrationStore(connection).code(of: home)
        }
        try await work.audit(.fileUploaded, of: nil, act: .importSent, details, in: connection)
      }
    } catch let error as PostgresError where error.violates(Self.administrationKey) {
      throw Refusal.fields(["administration_id": .unknownAdministration])
    }
    work.imports.wake()
    let made = try await record(id.wireText, for: caretaker)
    return .with { $0.import = Clikc_Identity_V1_Import(made) }
  }

  package func listImports(
    request: Clikc_Identity_V1_ListImportsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListImportsResponse {
    let caretaker = try Caretaker.required()
    let records = try await work.pool.reading(in: caretaker.scope) { database in
      try await ImportStore(database).latest(caretaker.scope, limit: 20)
    }
    return .with { $0.imports = records.map(Clikc_Identity_V1_Import.init) }
  }

  package func getImport(
    request: Clikc_Identity_V1_GetImportRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_GetImportResponse {
    let record = try await record(request.importID, for: try Caretaker.required())
    return .with { $0.import = Clikc_Identity_V1_Import(record) }
  }

  package func listImportRows(
    request: Clikc_Identity_V1_ListImportRowsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListImportRowsResponse {
    let caretaker = try Caretaker.required()
    let record = try await record(request.importID, for: caretaker)
    let action = ImportAction(rawValue: request.action.rawValue)
    guard action != nil || request.action == .unspecified else {
      throw Refusal.fields(["action": .unknownState])
    }
    let size = request.pageSize <= 0 ? 100 : min(Int(request.pageSize), 1000)
    // One more than asked for tells whether more follow.
    let rows = try await work.pool.reading(in: caretaker.scope) { database in
      try await ImportRowStore(database).list(
        record.id, action, after: Int(request.after), limit: size + 1)
    }
    return .with {
      $0.rows = rows.prefix(size).map(Clikc_Identity_V1_ImportRow.init)
      $0.more = rows.count > size
    }
  }

  package func applyImport(
    request: Clikc_Identity_V1_ApplyImportRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ApplyImportResponse {
    let record = try await enter(request.importID, .applying) { record in
      guard record.state == .checked else {
        throw Refusal(.failedPrecondition, "IMPORT_NOT_CHECKED")
      }
    }
    return .with { $0.import = Clikc_Identity_V1_Import(record) }
  }

  package func undoImport(
    request: Clikc_Identity_V1_UndoImportRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_UndoImportResponse {
    let now = work.now()
    let record = try await enter(request.importID, .undoing) { record in
      guard record.state == .applied, let appliedAt = record.appliedAt,
        now.timeIntervalSince(appliedAt) < ImportRule.undo
      else { throw Refusal(.failedPrecondition, "IMPORT_NOT_UNDOABLE") }
    }
    return .with { $0.import = Clikc_Identity_V1_Import(record) }
  }

  package func makeSlips(
    request: Clikc_Identity_V1_MakeSlipsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_MakeSlipsResponse {
    let caretaker = try Caretaker.required()
    let record = try await record(request.importID, for: caretaker)
    guard record.state == .applied else {
      throw Refusal(.failedPrecondition, "IMPORT_NOT_APPLIED")
    }
    let now = work.now()
    let issued = try await work.pool.writing(in: caretaker.scope) { connection in
      let store = SlipStore(connection)
      // Who became coordinator or administrator since is no longer theirs to let in.
      let waiting = try await store.waiting(record.id).filter { caretaker.mayChange($0) }
      var issued = try await store.reissue(
        waiting.map(\.id), until: now.addingTimeInterval(TemporaryPassword.lifetime), now: now)
      for index in issued.indices {
        let slip = issued[index]
        issued[index].serial = try work.secrets.temporarySerial(
          from: slip.serial, account: slip.account,
          avoiding: IdentityWords(username: slip.username, email: slip.email))
        if issued[index].serial != slip.serial {
          try await store.pass(slip.account, to: issued[index].serial)
        }
      }
      try await AuditStore(connection).append(
        issued.map { slip in
          work.auditEntry(
            .accountChanged, of: slip.account, act: .slipMade, [.importing: record.id.wireText])
        })
      return issued
    }
    let slips = try issued.map { slip in
      let password = try work.secrets.temporaryPassword(account: slip.account, serial: slip.serial)
      return Clikc_Identity_V1_Slip.with {
        $0.name = slip.name
        $0.username = slip.username
        $0.temporaryPassword = password
        $0.expiresAt = Google_Protobuf_Timestamp(date: slip.expiresAt)
        $0.language = slip.language
      }
    }
    return .with { $0.slips = slips }
  }
}

extension ImportsService {
  private static let administrationKey = "imports_administration_id_fkey"
  private static let unknown = Refusal(.notFound, "IMPORT_UNKNOWN")

  private static func content(_ bytes: Data) throws -> [UInt8] {
    guard !bytes.isEmpty else { throw Refusal.fields(["content": .required]) }
    guard bytes.count <= largestFile else { throw Refusal.fields(["content": .tooLong]) }
    return Array(bytes)
  }

  private static func administration(_ text: String) throws(FieldFault) -> UUID? {
    guard !text.isEmpty else { return nil }
    guard let id = UUID(uuidString: text) else { throw .unknownAdministration }
    return id
  }

  /// Coordinators import into their own administration.
  private func home(_ asked: String, of caretaker: Caretaker) throws -> UUID? {
    let asked = try checked("administration_id") { () throws(FieldFault) in
      try Self.administration(asked)
    }
    guard case .administration(let own) = caretaker.scope else { return asked }
    guard asked == nil || asked == own else { throw Refusal(CareRefusal.otherAdministration) }
    return own
  }

  /// An import of another scope is as unknown as one that is not there.
  private func record(_ id: String, for caretaker: Caretaker) async throws -> ImportRecord {
    guard let id = UUID(uuidString: id) else { throw Self.unknown }
    let found = try await work.pool.reading(in: caretaker.scope) { database in
      try await ImportStore(database).find(id)
    }
    guard let record = found, caretaker.scope == .everybody || caretaker.scope == record.scope
    else { throw Self.unknown }
    return record
  }

  private func enter(
    _ id: String, _ state: ImportState, _ check: @Sendable (ImportRecord) throws -> Void
  ) async throws -> ImportRecord {
    let caretaker = try Caretaker.required()
    let known = try await record(id, for: caretaker)
    try await work.pool.writing(in: caretaker.scope) { connection in
      guard let locked = try await ImportStore(connection).lock(known.id) else {
        throw Self.unknown
      }
      try check(locked)
      let total = try await ImportRowStore(connection).countWaiting(known.id)
      try await ImportStore(connection).enter(state, known.id, total: total, now: work.now())
      try await ImportStore(connection).order(
        known.id, by: caretaker.account, from: .callerAddress)
    }
    work.imports.wake()
    return try await record(id, for: caretaker)
  }
}

extension Clikc_Identity_V1_Import {
  init(_ record: ImportRecord) {
    self = .with {
      $0.id = record.id.wireText
      $0.fileName = record.fileName
      $0.state = Clikc_Identity_V1_ImportState(rawValue: record.state.rawValue) ?? .unspecified
      $0.fault = record.fault
      $0.faultColumn = record.faultColumn
      $0.total = Int32(record.total)
      $0.done = Int32(record.done)
      $0.creates = Int32(record.counts[.create] ?? 0)
      $0.updates = Int32(record.counts[.update] ?? 0)
      $0.skips = Int32(record.counts[.skip] ?? 0)
      $0.errors = Int32(record.counts[.error] ?? 0)
      $0.createdAt = Google_Protobuf_Timestamp(date: record.createdAt)
      if record.state == .applied, let appliedAt = record.appliedAt {
        $0.undoUntil = Google_Protobuf_Timestamp(
          date: appliedAt.addingTimeInterval(ImportRule.undo))
      }
      $0.mailed = record.mailed
      $0.columns = record.columns
      $0.delimiter = record.delimiter
      $0.lineEnd = record.lineEnd
      $0.encoding = record.encoding.flatMap { .init(rawValue: $0.rawValue) } ?? .unspecified
    }
  }
}

extension Clikc_Identity_V1_ImportRow {
  init(_ row: ImportRowRecord) {
    self = .with {
      $0.number = Int32(row.number)
      $0.cells = row.cells
      $0.action = Clikc_Identity_V1_ImportAction(rawValue: row.action.rawValue) ?? .unspecified
      $0.changes = row.changes
      $0.faults = row.faults.map { fault in
        .with {
          $0.column = fault.column
          $0.reason = fault.reason
        }
      }
      $0.accountID = row.account?.wireText ?? ""
      guard let former = row.former, let wish = row.wish else { return }
      $0.differences = wish.differences(from: former).map { difference in
        .with {
          $0.column = difference.column
          $0.before = difference.before
          $0.after = difference.after
        }
      }
    }
  }
}
