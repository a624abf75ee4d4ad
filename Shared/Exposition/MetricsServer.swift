internal import HTTPTypes
internal import Hummingbird
public import Logging
public import ServiceLifecycle

/// Answers GET /metrics at an address of its own, which an operator keeps to their network: the figures are open to
/// whoever reaches it.
public struct MetricsServer: Service {
  private let registry: MetricsRegistry
  private let host: String
  private let port: Int
  private let logger: Logger
  private let running: @Sendable (Int) async -> Void

  /// Serves the figures of `registry` at `host` and `port`; `running` hears the port once it is open, which says
  /// which one was free when `port` is 0.
  public init(
    _ registry: MetricsRegistry, host: String, port: Int, logger: Logger,
    running: @escaping @Sendable (Int) async -> Void = { _ in }
  ) {
    self.registry = registry
    self.host = host
    self.port = port
    self.logger = logger
    self.running = running
  }

  /// Serves until shutdown or cancellation.
  ///
  /// - Throws: when the address is not to be had.
  public func run() async throws {
    let responder = CallbackResponder { (request: Request, _: BasicRequestContext) in
      guard request.uri.path == "/metrics" else { return Response(status: .notFound) }
      guard request.method == .get else { return Response(status: .methodNotAllowed) }
      return Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: registry.text() + ProcessFigures.text())))
    }
    let running = running
    try await Application(
      responder: responder,
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { channel in await running(channel.localAddress?.port ?? 0) },
      logger: logger
    ).run()
  }
}
