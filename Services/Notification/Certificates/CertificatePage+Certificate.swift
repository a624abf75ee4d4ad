package import Localization
package import NotificationDomain

extension CertificatePage {
  /// Words a certificate in the course's language, and in the holder's when that is another one.
  package init(_ certificate: Certificate, texts: MessageCatalogue, site: SiteAddress) {
    let language = certificate.language
    func text(_ key: String) -> String { texts.text("certificate.\(key)", language.catalogue) }
    let address = site.verification(code: certificate.code)
    self.init(
      isRightToLeft: language.isRightToLeft, language: language.rawValue,
      organization: text("organization"),
      community: text("community"), heading: text("heading"), awarded: text("awarded"),
      holder: certificate.holder, completed: text("completed"),
      courseTitle: certificate.courseTitle, facts: Self.facts(certificate, language, texts),
      verify: text("verify"),
      address: address,
      symbolAddress: site.verification(
        code: certificate.code, statement: certificate.statement),
      symbol: texts.text("certificate.symbol", language.catalogue, ["address": address]),
      timestamp: CivilDate(certificate.issuedAt).timestamp,
      second: certificate.second.map { Second($0, beside: certificate, texts: texts) })
  }
}
