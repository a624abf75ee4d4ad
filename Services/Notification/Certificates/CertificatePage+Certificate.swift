package import Localization
package import NotificationDomain

extension CertificatePage {
  /// Words a certificate in the course's language.
  package init(_ certificate: Certificate, texts: MessageCatalogue, site: SiteAddress) {
    let language = certificate.language
    func text(_ key: String) -> String { texts.text("certificate.\(key)", language.catalogue) }
    let address = site.verification(code: certificate.code)
    var facts = [
      Fact(text("date"), texts.longDate(certificate.completedAt, language)),
      Fact(text("serial"), certificate.serial),
    ]
    if let last = certificate.validUntil {
      facts.insert(Fact(text("valid-until"), texts.longDate(last, language)), at: 1)
    }
    if certificate.hours > 0 {
      facts.insert(Fact(text("hours"), language.number(certificate.hours)), at: 0)
    }
    self.init(
      isRightToLeft: language.isRightToLeft, language: language.rawValue,
      organization: text("organization"),
      community: text("community"), heading: text("heading"), awarded: text("awarded"),
      holder: certificate.holder, completed: text("completed"),
      courseTitle: certificate.courseTitle, facts: facts, verify: text("verify"),
      address: address,
      symbolAddress: site.verification(
        code: certificate.code, statement: certificate.statement),
      symbol: texts.text("certificate.symbol", language.catalogue, ["address": address]),
      timestamp: CivilDate(certificate.issuedAt).timestamp)
  }
}
