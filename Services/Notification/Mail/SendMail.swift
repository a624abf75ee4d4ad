package import Foundation
package import NotificationDomain

/// Makes one try to send a mail.
package struct SendMail: Sendable {
  private let writer: MailWriter
  private let secrets: SecretSource
  private let client: SMTPClient
  private let signer: DKIMSigner?
  private let now: @Sendable () -> Date

  /// Without a `signer` mail goes out unsigned.
  package init(
    writer: MailWriter, secrets: SecretSource, client: SMTPClient, signer: DKIMSigner? = nil,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.writer = writer
    self.secrets = secrets
    self.client = client
    self.signer = signer
    self.now = now
  }

  /// Asks for the secret, writes the mail and hands it to the relay. `mayFinish` is asked before
  /// the final dot.
  package func callAsFunction(
    _ order: MailOrder, mayFinish: @escaping @Sendable () -> Bool
  ) async -> DeliveryOutcome {
    guard self.now() < order.expiresAt else { return .outdated(OwnAnswer.tooOld.rawValue) }
    let secret: String
    do { secret = try await self.secret(of: order) } catch is SecretOutdated {
      return .outdated(OwnAnswer.secretEnded.rawValue)
    } catch {
      return .unprepared(OwnAnswer.secretMissing.because(error))
    }
    do {
      let message = MailMessage(
        id: order.id, from: self.client.sender,
        to: try MailAddress(order.address, name: try order.argument("name")),
        date: order.createdAt, text: try self.writer.write(order, secret: secret),
        unsubscribe: self.writer.unsubscribe(from: order))
      let encoded = try message.encoded()
      let bytes = try self.signer?.sign(encoded, at: order.createdAt) ?? encoded
      let returnPath =
        self.client.returnPath?.address(of: order.id) ?? self.client.sender.address
      return await self.client.send(
        bytes, from: returnPath, to: order.address, mayFinish: mayFinish
      ).withholding(secret, linksTo: self.writer.site)
    } catch {
      return .refused(OwnAnswer.unwritable.because(error))
    }
  }

  private func secret(of order: MailOrder) async throws -> String {
    guard let secret = order.template.secret else { return "" }
    let serial = Int64(try order.number("serial"))
    return try await self.secrets.reveal(secret, order.accountID, serial)
  }
}
