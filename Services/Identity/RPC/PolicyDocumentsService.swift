internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.PolicyDocuments: the documents people are asked to accept.
package struct PolicyDocumentsService: Clikc_Identity_V1_PolicyDocuments.SimpleServiceProtocol {
  let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  package func listPolicies(
    request: Clikc_Identity_V1_ListPoliciesRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListPoliciesResponse {
    let language = try language(request.language)
    let documents = try await PolicyDocumentStore(work.pool).all()
    return .with {
      $0.policies = documents.filter(\.isInForce).compactMap {
        Clikc_Identity_V1_Policy($0, $0.current, language)
      }
    }
  }

  /// Versions of documents no longer in force stay readable, too.
  package func readPolicy(
    request: Clikc_Identity_V1_ReadPolicyRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ReadPolicyResponse {
    let language = try language(request.language)
    let document = try await document(request.slug)
    let store = PolicyStore(work.pool)
    let asked = Int(request.version)
    let versions = asked == 0 ? [] : try await store.versions(of: document.id).map(\.version)
    let version = asked == 0 ? document.current : versions.first { $0.number == asked }
    guard let version, let text = try await store.text(version.number, language),
      let policy = Clikc_Identity_V1_Policy(document, version, language)
    else { throw Refusal(.notFound, "POLICY_VERSION_UNKNOWN") }
    return .with {
      $0.policy = policy
      $0.text = text.text
      $0.textHash = text.hash
    }
  }

  package func listMyPolicies(
    request: Clikc_Identity_V1_ListMyPoliciesRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_ListMyPoliciesResponse {
    let caller = try Principal.required()
    let language = try language(request.language)
    let documents = try await PolicyDocumentStore(work.pool).all()
    let answers = PolicyAnswerStore(work.pool)
    let standing = try await answers.standing(of: caller.accountID)
    let history = try await answers.history(of: caller.accountID)
    return .with {
      $0.policies = documents.filter(\.isInForce).compactMap {
        Clikc_Identity_V1_MyPolicy($0, standing, language)
      }
      $0.answers = history.compactMap { given in
        documents.first { $0.id == given.document }.map {
          Clikc_Identity_V1_PolicyAnswer(given, $0, language)
        }
      }
    }
  }

  package func withdrawPolicy(
    request: Clikc_Identity_V1_WithdrawPolicyRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_WithdrawPolicyResponse {
    let caller = try Principal.required()
    let document = try await document(request.slug)
    guard !document.required else { throw Refusal(.failedPrecondition, "POLICY_COMPULSORY") }
    let store = PolicyAnswerStore(work.pool)
    let answers = try await store.standing(of: caller.accountID)
      .filter { $0.document == document.id }.map(\.answer)
    guard answers.contains(where: { $0.accepted || $0.withdrawn }) else {
      throw Refusal(.failedPrecondition, "POLICY_NOT_ACCEPTED_YET")
    }
    for answer in answers where answer.accepted {
      let withdrawal = PolicyAnswer(
        version: answer.version, accepted: false, withdrawn: true, language: answer.language,
        textHash: answer.textHash, time: work.now())
      try await store.put(
        withdrawal, of: caller.accountID, document: document.id, from: .callerAddress)
    }
    return Clikc_Identity_V1_WithdrawPolicyResponse()
  }

  package func getPolicyReport(
    request: Clikc_Identity_V1_GetPolicyReportRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_GetPolicyReportResponse {
    let caller = try Principal.required(.coordinator, .administrator)
    guard caller.has(.administrator) || caller.administrationID != nil else {
      throw Refusal(.failedPrecondition, "NO_ADMINISTRATION")
    }
    let document = try await document(request.slug)
    let versions = try await PolicyStore(work.pool).versions(of: document.id).map(\.version)
    let binding = versions.first { $0.number == document.binding }
    let counts = try await PolicyAnswerStore(work.pool).counts(
      document: document.id, binding: document.binding ?? 0,
      administration: caller.has(.administrator) ? nil : caller.administrationID)
    let administrations = try await AdministrationStore(work.pool).list()
    return .with {
      $0.document = Clikc_Identity_V1_PolicyDocument(document)
      $0.bindingRevision = Int32(binding?.revision ?? 0)
      $0.lines = Clikc_Identity_V1_PolicyReportLine.lines(counts, administrations)
    }
  }

  /// The document of a name.
  func document(_ slug: String) async throws -> PolicyDocument {
    guard let found = try await PolicyDocumentStore(work.pool).find(slug) else {
      throw Refusal(.notFound, "POLICY_UNKNOWN")
    }
    return found
  }

  func language(_ code: String) throws -> Language {
    try checked("language") { () throws(FieldFault) in try Language(code: code) }
  }
}
