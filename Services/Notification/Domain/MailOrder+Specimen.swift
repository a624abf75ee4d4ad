package import Foundation

extension MailOrder {
  /// What stands where a secret would: nobody gets in with it.
  package static let specimenSecret = "Abc-123-Def-456"

  /// A mail of a template to an invented person, to be looked at and never sent.
  package static func specimen(
    of template: MailTemplate, in language: WrittenLanguage, at now: Date
  ) -> MailOrder {
    let id = UUID(uuid: (0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 0))
    return MailOrder(
      id: id, eventID: id, accountID: id, template: template, language: language,
      address: "amina.okonkwo@customs.example",
      arguments: [
        "name": "Amina Okonkwo", "username": "aokonkwo", "days": "7", "minutes": "30",
        "changed_at": "\(Int(now.timeIntervalSince1970))",
        "final_at": "\(Int(now.timeIntervalSince1970) + 14 * 86400)",
        "course": "Customs Risk Management",
        "course_id": id.uuidString.lowercased(),
        "serial": template.secret == nil ? "CLIKC-2026-000042-6" : "1",
        "requester": "Kofi Mensah", "request_id": id.uuidString.lowercased(),
        "reason": "Please ask the co-ordinator of your region.",
        "revocation": RevocationReason.issuedInError.rawValue,
        "code": "0M3KZ-7Q2HC-W9XR4T-8VBNE-61GJD",
      ], createdAt: now)
  }
}
