import Foundation
import IdentityContract
import Localization
import SwiftProtobuf

/// Invitations to print and cut out, each in its owner's language. They are shown this once.
struct SlipsModel: Equatable, Sendable {
  let back: String
  let slips: [Slip]
  let none: Bool

  /// What somebody needs to log in for the first time.
  struct Slip: Equatable, Sendable {
    let language: String
    let direction: String
    let name: String
    let username: String
    let password: String
    let site: String
    let usernameTitle: String
    let passwordTitle: String
    let siteTitle: String
    let advice: String
    /// The address of the login form with the username filled in, for who has a camera.
    let qr: QRDrawing?
    let qrTitle: String
  }

  init(
    _ answer: Clikc_Identity_V1_MakeSlipsResponse, back: String, site: String,
    texts: (Language) -> Texts
  ) {
    self.back = back
    slips = answer.slips.map { slip in
      let language = Language(rawValue: slip.language) ?? .english
      return Slip(slip, language, site: site, texts(language))
    }
    none = slips.isEmpty
  }
}

extension SlipsModel.Slip {
  init(_ slip: Clikc_Identity_V1_Slip, _ language: Language, site: String, _ texts: Texts) {
    self.language = language.rawValue
    direction = language.direction.rawValue
    name = slip.name
    username = slip.username
    password = slip.temporaryPassword
    self.site = site
    usernameTitle = texts("web.username")
    passwordTitle = texts("web.slips.password")
    siteTitle = texts("web.slips.site")
    advice = texts("web.slips.advice", ["day": texts.day(slip.expiresAt.date)])
    let root = site.hasSuffix("/") ? String(site.dropLast()) : site
    qr = QRDrawing(root + SiteURL.signIn(username: slip.username).path)
    qrTitle = texts("web.slips.qr")
  }
}

struct SlipsView: View {
  static let template = "slips"

  let model: SlipsModel
  let title: String

  var screen: Screen { Screen(title: title) }
}
