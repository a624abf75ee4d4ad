import AsyncHTTPClient
import HTTPTypes
import Hummingbird

/// Every route of the portal, behind the middleware that guards it.
func makeRouter(site: Site, http: HTTPClient) -> Router<WebContext> {
  let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
  let origin = SiteOrigin(site.settings.siteURL)
  let pages = PageAddresses()
  let switcher = LanguageSwitcher()
  router.add(middleware: SecurityHeaders())
  router.add(
    middleware: VisitMiddleware(
      catalogue: site.catalogue, client: site.client, pages: pages,
      proxies: site.settings.proxies))
  router.add(middleware: FaultPages(site: site))
  addHealthRoutes(to: router, site: site)
  addAssetRoutes(to: router, site: site)
  let passage = APIPassage(
    http: http, gatewayURL: site.settings.gatewayURL, guardian: site.guardian, site: origin,
    logger: site.logger)
  for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete] {
    router.on("/api/**", method: method) { try await passage($0, $1) }
  }
  addUnsubscribeRoutes(to: router, site: site)
  addPhotoFormRoute(to: router, site: site, origin: origin)
  addImportFormRoute(to: router, site: site, origin: origin)
  router.add(
    middleware: FormMiddleware(guardian: site.guardian, site: origin, switcher: switcher))
  addFrontRoutes(to: router, site: site)
  addPasswordRoutes(to: router, site: site)
  addLostPasswordRoutes(to: router, site: site)
  addPolicyRoutes(to: router, site: site)
  addPoliciesRoutes(to: router, site: site)
  addPrivacyRoutes(to: router, site: site)
  addErasuresRoutes(to: router, site: site)
  addProfileRoutes(to: router, site: site)
  addPhotoRoutes(to: router, site: site)
  addPersonProfileRoutes(to: router, site: site)
  addSecurityRoutes(to: router, site: site)
  addTwoStepRoutes(to: router, site: site)
  addAuditRoutes(to: router, site: site)
  addOpenSessionsRoutes(to: router, site: site)
  addReportsRoutes(to: router, site: site)
  addDashboardRoutes(to: router, site: site)
  addCourseRoutes(to: router, site: site)
  addPlayerRoutes(to: router, site: site)
  addQuizRoutes(to: router, site: site)
  addParticipantsRoutes(to: router, site: site)
  addGradesRoutes(to: router, site: site)
  addLearnerGradesRoutes(to: router, site: site)
  addCertificateRoutes(to: router, site: site)
  addRegisterRoutes(to: router, site: site)
  addPeopleRoutes(to: router, site: site)
  addRequestRoutes(to: router, site: site)
  addImportRoutes(to: router, site: site)
  addAdministrationRoutes(to: router, site: site)
  addMailTemplateRoutes(to: router, site: site)
  addInfoRoutes(to: router, site: site)
  pages.learn(router)
  switcher.learn(router)
  return router
}

private func addAssetRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/static/:hash/:name") { request, context in
    try site.assets.response(
      to: request, name: context.parameter("name"), hash: context.parameter("hash"))
  }
  for name in ["favicon.ico", "robots.txt"] {
    router.get(RouterPath(name)) { request, _ in
      try site.assets.response(to: request, name: name, hash: nil)
    }
  }
}

/// /healthz: this process runs. /readyz: it can also reach a gateway that is ready.
private func addHealthRoutes(to router: Router<WebContext>, site: Site) {
  router.get("/healthz") { _, _ in
    Response(status: .ok, body: .init(byteBuffer: .init(string: "ok\n")))
  }
  router.get("/readyz") { _, _ in
    let call = GatewayCall(method: "GET", path: "/readyz", credentials: Credentials())
    let ready = (try? await site.client.send(call))?.status == 200
    return Response(
      status: ready ? .ok : .serviceUnavailable,
      body: .init(byteBuffer: .init(string: ready ? "ok\n" : "the gateway is not ready\n")))
  }
}
