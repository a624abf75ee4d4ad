import CatalogueContract
import Localization

typealias Figures = Clikc_Catalogue_V1_GetFiguresResponse

/// What the front page needs to know: how much there is to learn.
struct FrontQuery: Sendable {
  func callAsFunction(_ gateway: SessionGateway) async throws -> Figures {
    try await gateway.call(.getFigures, Clikc_Catalogue_V1_GetFiguresRequest())
  }
}

/// The front page's own words; most of the page is fixed text.
struct FrontModel: Equatable, Sendable {
  /// One sentence with the number of hours and the languages; nil while the catalogue is empty or away.
  let offer: String?
  let signIn: SignInModel
  let help: [HelpWord]
  let signedIn: Bool

  /// A language's word for help.
  struct HelpWord: Equatable, Sendable {
    let word: String
    let language: String
    let direction: String
  }

  init(_ figures: Clikc_Catalogue_V1_GetFiguresResponse?, remembers: Bool, visit: Visit) {
    offer = figures.flatMap { Self.offer($0, visit.texts) }
    signIn = SignInModel(remembers: remembers)
    signedIn = visit.viewer != nil
    help = Language.allCases.map {
      HelpWord(
        word: visit.texts(in: $0)("web.front.help-word"), language: $0.rawValue,
        direction: $0.direction.rawValue)
    }
  }

  private static func offer(
    _ figures: Clikc_Catalogue_V1_GetFiguresResponse, _ texts: Texts
  ) -> String? {
    guard figures.courses > 0 else { return nil }
    let hours = texts.plural("web.front.hours", Int(figures.hours.rounded(.down)))
    let names = figures.languages.map { texts("web.language.\($0)") }
    return texts("web.front.offer", ["hours": hours, "languages": texts.list(names)])
  }
}

/// The page everybody sees first.
struct FrontView: View {
  static let template = "front"

  let model: FrontModel
  let title: String

  var screen: Screen { Screen(title: title) }
}
