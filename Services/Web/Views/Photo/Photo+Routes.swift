import Foundation
import Hummingbird
import IdentityContract
import Localization
import SwiftProtobuf

/// Choosing a photo. The form carries a file, so it stands before the middleware that reads other forms.
func addPhotoFormRoute(to router: Router<WebContext>, site: Site, origin: SiteOrigin) {
  let reader = FileFormReader(guardian: site.guardian, site: origin)
  router.post("/profile/photo") { request, context in
    let visit = try context.requireVisit()
    let form: MultipartForm
    do {
      form = try await reader.read(request, for: visit)
    } catch PageFault.formTooLarge {
      return try await photoPage(.tooLarge, visit, site)
    }
    guard let file = form.file("photo") else { return try await photoPage(.missing, visit, site) }
    guard file.count <= FileFormReader.largestFile else {
      return try await photoPage(.tooLarge, visit, site)
    }
    return try await use(file, visit, site)
  }
}

/// Looking at one's photo, and taking it away.
func addPhotoRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/profile/photo") { request, context in
    let removed = try request.query()["removed"] == "1"
    return try await photoPage(removed ? .removed : nil, context.requireVisit(), site)
  }
  router.post("/profile/photo/remove") { _, context in
    _ = try await context.requireVisit().gateway.call(
      .removePhoto, Clikc_Identity_V1_RemovePhotoRequest())
    return seeOther(path: SiteURL.photo.path + "?removed=1")
  }
}

private func use(_ file: Data, _ visit: Visit, _ site: Site) async throws -> Response {
  do {
    try await visit.gateway.upload("/api/v1/profile/photo", Array(file))
    return seeOther(path: SiteURL.profile.path + "?photo=1")
  } catch let refusal as GatewayRefusal where [400, 413, 415, 503].contains(refusal.status) {
    try await visit.meetViewer()
    return try await photoPage(.refused(visit.texts.refusal(refusal)), visit, site)
  }
}

/// What the page has to say besides.
private enum PhotoNotice {
  case missing
  case tooLarge
  case refused(String)
  case removed

  func fault(_ texts: Texts) -> String? {
    switch self {
    case .missing: texts("web.photo.none")
    case .tooLarge: texts("web.photo.too-large")
    case .refused(let text): text
    case .removed: nil
    }
  }

  var status: Int {
    switch self {
    case .missing, .refused: 422
    case .tooLarge: 413
    case .removed: 200
    }
  }
}

private func photoPage(
  _ notice: PhotoNotice?, _ visit: Visit, _ site: Site
) async throws -> Response {
  let account = try await visit.gateway.call(.getProfile, Clikc_Identity_V1_GetProfileRequest())
    .account
  let texts = visit.texts
  var removed = false
  if case .removed? = notice { removed = true }
  let model = PhotoModel(
    account, fault: notice?.fault(texts), notice: removed ? texts("web.photo.removed") : nil, texts)
  let view = PhotoView(
    model: model, title: texts("web.photo.title"), profileTitle: texts("web.profile.title"),
    status: notice?.status ?? 200)
  return try await site.respond(view, to: visit)
}
