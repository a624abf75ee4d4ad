import IdentityContract
import SwiftProtobuf

/// Where a person is logged in, as an administrator sees it.
struct PersonSessionsModel: Equatable, Sendable {
  let name: String
  let sessions: [Line]
  let none: Bool
  /// Where all of them are ended.
  let end: String

  /// An open session.
  struct Line: Equatable, Sendable {
    let device: String
    let address: String
    let began: String
    let seen: String
    let remembered: Bool
  }

  init(
    _ account: Clikc_Identity_V1_Account, _ open: Clikc_Identity_V1_ListPersonSessionsResponse,
    _ texts: Texts
  ) {
    name = account.name
    sessions = open.sessions.map { Line($0, texts) }
    none = sessions.isEmpty
    end = SiteURL.personForm(account.id, "sessions").path
  }
}

extension PersonSessionsModel.Line {
  init(_ session: Clikc_Identity_V1_OpenSession, _ texts: Texts) {
    device = DeviceName.of(session.device, texts)
    address = session.clientAddress
    began = texts.moment(session.beganAt.date)
    seen = texts.moment(session.lastSeenAt.date)
    remembered = session.remembered
  }
}

struct PersonSessionsView: View {
  static let template = "person-sessions"

  let model: PersonSessionsModel
  let account: String
  let title: String
  let people: String

  var screen: Screen {
    var screen = Screen(title: title)
    screen.trail = [
      .init(people, .people()), .init(model.name, .person(account)), .init(title),
    ]
    return screen
  }
}
