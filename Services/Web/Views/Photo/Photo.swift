import IdentityContract
import Localization

/// A picture of a person: their photo, or the letters of their name.
struct FaceModel: Equatable, Sendable {
  let initials: String
  /// The address of the photo; nil when there is none, or it is not shown.
  let photo: String?
  /// What the photo shows, for those who do not see it.
  let label: String

  init(name: String, photo: String, _ texts: Texts) {
    initials = Initials.of(name)
    self.photo = photo.isEmpty ? nil : SiteURL.blob(photo).path
    label = texts("web.photo.of", ["name": name])
  }
}

/// A person's photo, and the way to another.
struct PhotoModel: Equatable, Sendable {
  let face: FaceModel
  let has: Bool
  let fault: String?
  let notice: String?

  init(
    _ account: Clikc_Identity_V1_Account, fault: String?, notice: String?, _ texts: Texts
  ) {
    face = FaceModel(name: account.shownName, photo: account.photo.large, texts)
    has = account.hasPhoto
    self.fault = fault
    self.notice = notice
  }
}

struct PhotoView: View {
  static let template = "photo"

  let model: PhotoModel
  let title: String
  let profileTitle: String
  var status = 200

  var screen: Screen {
    var screen = Screen(title: title)
    screen.status = status
    screen.allowedAt = [.confirmProfile]
    screen.trail = [.init(profileTitle, .profile), .init(title)]
    return screen
  }
}

extension Clikc_Identity_V1_Account {
  /// What the person wants to be called, else the name.
  var shownName: String { preferredName.isEmpty ? name : preferredName }
}
