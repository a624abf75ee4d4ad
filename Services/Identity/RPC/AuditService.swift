internal import Authentication
internal import Cryptography
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.Audit: reading the audit log.
package struct AuditService: Clikc_Identity_V1_Audit.SimpleServiceProtocol {
  /// Links that one call verifies.
  static let batch = 2000

  private let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  package func searchAudit(
    request: Clikc_Identity_V1_SearchAuditRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_SearchAuditResponse {
    _ = try Principal.required(.administrator)
    let size = request.pageSize <= 0 ? 50 : min(Int(request.pageSize), 200)
    // One more than asked for tells whether a page follows.
    guard let search = try await search(request, limit: size + 1) else {
      return Clikc_Identity_V1_SearchAuditResponse()
    }
    let found = try await search.read(work.pool)
    let names = try await AuditName.find(
      Set(found.flatMap { [$0.actor, $0.subject].compactMap { $0 } }), in: work.pool)
    return .with {
      $0.entries = found.prefix(size).map { Clikc_Identity_V1_AuditEntry($0, names) }
      if found.count > size { $0.nextPageToken = AuditPage.token(before: found[size - 1].number) }
    }
  }

  package func listReaders(
    request: Clikc_Identity_V1_ListReadersRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListReadersResponse {
    let caller = try Principal.required()
    let size = request.pageSize <= 0 ? 20 : min(Int(request.pageSize), 100)
    var search = AuditSearch(limit: size + 1)
    search.subject = caller.accountID
    search.event = AuditEvent.recordRead.rawValue
    // Who takes a copy of their own data is no reader of it.
    search.otherThan = caller.accountID
    search.before = try AuditPage.position(request.pageToken)
    let found = try await search.read(work.pool)
    let names = try await AuditName.find(Set(found.compactMap(\.actor)), in: work.pool)
    return .with {
      $0.readers = found.prefix(size).map { entry in
        .with {
          $0.at = Google_Protobuf_Timestamp(date: entry.at)
          $0.name = entry.actor.flatMap { names[$0]?.name } ?? ""
          $0.method = entry.values["method"] ?? ""
        }
      }
      if found.count > size { $0.nextPageToken = AuditPage.token(before: found[size - 1].number) }
    }
  }

  package func noteRecordRead(
    request: Clikc_Identity_V1_NoteRecordReadRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_NoteRecordReadResponse {
    try CallOrigin.require("gateway")
    _ = try Principal.required()
    guard let account = UUID(uuidString: request.accountID) else {
      throw Refusal(.notFound, "ACCOUNT_UNKNOWN")
    }
    try await work.audit(
      .recordRead, of: account, [.method: request.method], in: work.pool)
    return Clikc_Identity_V1_NoteRecordReadResponse()
  }

  package func verifyAudit(
    request: Clikc_Identity_V1_VerifyAuditRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_VerifyAuditResponse {
    try CallOrigin.require("clikcctl")
    return try await Self.verification(of: work.pool, request, now: work.now())
  }
}

extension AuditService {
  /// Follows the chain by one batch.
  static func verification(
    of database: any StatementRunner, _ request: Clikc_Identity_V1_VerifyAuditRequest, now: Date
  ) async throws -> Clikc_Identity_V1_VerifyAuditResponse {
    let store = AuditStore(database)
    var chain = AuditChain(digest: sha256)
    if request.position > 0 {
      chain = AuditChain(position: request.position, hash: Array(request.hash), digest: sha256)
    }
    let links = try await store.links(
      after: chain.position, until: request.until > 0 ? request.until : .max, limit: Self.batch)
    var fault: (Clikc_Identity_V1_AuditFault, Int64)?
    do throws(AuditFault) {
      for link in links { try chain.follow(link) }
    } catch { fault = error.told }
    let isDone = links.count < Self.batch
    if fault == nil, isDone {
      // What was written within the last minute may still wait for its link.
      fault = try await store.firstUnchained(before: now.addingTimeInterval(-60))
        .map { (.unchained, $0) }
    }
    let (end, told) = (chain, fault)
    return .with {
      $0.position = end.position
      $0.hash = Data(end.hash)
      $0.done = isDone
      if let told { ($0.fault, $0.entry) = told }
    }
  }
}

extension AuditService {
  /// The search that a request asks for; nil when it names somebody who is not there.
  private func search(
    _ request: Clikc_Identity_V1_SearchAuditRequest, limit: Int
  ) async throws -> AuditSearch? {
    var search = AuditSearch(limit: limit)
    for (name, field) in [(request.actor, \AuditSearch.actor), (request.subject, \.subject)]
    where !name.isEmpty {
      guard let username = try? Username(name),
        let account = try await AccountStore(work.pool).find(username: username.text)
      else { return nil }
      search[keyPath: field] = account.id
    }
    search.event = request.event.isEmpty ? nil : request.event
    search.since = try Self.day(request.since, "since")
    search.until = try Self.day(request.until, "until")?.addingTimeInterval(86_400)
    search.before = try AuditPage.position(request.pageToken)
    return search
  }

  /// Midnight of a day, in UTC.
  private static func day(_ text: String, _ field: String) throws -> Date? {
    guard !text.isEmpty else { return nil }
    guard let date = try? Date(text, strategy: .iso8601.year().month().day()) else {
      throw Refusal.fields([field: .notADate])
    }
    return date
  }
}

extension AuditFault {
  /// In the contract's words, with the entry at fault.
  fileprivate var told: (Clikc_Identity_V1_AuditFault, Int64) {
    switch self {
    case .gap(let entry): (.gap, entry)
    case .missing(let entry): (.missing, entry)
    case .changed(let entry): (.changed, entry)
    }
  }
}

extension Clikc_Identity_V1_AuditEntry {
  fileprivate init(_ entry: AuditEntry, _ names: [UUID: AuditName]) {
    self = .with {
      $0.number = entry.number
      $0.at = Google_Protobuf_Timestamp(date: entry.at)
      $0.event = entry.event
      if let actor = entry.actor { $0.actor = Clikc_Identity_V1_AuditPerson(actor, names) }
      if let subject = entry.subject { $0.subject = Clikc_Identity_V1_AuditPerson(subject, names) }
      $0.clientAddress = entry.clientAddress
      $0.device = entry.device
      $0.details = entry.values
    }
  }
}

extension Clikc_Identity_V1_AuditPerson {
  fileprivate init(_ account: UUID, _ names: [UUID: AuditName]) {
    self = .with {
      $0.accountID = account.wireText
      $0.username = names[account]?.username ?? ""
      $0.name = names[account]?.name ?? ""
    }
  }
}
