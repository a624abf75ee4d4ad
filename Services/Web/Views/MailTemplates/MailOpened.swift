import Hummingbird
import Logging
import NotificationContract
import SwiftProtobuf

/// The link in a mail names it (`?mail=…`), and following the link shows that it was read. The page is
/// of use without the note.
func noteMailOpened(_ request: Request, _ visit: Visit, _ site: Site) async throws {
  guard let mail = try request.query().value("mail") else { return }
  do {
    _ = try await visit.gateway.call(.noteLinkOpened, .with { $0.mailID = mail })
  } catch let refusal as GatewayRefusal where refusal.status == 400 {
    // It is no number of a mail's: somebody wrote the address by hand.
  } catch {
    site.logger.warning("an opened mail is not noted", metadata: ["error": "\(error)"])
  }
}
