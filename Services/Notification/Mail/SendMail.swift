package import Foundation
package import NotificationDomain

/// Makes one try to send a mail, in two steps: the relay hears of it in the second.
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

  /// Asks for the secret and writes the mail.
  package func prepare(_ order: MailOrder) async -> MailPreparation {
    guard self.now() < order.expiresAt else { return .ended(.outdated(OwnAnswer.tooOld.rawValue)) }
    let secret: String
    do { secret = try await self.secret(of: order) } catch is SecretOutdated {
      return .ended(.outdated(OwnAnswer.secretEnded.rawValue))
    } catch {
      return .ended(.unprepared(OwnAnswer.secretMissing.because(error)))
    }
    do { return .ready(try self.written(order, secret: secret)) } catch {
      return .ended(.refused(OwnAnswer.unwritable.because(error)))
    }
  }

  /// Hands a mail to the relay. `mayFinish` is asked before the final dot.
  package func deliver(
    _ mail: WrittenMail, mayFinish: @escaping @Sendable () -> Bool
  ) async -> DeliveryOutcome {
    await self.client.send(
      mail.bytes, from: mail.returnPath, to: mail.recipient, mayFinish: mayFinish
    ).withholding(mail.secret, linksTo: self.writer.site)
  }

  private func written(_ order: MailOrder, secret: String) throws -> WrittenMail {
    let message = MailMessage(
      id: order.id, from: self.client.sender,
      to: try MailAddress(order.address, name: try order.argument("name")),
      date: order.createdAt, text: try self.writer.write(order, secret: secret),
      unsubscribe: self.writer.unsubscribe(from: order))
    let encoded = try message.encoded()
    return WrittenMail(
      bytes: try self.signer?.sign(encoded, at: order.createdAt) ?? encoded,
      returnPath: self.client.returnPath?.address(of: order.id) ?? self.client.sender.address,
      recipient: order.address, secret: secret)
  }

  private func secret(of order: MailOrder) async throws -> String {
    guard let secret = order.template.secret else { return "" }
    let serial = Int64(try order.number("serial"))
    return try await self.secrets.reveal(secret, order.accountID, serial)
  }
}
