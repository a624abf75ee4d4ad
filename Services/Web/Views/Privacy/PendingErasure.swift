import Foundation
import IdentityContract
import Localization
import SwiftProtobuf

/// A request for erasure that can still be taken back.
struct PendingErasureModel: Equatable, Sendable {
  /// When it was made.
  let asked: String
  /// When it becomes final; nil when that is not settled.
  let until: String?

  init(_ erasure: Clikc_Identity_V1_Erasure, _ texts: Texts) {
    asked = texts(
      "web.privacy.erasure-waits", ["when": texts.moment(erasure.requestedAt.date)])
    until =
      if erasure.isAtOnce {
        texts("web.privacy.erasure-now")
      } else if erasure.hasFinalAt {
        texts("web.privacy.erasure-until", ["when": texts.moment(erasure.finalAt.date)])
      } else {
        nil
      }
  }
}

extension Clikc_Identity_V1_Erasure {
  /// Whether it is carried out as soon as it is seen, because the site gives no days to take it back.
  var isAtOnce: Bool { hasFinalAt && finalAt.date < requestedAt.date + 1 }
}

/// All that is open to who asked for erasure.
struct PendingErasureView: View {
  static let template = "pending-erasure"

  let model: PendingErasureModel
  let title: String

  var screen: Screen {
    var screen = Screen(title: title)
    screen.allowedAt = [.cancelErasure]
    return screen
  }
}
