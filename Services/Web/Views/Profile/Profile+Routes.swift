import Hummingbird
import IdentityContract
import Localization

/// A person's own profile.
func addProfileRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/profile") { request, context in
    let visit = try context.requireVisit()
    let answer = try await profile(visit)
    let query = try request.query()
    let notices = [("saved", "web.profile.saved"), ("photo", "web.photo.saved")]
    let key = notices.first { query[$0.0] == "1" }?.1
    let model = ProfileModel(
      answer, notice: key.map { visit.texts($0) }, isFirst: visit.gate == .confirmProfile,
      visit.texts)
    return try await site.respond(
      ProfileView(model: model, title: visit.texts("web.profile.title")), to: visit)
  }
  router.get("/profile/edit") { _, context in
    let visit = try context.requireVisit()
    let values = EditProfileModel.Values(try await profile(visit), visit.texts)
    return try await form(values, FieldFaults(), visit, site)
  }
  router.post("/profile/edit") { _, context in
    guard let values = EditProfileModel.Values(context.form) else { throw PageFault.brokenForm }
    let isFirst = context.form["first"] == "1"
    return try await update(values, isFirst: isFirst, context.requireVisit(), site)
  }
}

private func profile(_ visit: Visit) async throws -> Clikc_Identity_V1_GetProfileResponse {
  try await visit.gateway.call(.getProfile, Clikc_Identity_V1_GetProfileRequest())
}

private func form(
  _ values: EditProfileModel.Values, _ faults: FieldFaults, _ visit: Visit, _ site: Site,
  status: Int = 200
) async throws -> Response {
  let model = EditProfileModel(
    values, isFirst: visit.gate == .confirmProfile, faults, visit.texts)
  let view = EditProfileView(
    model: model, title: visit.texts("web.profile.edit"),
    profileTitle: visit.texts("web.profile.title"), status: status)
  return try await site.respond(view, to: visit)
}

private func update(
  _ values: EditProfileModel.Values, isFirst: Bool, _ visit: Visit, _ site: Site
) async throws -> Response {
  do {
    let answer = try await visit.gateway.call(.updateProfile, values.request)
    var response =
      isFirst ? landing(answer.gate) : seeOther(path: SiteURL.profile.path + "?saved=1")
    if visit.origin.chosenLanguage != nil, let language = Language(rawValue: values.language) {
      response.setCookie(SiteCookie.language(language))
    }
    return response
  } catch let refusal as GatewayRefusal where refusal.reason == "PROFILE_CHANGED_MEANWHILE" {
    var fresh = values
    fresh.version = try await profile(visit).account.version
    let faults = FieldFaults(form: visit.texts("web.profile.conflict"))
    return try await form(fresh, faults, visit, site, status: 409)
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    return try await form(values, FieldFaults(refusal, visit.texts), visit, site, status: 422)
  }
}
