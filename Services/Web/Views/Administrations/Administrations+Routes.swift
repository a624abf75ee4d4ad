import Hummingbird
import IdentityContract
import SwiftProtobuf

/// The register of administrations: quotas and regions.
func addAdministrationRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/administrations") { request, context in
    let visit = try context.requireVisit()
    let fields = try request.query()
    let region = Int(fields["region"]) ?? 0
    let answer = try await visit.gateway.call(
      .listRegister,
      .with {
        $0.query = fields["q"]
        $0.region = Clikc_Identity_V1_Region(rawValue: region) ?? .UNRECOGNIZED(region)
      })
    let view = AdministrationsView(
      model: AdministrationsModel(answer, search: fields["q"], region: region, visit.texts),
      title: visit.texts("web.administrations.title"))
    return try await site.respond(view, to: visit)
  }
  router.get("/administrations/:code") { request, context in
    let visit = try context.requireVisit()
    let entry = try await entry(try context.parameter("code"), visit)
    let isSaved = try request.query()["done"] == "saved"
    let notice = isSaved ? visit.texts("web.administrations.saved") : nil
    return try await show(entry, Form(), FieldFaults(), notice: notice, visit, site)
  }
  router.post("/administrations/:code") { _, context in
    try await decide(
      try context.parameter("code"), context.form, context.requireVisit(), site)
  }
}

private func entry(
  _ code: String, _ visit: Visit
) async throws -> Clikc_Identity_V1_RegisterEntry {
  try await visit.gateway.call(.getRegisterEntry, .with { $0.code = code }).entry
}

private func show(
  _ entry: Clikc_Identity_V1_RegisterEntry, _ form: Form, _ faults: FieldFaults,
  notice: String? = nil, _ visit: Visit, _ site: Site, status: Int = 200
) async throws -> Response {
  let view = AdministrationView(
    model: AdministrationModel(entry, form, faults, notice: notice, visit.texts),
    list: visit.texts("web.administrations.title"), status: status)
  return try await site.respond(view, to: visit)
}

private func decide(
  _ code: String, _ form: Form, _ visit: Visit, _ site: Site
) async throws -> Response {
  guard let quota = Int32(form["quota"]), quota >= 0 else {
    let faults = FieldFaults("quota", visit.texts("web.administrations.quota-wrong"))
    return try await show(try await entry(code, visit), form, faults, visit, site, status: 422)
  }
  let region = Int(form["region"]) ?? -1
  do {
    _ = try await visit.gateway.call(
      .updateRegisterEntry,
      .with {
        $0.code = code
        $0.region = Clikc_Identity_V1_Region(rawValue: region) ?? .UNRECOGNIZED(region)
        $0.quota = quota
      })
    return seeOther(path: SiteURL.administration(code).path + "?done=saved")
  } catch let refusal as GatewayRefusal where refusal.isFormFault {
    let faults = FieldFaults(refusal, visit.texts)
    return try await show(try await entry(code, visit), form, faults, visit, site, status: 422)
  }
}
