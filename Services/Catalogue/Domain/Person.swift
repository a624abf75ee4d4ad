package import Foundation

/// Somebody as the catalogue knows them, copied from what Identity tells.
package struct Person: Equatable, Sendable {
  package let id: UUID
  package let username: String
  package let email: String
  package let name: String
  package let administration: UUID?
  package let language: String
  package let roles: Set<SiteRole>

  package init(
    id: UUID, username: String, email: String, name: String, administration: UUID?,
    language: String, roles: Set<SiteRole>
  ) {
    self.id = id
    self.username = username
    self.email = email
    self.name = name
    self.administration = administration
    self.language = language
    self.roles = roles
  }
}
