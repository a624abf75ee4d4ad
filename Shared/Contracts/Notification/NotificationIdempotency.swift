// swift-format-ignore-file
// Generated from proto/ by compose/routes: ./clikc proto
//
// What may be called twice.

/// The methods of clikc.notification.v1 whose `idempotency_level` says that they may run twice.
public enum NotificationIdempotency {
  /// As `package.Service/Method`.
  public static let methods: Set<String> = [
    "clikc.notification.v1.Credentials/GetMyCredential",
    "clikc.notification.v1.Credentials/GetStatusList",
    "clikc.notification.v1.Credentials/GetRevocationList",
    "clikc.notification.v1.Credentials/GetAchievement",
    "clikc.notification.v1.Credentials/GetIssuer",
    "clikc.notification.v1.Credentials/GetKeySet",
    "clikc.notification.v1.Credentials/GetKey",
    "clikc.notification.v1.Documents/DrawTable",
    "clikc.notification.v1.Certificates/GetMyCertificate",
    "clikc.notification.v1.Certificates/ListMyCertificates",
    "clikc.notification.v1.Certificates/VerifyCertificate",
    "clikc.notification.v1.Certificates/ShowHolder",
    "clikc.notification.v1.Certificates/ListCertificateKeys",
    "clikc.notification.v1.Mail/ListMail",
    "clikc.notification.v1.Mail/ListInvitations",
    "clikc.notification.v1.Mail/ListUndelivered",
    "clikc.notification.v1.Mail/CountUndelivered",
    "clikc.notification.v1.Mail/ListSuppressed",
    "clikc.notification.v1.Mail/GetSuppressed",
    "clikc.notification.v1.Mail/NoteLinkOpened",
    "clikc.notification.v1.Mail/Unsubscribe",
    "clikc.notification.v1.Mail/ListTemplates",
    "clikc.notification.v1.Mail/PreviewTemplate",
    "clikc.notification.v1.MailData/ExportMyMail",
    "clikc.notification.v1.CertificateRegister/ListCertificates",
    "clikc.notification.v1.CertificateRegister/CountCertificates",
    "clikc.notification.v1.CertificateRegister/GetCertificate",
    "clikc.notification.v1.CertificateRegister/ListRevocations",
    "clikc.notification.v1.CertificateRegister/DecideRevocation",
    "clikc.notification.v1.CertificateRegister/WithdrawRevocation",
    "clikc.notification.v1.CertificateRegister/ReissueCertificate",
  ]
}
