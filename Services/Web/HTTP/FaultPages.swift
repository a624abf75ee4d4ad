import HTTPTypes
import Hummingbird
import Logging

/// Turns whatever a page throws into a page: the step that is due, the login form, or an explanation in
/// the person's language. What we did not expect is logged here, once, and told in general words.
struct FaultPages: RouterMiddleware {
  typealias Context = WebContext

  private let site: Site

  init(site: Site) { self.site = site }

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let visit = try context.requireVisit()
    do {
      return try await next(request, context)
    } catch let redirect as Redirect {
      return seeOther(redirect.target)
    } catch {
      return try await answer(error, visit, context)
    }
  }

  private func answer(
    _ error: any Error, _ visit: Visit, _ context: WebContext
  ) async throws -> Response {
    if let refusal = error as? GatewayRefusal, refusal.status == 401 {
      let target = visit.origin.location
      var response = seeOther(.signIn(returnTo: target == "/" ? nil : target))
      response.setCookie(SiteCookie.sessionEnded)
      return response
    }
    if let due = visit.dueStep { return seeOther(due.target) }
    let fault = model(error, visit.texts, context)
    do {
      return try await site.respond(FaultView(fault: fault), to: visit)
    } catch let redirect as Redirect {
      return seeOther(redirect.target)
    }
  }

  private func model(_ error: any Error, _ texts: Texts, _ context: WebContext) -> FaultModel {
    switch error {
    case let fault as PageFault: return FaultModel(fault, texts)
    case let refusal as GatewayRefusal where refusal.namesNothing:
      return FaultModel(PageFault.notFound, texts)
    case let refusal as GatewayRefusal:
      if refusal.status >= 500 {
        context.logger.error(
          "the gateway failed",
          metadata: ["http.status": "\(refusal.status)", "reason": "\(refusal.reason)"])
      }
      return FaultModel(refusal, texts)
    case let unreachable as GatewayUnreachable:
      context.logger.error(
        "the gateway did not answer", metadata: ["error": "\(unreachable.cause)"])
      return FaultModel(GatewayRefusal(status: 503, reason: "SERVICE_UNAVAILABLE"), texts)
    case let error as HTTPError where error.status == .notFound:
      return FaultModel(PageFault.notFound, texts)
    case let error as HTTPError where error.status.code < 500:
      return FaultModel(PageFault.brokenAddress, texts)
    default:
      context.logger.error("a page failed", metadata: ["error": "\(error)"])
      return FaultModel(GatewayRefusal(status: 500, reason: "INTERNAL_ERROR"), texts)
    }
  }
}

extension GatewayRefusal {
  /// Whether the address named something by a text that is no name: nothing can be there.
  fileprivate var namesNothing: Bool {
    !violations.isEmpty && violations.allSatisfy { $0.reason == "NOT_A_UUID" }
  }
}
