internal import AuthenticationContract
internal import Foundation
internal import GRPCCore
internal import IdentityContract
internal import IdentityDomain
internal import Problems
internal import SwiftProtobuf

extension Clikc_Identity_V1_Gate {
  init(_ state: AccountState) { self.init(Gate(state)) }

  init(_ gate: Gate) {
    self =
      switch gate {
      case .enterCode: .enterCode
      case .cancelErasure: .cancelErasure
      case .changePassword: .changePassword
      case .setUpSecondFactor: .setUpSecondFactor
      case .acceptPolicy: .acceptPolicy
      case .confirmProfile: .confirmProfile
      case .open: .open
      }
  }
}

extension Clikc_Identity_V1_Account {
  init(_ account: Account) {
    self = .with {
      $0.id = account.id.wireText
      $0.username = account.username
      $0.email = account.email
      $0.name = account.name
      $0.language = account.language
      $0.administrationID = account.administration?.wireText ?? ""
      $0.roles = account.roles.sorted().compactMap {
        Clikc_Authentication_V1_Role(rawValue: $0.rawValue)
      }
      $0.city = account.city
      $0.country = account.country
      $0.timeZone = account.timeZone
      $0.description_p = account.description
      $0.version = account.version
      $0.createdAt = Google_Protobuf_Timestamp(date: account.createdAt)
      $0.preferredName = account.details.preferredName
      $0.interests = account.details.interests.words
      if let photo = account.details.photo { $0.photo = Clikc_Identity_V1_Photo(photo) }
    }
  }
}

extension Clikc_Identity_V1_Person {
  init(_ person: PersonRow, for caretaker: Caretaker) {
    self = .with {
      $0.account = Clikc_Identity_V1_Account(person.account.seen(by: .staff))
      $0.state = Clikc_Identity_V1_PersonState(rawValue: person.state.rawValue) ?? .unspecified
      if let moment = person.suspendedAt {
        $0.suspendedAt = Google_Protobuf_Timestamp(date: moment)
      }
      if let end = person.invitedUntil {
        $0.invitedUntil = Google_Protobuf_Timestamp(date: end)
      }
      $0.changeable = caretaker.mayChange(person.account)
    }
  }
}

extension Refusal {
  /// The fields a request was wrong in, in the order of their names.
  static func fields(_ faults: [String: FieldFault]) -> Refusal {
    .invalid(
      faults.sorted { $0.key < $1.key }.map { FieldViolation($0.key, $0.value.rawValue) })
  }

  /// Every rule a new password breaks.
  static func password(_ faults: [PasswordFault]) -> Refusal {
    .invalid(faults.map { FieldViolation("new_password", $0.rawValue) })
  }

  init(_ refusal: CareRefusal) {
    let code: RPCError.Code =
      switch refusal {
      case .unknownAccount: .notFound
      case .ownAccount, .noAdministration: .failedPrecondition
      case .protectedAccount, .roleNotGrantable, .otherAdministration, .notAllowed:
        .permissionDenied
      }
    self.init(code, refusal.rawValue)
  }

  init(_ error: AccountCreationError) {
    self =
      switch error {
      case .otherAdministration: Refusal(.permissionDenied, "OTHER_ADMINISTRATION")
      case .roleNotGrantable: Refusal(.permissionDenied, "ROLE_NOT_GRANTABLE")
      case .invalid(let faults): .fields(faults)
      }
  }

  /// The administration has as many accounts as it may have.
  static var quotaReached: Refusal { Refusal(.failedPrecondition, "QUOTA_REACHED") }

  /// The caller's account is gone though the principal is believed: they sign in anew.
  static var signInRequired: Refusal { Refusal(.unauthenticated, "SIGN_IN_REQUIRED") }
}

/// A value of a request field; its fault as a refusal of the whole request.
func checked<Value>(
  _ field: String, _ make: () throws(FieldFault) -> Value
) throws -> Value {
  do throws(FieldFault) { return try make() } catch { throw Refusal.fields([field: error]) }
}
