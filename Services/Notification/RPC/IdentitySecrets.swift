import Foundation
package import GRPCCore
import GRPCRabbitMQTransport
import IdentityContract
import NotificationDomain
import SwiftProtobuf

extension SecretSource {
  /// Asks Identity, which answers Notification alone.
  package init(identity client: GRPCClient<some ClientTransport>) {
    let secrets = Clikc_Identity_V1_Secrets.Client(wrapping: client)
    self.init { secret, accountID, serial in
      let request = Clikc_Identity_V1_RevealSecretRequest.with {
        $0.purpose = Clikc_Identity_V1_SecretPurpose(secret)
        $0.accountID = accountID.uuidString.lowercased()
        $0.serial = serial
      }
      do {
        return try await withDeadline(.seconds(10)) {
          try await secrets.revealSecret(request).secret
        }
      } catch let error as RPCError where error.code == .failedPrecondition {
        throw SecretOutdated()
      }
    }
  }
}

extension Clikc_Identity_V1_SecretPurpose {
  init(_ secret: MailSecret) {
    self =
      switch secret {
      case .temporaryPassword: .temporaryPassword
      case .resetToken: .passwordReset
      }
  }
}
