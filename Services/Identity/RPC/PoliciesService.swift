internal import Authentication
internal import Foundation
package import GRPCCore
package import IdentityContract
internal import IdentityDomain
internal import NetworkAddresses
internal import Postgres
internal import Problems
internal import SwiftProtobuf

/// clikc.identity.v1.Policies: the site policy, and answers to any document.
package struct PoliciesService: Clikc_Identity_V1_Policies.SimpleServiceProtocol {
  /// Unicode scalars a policy text may have.
  static let longestText = 200_000

  private let work: Workplace

  package init(_ work: Workplace) { self.work = work }

  package func getPolicy(
    request: Clikc_Identity_V1_GetPolicyRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_GetPolicyResponse {
    let language = try language(request.language)
    guard let version = try await sitePolicy(work.pool).current?.number,
      let text = try await PolicyStore(work.pool).text(version, language)
    else { throw Refusal(.notFound, "POLICY_NOT_PUBLISHED") }
    return .with {
      $0.version = Int32(text.version)
      $0.language = text.language.rawValue
      $0.text = text.text
      $0.textHash = text.hash
    }
  }

  /// Answering again is no error; a YES stands as it was first given, until it is withdrawn.
  package func answerPolicy(
    request: Clikc_Identity_V1_AnswerPolicyRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_AnswerPolicyResponse {
    let caller = try Principal.required()
    let language = try language(request.language)
    guard let text = try await PolicyStore(work.pool).text(Int(request.version), language),
      let document = try await PolicyDocumentStore(work.pool).find(version: text.version),
      document.isInForce
    else { throw Refusal(.notFound, "POLICY_VERSION_UNKNOWN") }
    if let binding = document.binding, text.version < binding {
      throw Refusal(.failedPrecondition, "POLICY_OUTDATED")
    }
    let answer = PolicyAnswer(
      version: text.version, accepted: request.accepted, language: language, textHash: text.hash,
      time: work.now())
    try await PolicyAnswerStore(work.pool).put(
      answer, of: caller.accountID, document: document.id, from: .callerAddress)
    let state = try await work.state(of: caller.accountID)
    return .with { $0.gate = Clikc_Identity_V1_Gate(state) }
  }

  package func publishPolicy(
    request: Clikc_Identity_V1_PublishPolicyRequest, context: ServerContext
  ) async throws -> Clikc_Identity_V1_PublishPolicyResponse {
    let caller = try Principal.required(.administrator)
    let texts = try texts(request.texts)
    let now = work.now()
    let version = try await work.pool.transaction { connection in
      let version = try await PublishPolicyVersion(connection: connection)(
        texts, of: try await sitePolicy(connection), material: request.material,
        by: caller.accountID, now: now)
      try await work.audit(
        .siteChanged, of: nil,
        act: .policyPublished,
        [
          .document: PolicyDocument.sitePolicy,
          .version: "\(version.number)",
        ],
        in: connection)
      return version
    }
    return .with { $0.version = Int32(version.number) }
  }

  private func sitePolicy(_ database: any StatementRunner) async throws -> PolicyDocument {
    guard let found = try await PolicyDocumentStore(database).find(PolicyDocument.sitePolicy) else {
      throw Refusal(.notFound, "POLICY_NOT_PUBLISHED")
    }
    return found
  }

  private func language(_ code: String) throws -> Language {
    try checked("language") { () throws(FieldFault) in try Language(code: code) }
  }

  private func texts(_ given: [String: String]) throws -> LanguageTexts {
    do throws(FieldFaults) {
      return try LanguageTexts(given, field: "texts", longest: Self.longestText, lines: true)
    } catch { throw Refusal.fields(error.faults) }
  }
}

extension String {
  /// The network address the call came from; empty when it is unknown.
  static var callerAddress: String {
    let address = CallOrigin.current.clientAddress
    return NetworkAddress(address) == nil ? "" : address
  }
}
