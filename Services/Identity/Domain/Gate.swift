/// Who may use a route; the access levels of the HTTP contract.
package enum RouteAccess: CaseIterable, Sendable {
  case open
  case anybody
  case firstFactor
  case session
  case passwordChanged
  case policyAccepted
  case `internal`
}

/// What stands between a signed-in person and the site, in the order the steps are taken.
package enum Gate: CaseIterable, Sendable {
  case enterCode
  case cancelErasure
  case changePassword
  case setUpSecondFactor
  case acceptPolicy
  case confirmProfile
  case open

  /// The first step of `state` not yet taken.
  package init(_ state: AccountState) {
    self =
      if state.hasSecondFactor && !state.codeGiven {
        .enterCode
      } else if state.erasureAsked {
        .cancelErasure
      } else if state.mustChangePassword {
        .changePassword
      } else if state.needsSecondFactor && !state.hasSecondFactor {
        .setUpSecondFactor
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
    case .anybody, .firstFactor: true
    case .session: self != .enterCode
    case .passwordChanged: ![.enterCode, .cancelErasure, .changePassword].contains(self)
    case .policyAccepted: self == .confirmProfile || self == .open
    case .open: self == .open
    case .internal: false
    }
  }
}

/// What decides the gate of a session.
package struct AccountState: Sendable {
  package var mustChangePassword: Bool
  package var policyAccepted: Bool
  package var profileConfirmed: Bool
  /// Whether logins of the account need a code.
  package var hasSecondFactor: Bool
  /// Whether the site demands that of the person.
  package var needsSecondFactor: Bool
  /// Whether this session has given its code.
  package var codeGiven: Bool
  /// Whether the person asked for erasure, and may still take that back.
  package var erasureAsked: Bool

  package init(
    mustChangePassword: Bool, policyAccepted: Bool, profileConfirmed: Bool,
    hasSecondFactor: Bool = false, needsSecondFactor: Bool = false, codeGiven: Bool = true,
    erasureAsked: Bool = false
  ) {
    self.mustChangePassword = mustChangePassword
    self.policyAccepted = policyAccepted
    self.profileConfirmed = profileConfirmed
    self.hasSecondFactor = hasSecondFactor
    self.needsSecondFactor = needsSecondFactor
    self.codeGiven = codeGiven
    self.erasureAsked = erasureAsked
  }
}
