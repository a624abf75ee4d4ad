package import Localization
package import NotificationDomain

extension CertificatePage {
  /// What stands on a bilingual certificate in the holder's own language. Number, name and address have no
  /// language, and stand there once.
  package struct Second: Equatable, Sendable {
    package let isRightToLeft: Bool
    /// Of the text: a tag of BCP 47.
    package let language: String
    package let organization: String
    package let community: String
    package let heading: String
    package let awarded: String
    package let completed: String
    package let courseTitle: String
    /// As many as the page has, in the same order.
    package let facts: [Fact]
    package let verify: String

    package init(
      _ second: SecondLanguage, beside certificate: Certificate, texts: MessageCatalogue
    ) {
      let language = second.language
      func text(_ key: String) -> String { texts.text("certificate.\(key)", language.catalogue) }
      self.isRightToLeft = language.isRightToLeft
      self.language = language.rawValue
      self.organization = text("organization")
      self.community = text("community")
      self.heading = text("heading")
      self.awarded = text("awarded")
      self.completed = text("completed")
      self.courseTitle = second.courseTitle
      self.facts = CertificatePage.facts(certificate, language, texts)
      self.verify = text("verify")
    }
  }

  /// Hours, dates and number of a certificate in a language.
  static func facts(
    _ certificate: Certificate, _ language: WrittenLanguage, _ texts: MessageCatalogue
  ) -> [Fact] {
    func text(_ key: String) -> String { texts.text("certificate.\(key)", language.catalogue) }
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
    return facts
  }
}
