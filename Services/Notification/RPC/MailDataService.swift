import Authentication
package import GRPCCore
package import NotificationContract
import NotificationDomain
import PersonalData
package import Postgres
import PrivacyContract
import SwiftProtobuf

/// clikc.notification.v1.MailData: what Notification keeps about the caller.
package struct MailDataService: Clikc_Notification_V1_MailData.SimpleServiceProtocol {
  private let pool: PostgresPool
  private let certificates: CertificateStore

  package init(pool: PostgresPool) {
    self.pool = pool
    self.certificates = CertificateStore(pool: pool)
  }

  package func exportMyMail(
    request: Clikc_Notification_V1_ExportMyMailRequest, context: ServerContext
  ) async throws -> Clikc_Notification_V1_ExportMyMailResponse {
    let account = try Principal.required().accountID
    let mail = try await PersonStore().mail(of: account, in: self.pool)
    let records = try await self.certificates.list(accountID: account)
    return .with {
      $0.sections = [
        Clikc_Privacy_V1_PersonalSection(
          "mail",
          mail.map { mail in
            [
              PersonalFact("template", mail.template), PersonalFact("email", mail.address),
              PersonalFact("state", mail.state), PersonalFact("created", mail.createdAt),
              PersonalFact("opened", mail.openedAt),
            ]
          }),
        Clikc_Privacy_V1_PersonalSection(
          "certificates",
          records.map { record in
            let certificate = record.certificate
            return [
              PersonalFact("serial", certificate.serial), PersonalFact("code", certificate.code),
              PersonalFact("course_title", certificate.courseTitle),
              PersonalFact("name", certificate.holder),
              PersonalFact("completed", certificate.completedAt),
              PersonalFact("issued", certificate.issuedAt),
              PersonalFact("valid_until", certificate.validUntil?.text ?? ""),
              PersonalFact("superseded", record.life.supersededAt),
              PersonalFact("revoked", record.life.revokedAt),
              PersonalFact("shows_name", record.life.showsHolder),
            ]
          }),
      ]
    }
  }
}
