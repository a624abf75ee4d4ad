import Authentication
package import Foundation
package import GRPCCore
package import NotificationContract
import NotificationDomain
package import Postgres
import Problems
import SwiftProtobuf

/// Certificates of others, for those who look after them.
package struct CertificateRegisterService: Clikc_Notification_V1_CertificateRegister
    .SimpleServiceProtocol
{
  private let register: RegisterStore
  private let counts: CertificateCounts
  private let revocations: RevocationStore
  private let revoke: RevokeCertificate
  private let reissue: ReissueCertificate

  package init(pool: PostgresPool, revoke: RevokeCertificate, reissue: ReissueCertificate) {
    self.register = RegisterStore(pool: pool)
    self.counts = CertificateCounts(pool: pool)
    self.revocations = RevocationStore(pool: pool)
    self.revoke = revoke
    self.reissue = reissue
  }

  package func listCertificates(
    request: Clikc_Notification_V1_ListCertificatesRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ListCertificatesResponse {
    let caretaker = try Caretaker.required()
    var filter = RegisterFilter()
    filter.text = request.query.trimmingCharacters(in: .whitespacesAndNewlines)
    filter.accountID = try RequestField.optional(request.accountID, "account_id")
    filter.courseID = try RequestField.optional(request.courseID, "course_id")
    filter.after = try RequestField.optional(request.pageToken, "page_token")
    let found = try await self.register.list(filter, for: caretaker)
    let page = found.prefix(RegisterStore.page)
    return .with {
      $0.certificates = page.compactMap {
        Clikc_Notification_V1_RegisteredCertificate($0, at: Date())
      }
      if found.count > page.count, let last = page.last {
        $0.nextPageToken = last.record.certificate.id.uuidString.lowercased()
      }
    }
  }

  package func countCertificates(
    request: Clikc_Notification_V1_CountCertificatesRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_CountCertificatesResponse {
    let caretaker = try Caretaker.required()
    let administration = try RequestField.optional(request.administrationID, "administration_id")
    let counts = try await self.counts.count(for: caretaker, of: administration, at: Date())
    return .with {
      $0.courses = counts.map { count in
        .with {
          $0.courseID = count.courseID.uuidString.lowercased()
          $0.title = count.title
          $0.valid = Int32(clamping: count.valid)
          $0.recent = Int32(clamping: count.recent)
          $0.ending = Int32(clamping: count.ending)
        }
      }
    }
  }

  package func getCertificate(
    request: Clikc_Notification_V1_GetCertificateRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_GetCertificateResponse {
    let caretaker = try Caretaker.required()
    let id = try RequestField.identifier(request.certificateID, "certificate_id")
    guard let found = try await self.register.find(id, for: caretaker),
      let message = Clikc_Notification_V1_RegisteredCertificate(found, at: Date())
    else { throw Self.unknownCertificate }
    let history = try await self.revocations.history(of: id)
    return .with {
      $0.certificate = message
      $0.revocations = history.map { .init($0, for: caretaker, at: Date()) }
    }
  }

  package func listRevocations(
    request: Clikc_Notification_V1_ListRevocationsRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ListRevocationsResponse {
    let caretaker = try Caretaker.required()
    let waiting = try await self.revocations.waiting(for: caretaker)
    return .with { $0.revocations = waiting.map { .init($0, for: caretaker, at: Date()) } }
  }

  package func proposeRevocation(
    request: Clikc_Notification_V1_ProposeRevocationRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ProposeRevocationResponse {
    let caretaker = try Caretaker.required()
    let id = try RequestField.identifier(request.certificateID, "certificate_id")
    let reason = try Self.reason(request.reason)
    let note = try Self.note(request.note)
    let proposed = try await Self.refusing {
      try await self.revoke.propose(id, reason: reason, note: note, by: caretaker, now: Date())
    }
    guard let proposed else { throw Self.unknownCertificate }
    return .with { $0.revocation = .init(proposed, for: caretaker, at: Date()) }
  }

  package func decideRevocation(
    request: Clikc_Notification_V1_DecideRevocationRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_DecideRevocationResponse {
    let caretaker = try Caretaker.required(.administrator)
    let id = try RequestField.identifier(request.proposalID, "proposal_id")
    let outcome: RevocationOutcome
    switch request.outcome {
    case .confirmed: outcome = .confirmed
    case .refused: outcome = .refused
    case .unspecified: throw Refusal.invalid([FieldViolation("outcome", "REQUIRED")])
    default: throw Refusal.invalid([FieldViolation("outcome", "INVALID_CHOICE")])
    }
    let decided = try await self.decide(id, outcome, by: caretaker)
    return .with { $0.revocation = decided }
  }

  package func withdrawRevocation(
    request: Clikc_Notification_V1_WithdrawRevocationRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_WithdrawRevocationResponse {
    let caretaker = try Caretaker.required()
    let id = try RequestField.identifier(request.proposalID, "proposal_id")
    let withdrawn = try await self.decide(id, .withdrawn, by: caretaker)
    return .with { $0.revocation = withdrawn }
  }

  package func reissueCertificate(
    request: Clikc_Notification_V1_ReissueCertificateRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ReissueCertificateResponse {
    let caretaker = try Caretaker.required()
    let id = try RequestField.identifier(request.certificateID, "certificate_id")
    let successor = try await Self.refusing {
      try await self.reissue(id, by: caretaker, now: Date())
    }
    guard let successor else { throw Self.unknownCertificate }
    return .with {
      $0.certificateID = successor.id.uuidString.lowercased()
      $0.serial = successor.serial
    }
  }

  private func decide(
    _ id: UUID, _ outcome: RevocationOutcome, by caretaker: Caretaker
  ) async throws -> Clikc_Notification_V1_Revocation {
    let decided = try await Self.refusing {
      try await self.revoke.decide(id, outcome, by: caretaker, now: Date())
    }
    guard let decided else { throw Refusal(.notFound, "REVOCATION_NOT_FOUND") }
    return .init(decided, for: caretaker, at: Date())
  }
}

extension CertificateRegisterService {
  /// One that is not there and one out of reach get the same answer.
  private static var unknownCertificate: Refusal { Refusal(.notFound, "CERTIFICATE_NOT_FOUND") }

  private static func reason(
    _ reason: Clikc_Notification_V1_RevocationReason
  ) throws -> RevocationReason {
    switch reason {
    case .issuedInError: return .issuedInError
    case .wrongPerson: return .wrongPerson
    case .misconduct: return .misconduct
    case .holderRequest: return .holderRequest
    case .unspecified: throw Refusal.invalid([FieldViolation("reason", "REQUIRED")])
    case .UNRECOGNIZED: throw Refusal.invalid([FieldViolation("reason", "INVALID_CHOICE")])
    }
  }

  /// At most 1000 Unicode scalars, of controls only the ends of lines.
  private static func note(_ text: String) throws -> String {
    let note = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard note.unicodeScalars.count <= 1000 else {
      throw Refusal.invalid([FieldViolation("note", "TOO_LONG")])
    }
    let isClean = note.unicodeScalars.allSatisfy {
      ["\n", "\r", "\t"].contains($0) || $0.properties.generalCategory != .control
    }
    guard isClean else { throw Refusal.invalid([FieldViolation("note", "INVALID_CHARACTERS")]) }
    return note
  }

  /// Says of what the rules forbid why.
  private static func refusing<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
    do {
      return try await body()
    } catch let fault as CertificateFault {
      throw Refusal(fault)
    }
  }
}

extension Caretaker {
  /// The caller, who must be a coordinator or an administrator, or have one of the roles given.
  static func required(_ roles: Role...) throws -> Caretaker {
    let caller = try Principal.required(.coordinator, .administrator)
    guard roles.isEmpty || !caller.roles.isDisjoint(with: roles) else {
      throw Refusal(.permissionDenied, "NOT_ALLOWED")
    }
    return Caretaker(
      accountID: caller.accountID, isAdministrator: caller.has(.administrator),
      administrationID: caller.has(.coordinator) ? caller.administrationID : nil)
  }
}

extension Refusal {
  init(_ fault: CertificateFault) {
    switch fault {
    case .revoked: self.init(.failedPrecondition, "CERTIFICATE_REVOKED")
    case .superseded: self.init(.failedPrecondition, "CERTIFICATE_SUPERSEDED")
    case .proposalWaits: self.init(.failedPrecondition, "REVOCATION_WAITING")
    case .ownProposal: self.init(.permissionDenied, "REVOCATION_OWN")
    case .proposalOfAnother: self.init(.permissionDenied, "REVOCATION_NOT_OWN")
    case .proposalDecided: self.init(.failedPrecondition, "REVOCATION_DECIDED")
    case .nameUnchanged: self.init(.failedPrecondition, "CERTIFICATE_NAME_UNCHANGED")
    case .holderErased: self.init(.failedPrecondition, "CERTIFICATE_HOLDER_ERASED")
    }
  }
}
