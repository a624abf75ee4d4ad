/// Who may use a route; the access levels of the HTTP contract.
package enum RouteAccess: CaseIterable, Sendable {
  case open
  case anybody
  case session
  case passwordChanged
  case `internal`
}

/// What stands between a signed-in person and the site, in the order the steps are taken.
package enum Gate: CaseIterable, Sendable {
  case changePassword
  case acceptPolicy
  case confirmProfile
  case open

  /// The first step of `state` not yet taken.
  package init(_ state: AccountState) {
    self =
      if state.mustChangePassword {
        .changePassword
      } else if !state.policyAccepted {
        .acceptPolicy
      } else if !state.profileConfirmed {
        .confirmProfile
      } else {
        .open
      }
  }

  /// Whether a session behind this gate may use a route. Internal routes are for no session.
  package func admits(_ access: RouteAccess) -> Bool {
    switch access {
    case .anybody, .session: true
    case .passwordChanged: self != .changePassword
    case .open: self == .open
    case .internal: false
    }
  }
}

/// What decides the gate of an account.
package struct AccountState: Sendable {
  package var mustChangePassword: Bool
  package var policyAccepted: Bool
  package var profileConfirmed: Bool

  package init(mustChangePassword: Bool, policyAccepted: Bool, profileConfirmed: Bool) {
    self.mustChangePassword = mustChangePassword
    self.policyAccepted = policyAccepted
    self.profileConfirmed = profileConfirmed
  }
}
