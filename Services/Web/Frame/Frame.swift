import AuthenticationContract
import GatewayContract
import Localization

/// What stands around every page, ready to show.
struct Frame: Sendable {
  let language: String
  let title: String
  let csrf: String
  let location: String
  let person: Person?
  let trail: [Crumb]
  let hasTrail: Bool
  let course: Course?
  let script: String?
  let feed: String?
  /// Says yes to the name of the main link that is current.
  let at: TemplateNode

  /// Who is signed in.
  struct Person: Sendable {
    let name: String
    let initials: String
    /// The address of the small photo.
    let photo: String?
    let coordinates: Bool
    let administers: Bool
  }

  /// A step of the trail; the last has no address.
  struct Crumb: Sendable {
    let title: String
    let address: String?
    let language: String?
  }

  /// A link of a menu.
  struct Link: Sendable {
    let title: String
    let address: String
    let current: Bool
  }

  /// The menu of the course a page lies in.
  struct Course: Sendable {
    let title: String
    let language: String
    let links: [Link]
  }
}

extension Frame {
  init(_ screen: Screen, visit: Visit, site: Site) throws {
    let texts = visit.texts
    language = texts.language.rawValue
    title = screen.title
    csrf = try site.guardian.token(for: visit.origin)
    location = visit.origin.location
    person = visit.viewer.map(Person.init)
    trail = screen.trail.map { Crumb(title: $0.title, address: $0.address, language: $0.language) }
    hasTrail = !trail.isEmpty
    course = screen.course.map { Course($0, texts) }
    script = screen.script.flatMap(site.assets.address(of:))
    feed = screen.feed
    at = TemplateNode([screen.current: true])
  }
}

extension Frame.Person {
  init(_ viewer: Clikc_Gateway_V1_Viewer) {
    name = viewer.name
    initials = Initials.of(viewer.name)
    photo = viewer.photo.isEmpty ? nil : SiteURL.blob(viewer.photo).path
    let has = { (role: Clikc_Authentication_V1_Role) in
      viewer.roles.contains(Int32(role.rawValue))
    }
    administers = has(.administrator)
    coordinates = administers || has(.coordinator)
  }
}

extension Frame.Course {
  init(_ menu: Screen.CourseMenu, _ texts: Texts) {
    title = menu.title
    language = menu.language
    let targets: [(String, SiteURL, Screen.CourseMenu.Item?)] = [
      ("web.course.course", .course(menu.id), .course),
      ("web.course.participants", .participants(menu.id), .participants),
      ("web.course.grades", .courseGrades(menu.id), .grades),
      ("web.course.forum", .page("forums"), nil),
      ("web.menu.calendar", .page("calendar"), nil),
      ("web.course.certificate", .certificate(menu.id), .certificate),
    ]
    links = targets.map { key, target, item in
      Frame.Link(title: texts(key), address: target.path, current: item == menu.current)
    }
  }
}
