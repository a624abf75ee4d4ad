import IdentityContract

typealias Gate = Clikc_Identity_V1_Gate

/// What a page tells the frame around it.
struct Screen: Sendable {
  /// What stands in the browser's title before the site's name.
  var title: String
  /// Where the page lies, outermost first; the page itself is last, without address.
  var trail: [Crumb] = []
  /// The course whose menu stands beside the page.
  var course: CourseMenu?
  /// A module of Public the page needs.
  var script: String?
  /// The address of an Atom feed of what the page tells.
  var feed: String?
  /// The menu item that is current: "dashboard", "courses", "calendar", "forums".
  var current = ""
  /// Gates at which the page may be seen although something else is due.
  var allowedAt: [Gate] = []
  /// False where no address must leak to other sites or other pages.
  var sendsReferrer = true
  var status = 200
  /// After so many seconds the browser asks for the page again.
  var refresh: Int?

  init(title: String) { self.title = title }

  /// A step of the trail.
  struct Crumb: Equatable, Sendable {
    let title: String
    let address: String?
    /// Language of the title when it is not the page's.
    let language: String?

    init(_ title: String, _ target: SiteURL? = nil, language: String? = nil) {
      self.title = title
      self.address = target?.path
      self.language = language
    }
  }

  /// The course a page lies in, with the menu item that is current.
  struct CourseMenu: Equatable, Sendable {
    enum Item: String, Sendable {
      case course
      case participants
      case grades
      case certificate
    }

    let id: String
    let title: String
    let language: String
    let current: Item

    init(id: String, title: String, language: String, current: Item) {
      self.id = id
      self.title = title
      self.language = language
      self.current = current
    }
  }
}

/// A page: a finished model and the template that draws it.
protocol View: Sendable {
  associatedtype Model: Sendable
  /// The template's name.
  static var template: String { get }
  var screen: Screen { get }
  var model: Model { get }
}
