import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Reads a posted form with a file, under the same conditions as `FormMiddleware`: it must come from a page of
/// ours that was written for this visit.
struct FileFormReader: Sendable {
  /// Bytes of the largest file.
  static let largestFile = 10_000_000
  /// What the form's own fields may take besides.
  private static let margin = 65_536

  private let guardian: FormGuard
  private let site: SiteOrigin

  init(guardian: FormGuard, site: SiteOrigin) {
    self.guardian = guardian
    self.site = site
  }

  /// The form. Throws `PageFault`, `formTooLarge` for a file that is.
  func read(_ request: Request, for visit: Visit) async throws -> MultipartForm {
    guard site.sent(request) else { throw PageFault.foreignForm }
    guard let boundary = MultipartForm.boundary(of: request.headers[.contentType] ?? "") else {
      throw PageFault.notAForm
    }
    let limit = Self.largestFile + Self.margin
    let length = request.headers[.contentLength].flatMap(Int.init) ?? 0
    guard length <= limit else { throw PageFault.formTooLarge }
    let body: ByteBuffer
    do {
      body = try await request.body.collect(upTo: limit)
    } catch is NIOTooManyBytesError {
      throw PageFault.formTooLarge
    }
    guard let form = MultipartForm(Data(body.readableBytesView), boundary: boundary) else {
      throw PageFault.brokenForm
    }
    guard try guardian.accepts(form["csrf"], for: visit.origin) else { throw PageFault.staleForm }
    return form
  }
}
