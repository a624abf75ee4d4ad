package import Cryptography
package import NotificationDomain
package import ServiceRuntime

extension DKIMSigner {
  /// Signs with an RSA key in PEM form.
  package init(domain: String, selector: String, key: RSASigningKey) {
    self.init(domain: domain, selector: selector, digest: { sha256($0) }) {
      try key.signature(of: $0)
    }
  }

  /// Reads CLIKC_DKIM_…; nil when no selector is set, and mail goes out unsigned.
  package init?(_ settings: Settings, sender: MailAddress) throws(SettingError) {
    let selector = try settings.text("DKIM_SELECTOR", default: "")
    guard !selector.isEmpty else { return nil }
    let domain = try settings.text("DKIM_DOMAIN", default: sender.domain)
    for (key, value) in [("DKIM_SELECTOR", selector), ("DKIM_DOMAIN", domain)] {
      guard value.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) })
      else { throw SettingError(key, "must be letters, digits, dots and hyphens") }
    }
    let pem = try settings.secret("DKIM_KEY")
    guard let key = try? RSASigningKey(pem: pem) else {
      throw SettingError("DKIM_KEY", "is no RSA private key of 2048 bits or more in PEM form")
    }
    self.init(domain: domain, selector: selector, key: key)
  }
}
