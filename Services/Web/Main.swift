import AsyncHTTPClient
import Foundation
import HTTPServing
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Localization
import Logging
import NIOCore
import ServiceLifecycle
import ServiceRuntime

/// The portal's pages: asks the gateway, answers HTML, passes /api to the gateway.
@main
enum Web {
  static func main() async {
    EventLoopTasks.install()
    await ServiceRuntime.main("web") { runtime in
      let settings = try SiteSettings(runtime.settings)
      let http = HTTPClientService(gatewayHTTPClient())
      let site = try Site(
        settings: settings,
        client: HTTPGatewayClient(http: http.client, baseURL: settings.gatewayURL),
        resources: ResourceDirectory.find("web"),
        messages: ResourceDirectory.find("Localization").appending(path: "Messages"),
        logger: runtime.logger)
      return [http, server(site: site, http: http.client, logger: runtime.logger)]
    }
  }

  /// Connections to the gateway, kept open; one that cannot be made is an answer at once.
  static func gatewayHTTPClient() -> HTTPClient {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(2)),
      decompression: .disabled)
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  private static func server(site: Site, http: HTTPClient, logger: Logger) -> some Service {
    var headers = SecurityHeaders.fields
    headers[.contentType] = "text/plain; charset=utf-8"
    let refusal = site.catalogue.text("error.REQUEST_MALFORMED", .english)
    let early = EarlyAnswer(headers: headers, body: Array(refusal.utf8))
    return Application(
      router: makeRouter(site: site, http: http),
      server: HTTPServerBuilder { CompressedHTTP1Channel(responder: $0, early: early) },
      configuration: .init(
        address: .hostname(site.settings.host, port: site.settings.port), serverName: nil),
      logger: logger)
  }
}

/// Closes the HTTP client's connections once the pages have been answered.
struct HTTPClientService: Service {
  let client: HTTPClient

  init(_ client: HTTPClient) { self.client = client }

  func run() async throws {
    try? await gracefulShutdown()
    try await client.shutdown()
  }
}
