internal import Foundation
internal import IdentityContract
internal import IdentityDomain
internal import SwiftProtobuf

extension Clikc_Identity_V1_Administration {
  init(_ row: AdministrationRow) {
    self = .with {
      $0.id = row.id.wireText
      $0.code = row.code
      $0.names = row.names
    }
  }
}

extension Clikc_Identity_V1_RegisterEntry {
  init(_ row: RegisterRow, coordinators: [CoordinatorRow]) {
    self = .with {
      $0.administration = Clikc_Identity_V1_Administration(row.administration)
      $0.region = Clikc_Identity_V1_Region(rawValue: row.region?.rawValue ?? 0) ?? .unspecified
      $0.quota = Int32(row.quota)
      $0.accounts = Int32(row.accounts)
      $0.coordinators = coordinators.map { coordinator in
        .with {
          $0.accountID = coordinator.account.wireText
          $0.name = coordinator.name
          $0.email = coordinator.email
        }
      }
    }
  }
}
