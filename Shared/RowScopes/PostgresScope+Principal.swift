public import Authentication
internal import Foundation
public import Postgres

extension PostgresScope {
  /// What a person's call may see and change, as policies read it:
  ///
  /// - `clikc.scope`: `administrator`, `expert` or `person`, the first that they are; ``service`` has its own.
  /// - `clikc.account`: who it is.
  /// - `clikc.administration`: the administration whose coordinator they are; empty for none.
  public init(_ principal: Principal) {
    let kind =
      principal.has(.administrator)
      ? "administrator" : principal.has(.expert) ? "expert" : "person"
    let coordinated = principal.has(.coordinator) ? principal.administrationID : nil
    self.init([
      "clikc.scope": kind, "clikc.account": principal.accountID.uuidString.lowercased(),
      "clikc.administration": coordinated?.uuidString.lowercased() ?? "",
    ])
  }
}
