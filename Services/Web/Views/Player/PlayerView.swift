/// The player, which has the page to itself.
struct PlayerView: View {
  static let template = "player"

  let model: PlayerModel

  var screen: Screen {
    var screen = Screen(title: "\(model.slide.title) | \(model.lessonTitle)")
    screen.script = "player.js"
    return screen
  }
}

/// All slides of a lesson on one page, for the printer.
struct PrintView: View {
  static let template = "player-print"

  let model: PrintModel

  var screen: Screen { Screen(title: model.title) }
}

/// The slides to print.
struct PrintModel: Sendable {
  let title: String
  let courseTitle: String
  let language: String
  let direction: String
  let back: String
  let slides: [SlideModel]
}
