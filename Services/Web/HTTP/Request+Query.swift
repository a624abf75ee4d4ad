import HTTPTypes
import Hummingbird

extension Request {
  /// The fields of the query; a broken one gets its page.
  func query() throws -> Form {
    guard let form = Form((uri.query ?? "").utf8, limit: 50) else { throw PageFault.brokenAddress }
    return form
  }
}
