import HTTPTypes
import Hummingbird

extension HTTPField.Name {
  /// Names that HTTPTypes does not have.
  static var csrfToken: Self { named("x-csrf-token") }
  static var forwardedFor: Self { named("x-forwarded-for") }
  static var refresh: Self { named("refresh") }
  static var secFetchSite: Self { named("sec-fetch-site") }
  static var referrerPolicy: Self { named("referrer-policy") }
  static var openerPolicy: Self { named("cross-origin-opener-policy") }
  static var permissionsPolicy: Self { named("permissions-policy") }

  private static func named(_ name: String) -> Self {
    guard let field = Self(name) else { preconditionFailure("\(name) is no field name") }
    return field
  }
}
