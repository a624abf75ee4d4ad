internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// What administrators write and publish.
extension PolicyDocumentsService {
  package func listPolicyDocuments(
    request: Clikc_Identity_V1_ListPolicyDocumentsRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListPolicyDocumentsResponse {
    _ = try Principal.required(.administrator)
    let documents = try await PolicyDocumentStore(work.pool).all()
    return .with { $0.documents = documents.map { .init($0) } }
  }

  package func getPolicyDocument(
    request: Clikc_Identity_V1_GetPolicyDocumentRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_GetPolicyDocumentResponse {
    _ = try Principal.required(.administrator)
    let document = try await document(request.slug)
    let draft = try await PolicyDocumentStore(work.pool).draft(of: document.id)
    let versions = try await PolicyStore(work.pool).versions(of: document.id)
    return .with {
      $0.document = Clikc_Identity_V1_PolicyDocument(document)
      $0.draft = draft
      $0.draftVersion = document.draftVersion
      $0.versions = versions.map { .init($0) }
    }
  }

  package func createPolicyDocument(
    request: Clikc_Identity_V1_CreatePolicyDocumentRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_CreatePolicyDocumentResponse {
    _ = try Principal.required(.administrator)
    let change = try Self.read {
      () throws(FieldFaults) in
      try PolicyDocumentChange(
        slug: request.slug, titles: request.titles, required: request.required,
        position: Int(request.position), archived: false)
    }
    try await work.pool.transaction { connection in
      guard try await PolicyDocumentStore(connection).create(change, id: UUID()) else {
        throw Refusal(
          .alreadyExists, "POLICY_NAME_TAKEN", violations: [.init("slug", "POLICY_NAME_TAKEN")])
      }
      try await work.audit(
        .siteChanged, of: nil, act: .policyDocumentMade, [.document: change.slug],
        in: connection)
    }
    let document = try await document(change.slug)
    return .with { $0.document = Clikc_Identity_V1_PolicyDocument(document) }
  }

  package func putPolicyDocument(
    request: Clikc_Identity_V1_PutPolicyDocumentRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_PutPolicyDocumentResponse {
    _ = try Principal.required(.administrator)
    let change = try Self.read {
      () throws(FieldFaults) in
      try PolicyDocumentChange(
        slug: request.slug, titles: request.titles, required: request.required,
        position: Int(request.position), archived: request.archived)
    }
    guard change.slug != PolicyDocument.sitePolicy || !change.archived else {
      throw Refusal(.failedPrecondition, "POLICY_NEEDED")
    }
    let document = try await document(change.slug)
    if !document.has(change) {
      try await write(change, of: document, ifVersion: request.propertiesVersion)
    }
    let changed = try await self.document(change.slug)
    return .with { $0.document = Clikc_Identity_V1_PolicyDocument(changed) }
  }

  private func write(
    _ change: PolicyDocumentChange, of document: PolicyDocument, ifVersion version: Int64
  ) async throws {
    try await work.pool.transaction { connection in
      let store = PolicyDocumentStore(connection)
      guard try await store.change(document.id, to: change, ifVersion: version) else {
        throw Refusal(.aborted, "POLICY_CHANGED_MEANWHILE")
      }
      try await work.audit(
        .siteChanged, of: nil, act: .policyDocumentChanged, [.document: document.slug],
        in: connection)
    }
  }

  package func putPolicyDraft(
    request: Clikc_Identity_V1_PutPolicyDraftRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_PutPolicyDraftResponse {
    let caller = try Principal.required(.administrator)
    let language = try language(request.language)
    let text = try checked("text") { () throws(FieldFault) in
      try FreeText(request.text, longest: PoliciesService.longestText, lines: true).text
    }
    let document = try await document(request.slug)
    let now = work.now()
    let version = try await work.pool.transaction { connection in
      let store = PolicyDocumentStore(connection)
      guard
        let version = try await store.countDraft(
          document.id, ifVersion: request.draftVersion)
      else { throw Self.draftChanged }
      try await store.putDraft(text, language, of: document.id, by: caller.accountID, now: now)
      try await work.audit(
        .siteChanged, of: nil,
        act: .policyDraftChanged,
        [
          .document: document.slug,
          .language: language.rawValue,
        ], in: connection)
      return version
    }
    return .with { $0.draftVersion = version }
  }

  /// The draft is gone with its publication.
  package func publishPolicyDraft(
    request: Clikc_Identity_V1_PublishPolicyDraftRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_PublishPolicyDraftResponse {
    let caller = try Principal.required(.administrator)
    let document = try await document(request.slug)
    let now = work.now()
    let version = try await work.pool.transaction { connection in
      let store = PolicyDocumentStore(connection)
      let counted = try await store.countDraft(document.id, ifVersion: request.draftVersion)
      guard counted != nil else { throw Self.draftChanged }
      let texts = try Self.complete(try await store.draft(of: document.id))
      let version = try await PublishPolicyVersion(connection: connection)(
        texts, of: document, material: request.material, by: caller.accountID, now: now)
      try await store.deleteDraft(of: document.id)
      try await work.audit(
        .siteChanged, of: nil,
        act: .policyPublished,
        [
          .document: document.slug, .version: "\(version.number)",
        ],
        in: connection)
      return version
    }
    return .with {
      $0.version = Int32(version.number)
      $0.revision = Int32(version.revision)
    }
  }

  /// Reads a request, and refuses it with the fields at fault.
  private static func read(
    _ change: () throws(FieldFaults) -> PolicyDocumentChange
  ) throws -> PolicyDocumentChange {
    do throws(FieldFaults) { return try change() } catch { throw Refusal.fields(error.faults) }
  }

  private static func complete(_ draft: [String: String]) throws -> LanguageTexts {
    do throws(FieldFaults) {
      return try LanguageTexts(
        draft, field: "draft", longest: PoliciesService.longestText, lines: true)
    } catch { throw Refusal(.failedPrecondition, "DRAFT_INCOMPLETE") }
  }

  private static var draftChanged: Refusal { Refusal(.aborted, "DRAFT_CHANGED_MEANWHILE") }
}
