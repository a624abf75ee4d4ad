internal import AuthenticationContract
internal import Foundation
internal import SwiftProtobuf

extension Principal {
  /// nil when an id is no UUID or a role is unknown.
  init?(message: Clikc_Authentication_V1_Principal) {
    guard let account = UUID(uuidString: message.accountID),
      let session = UUID(uuidString: message.sessionID)
    else { return nil }
    let roles = message.roles.map { Role(rawValue: $0.rawValue) }
    let administration = UUID(uuidString: message.administrationID)
    guard !roles.contains(nil), administration != nil || message.administrationID.isEmpty else {
      return nil
    }
    self.init(
      accountID: account, sessionID: session, roles: Set(roles.compactMap { $0 }),
      administrationID: administration, language: message.language, name: message.name)
  }

  /// The statement, with its times.
  func message(issued: Date, expires: Date) -> Clikc_Authentication_V1_Principal {
    .with {
      $0.accountID = accountID.uuidString.lowercased()
      $0.sessionID = sessionID.uuidString.lowercased()
      $0.roles = roles.sorted { $0.rawValue < $1.rawValue }.compactMap {
        Clikc_Authentication_V1_Role(rawValue: $0.rawValue)
      }
      $0.administrationID = administrationID?.uuidString.lowercased() ?? ""
      $0.language = language
      $0.name = name
      $0.issuedAt = Google_Protobuf_Timestamp(date: issued)
      $0.expiresAt = Google_Protobuf_Timestamp(date: expires)
    }
  }
}
