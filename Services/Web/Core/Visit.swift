import GatewayContract
import IdentityContract
import Localization
import Synchronization

/// One request as the pages see it: who asks, in which language, and the way to the gateway.
final class Visit: Sendable {
  /// What the browser sent along.
  struct Origin: Equatable, Sendable {
    /// The session's token, when there is one.
    var token: String?
    /// What ties a form to this browser before there is a session.
    var nonce: String
    /// Whether the browser does not have the nonce yet.
    var nonceIsNew = false
    /// The username last signed in with.
    var username: String?
    /// The language the person chose in the menu.
    var chosenLanguage: Language?
    /// The language the browser asks for.
    var browserLanguage: Language = .english
    /// What the browser calls itself.
    var device = ""
    /// What proves that this browser was logged in before; of which account the gateway knows.
    var deviceProof: String?
    /// The person's network address.
    var address: String?
    /// Path and query of a page, to come back to: this one, or the one whose form was sent, "/" when that is unknown.
    var location = "/"
    /// What was typed into the page's form when the language was changed, to be shown there again.
    var typed: Form?
  }

  let origin: Origin
  private let catalogue: MessageCatalogue
  private let client: any GatewayClient
  private let seen = Mutex<Clikc_Gateway_V1_Viewer?>(nil)

  init(origin: Origin, catalogue: MessageCatalogue, client: any GatewayClient) {
    self.origin = origin
    self.catalogue = catalogue
    self.client = client
  }

  /// The way to the gateway in this person's name.
  var gateway: SessionGateway {
    SessionGateway(
      client: client,
      credentials: Credentials(
        token: origin.token, clientAddress: origin.address,
        chosenLanguage: origin.chosenLanguage?.rawValue,
        browserLanguage: origin.browserLanguage.rawValue)
    ) { viewer in
      if let viewer { self.seen.withLock { $0 = viewer } }
    }
  }

  /// Who is looking, as far as the gateway has said.
  var viewer: Clikc_Gateway_V1_Viewer? { seen.withLock { $0 } }

  /// The language of the page: what was chosen, else the person's own, else the browser's. The gateway follows the same
  /// order.
  var language: Language {
    origin.chosenLanguage ?? viewer.flatMap { Language(rawValue: $0.language) }
      ?? origin.browserLanguage
  }

  /// The words of that language.
  var texts: Texts { texts(in: language) }

  /// The words of another language.
  func texts(in language: Language) -> Texts {
    Texts(catalogue, language, zone: viewer?.timeZone ?? "")
  }

  /// What the session still has to do; nil when nobody is signed in.
  var gate: Clikc_Identity_V1_Gate? {
    viewer.flatMap { Clikc_Identity_V1_Gate(rawValue: Int($0.gate)) }
  }

  /// As `meetViewer`, for a page that only a signed-in person has.
  func requireViewer() async throws {
    try await meetViewer()
    guard viewer != nil else { throw GatewayRefusal(status: 401, reason: "SIGN_IN_REQUIRED") }
  }

  /// Asks the gateway who is looking, once, for a page that asks it nothing else.
  func meetViewer() async throws {
    guard origin.token != nil, viewer == nil else { return }
    do {
      _ = try await gateway.call(.getProfile, Clikc_Identity_V1_GetProfileRequest())
    } catch is GatewayRefusal {
      // A session that ended makes a visitor; one before its gate has said who it is all the same.
    }
  }
}
