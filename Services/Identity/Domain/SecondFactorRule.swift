/// Of whom the site demands a second factor. Everybody may have one.
package enum SecondFactorRule: String, CaseIterable, Sendable {
  /// Of nobody.
  case offered
  /// Of those who see or change what is others'.
  case staff

  /// Whether somebody with these roles must have one.
  package func demands(of roles: Set<SiteRole>) -> Bool {
    self == .staff && !roles.isDisjoint(with: [.coordinator, .administrator])
  }
}
