/// Who issues (Open Badges 3.0, B.1.17 Profile).
package struct BadgeIssuer: Encodable, Equatable, Sendable {
  package let id: String
  package let type = ["Profile"]
  package let name: String
  package let url: String

  /// The organization that the site is of.
  package init(name: String, site: SiteAddress) {
    self.id = site.credentialIssuer
    self.name = name
    self.url = site.root
  }
}
