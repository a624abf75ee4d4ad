import Foundation
import HTTPTypes
import Hummingbird
import Localization

/// The cookies of the site. All are bound to this very host over a safe channel; browsers take
/// http://localhost for one.
enum SiteCookie {
  static let sessionName = "__Host-sid"
  static let nonceName = "__Host-form"
  static let languageName = "__Host-language"
  static let usernameName = "__Host-username"
  static let deviceName = "__Host-device"

  /// The session's token; it goes when the browser closes, or for a remembered session at its end.
  static func session(_ token: String, until end: Date? = nil) -> Cookie {
    cookie(sessionName, token, maxAge: end.map { max(0, Int($0.timeIntervalSinceNow)) })
  }

  /// What proves, for a year, that this browser was logged in to an account: failures of others then do
  /// not slow its owner down.
  static func deviceProof(_ proof: String) -> Cookie {
    cookie(deviceName, proof, maxAge: 31_536_000)
  }

  /// Takes the session's token back.
  static var sessionEnded: Cookie { cookie(sessionName, "", maxAge: 0) }

  /// The username last signed in with, shown where the temporary password is changed: until that is
  /// done the gateway tells no profile.
  static func username(_ username: String) -> Cookie {
    cookie(usernameName, Array(username.utf8).map { String($0, radix: 16) }.joined(separator: "-"))
  }

  /// Reads it back; nil when it is not ours.
  static func username(in value: String) -> String? {
    let bytes = value.split(separator: "-").map { UInt8($0, radix: 16) }
    guard !bytes.isEmpty, !bytes.contains(nil) else { return nil }
    return String(validating: bytes.compactMap { $0 }, as: UTF8.self)
  }

  /// What ties forms to a browser before there is a session.
  static func nonce(_ nonce: String) -> Cookie { cookie(nonceName, nonce) }

  /// The language chosen in the menu, remembered for a year.
  static func language(_ language: Language) -> Cookie {
    cookie(languageName, language.rawValue, maxAge: 31_536_000)
  }

  private static func cookie(_ name: String, _ value: String, maxAge: Int? = nil) -> Cookie {
    Cookie(
      name: name, value: value, maxAge: maxAge, path: "/", secure: true, httpOnly: true,
      sameSite: .lax)
  }
}
