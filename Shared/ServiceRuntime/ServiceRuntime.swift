internal import Exposition
public import Failpoints
public import GRPCCore
public import Logging
internal import Metrics
public import ServiceLifecycle
internal import Tracing
internal import UnixSignals

/// What the executable of a service begins with: settings, log, health, and a stop that lets work in
/// flight finish.
public struct ServiceRuntime: Sendable {
  /// The service's name.
  public let name: String
  /// What the operator set.
  public let settings: Settings
  /// Writes JSON lines to standard error.
  public let logger: Logger
  /// What the process says about itself.
  public let health: HealthRegistry

  /// Runs the executable `name` and ends the process: without arguments as the services that `build`
  /// returns (started in order, stopped in reverse on SIGTERM or SIGINT), with the argument `migrate`
  /// as `migrate`, with `--failpoints` it prints the names of its failpoints, a line each (a release
  /// build has none). A wrong setting ends it before anything starts, with one line and status 78; any
  /// other failure with status 1.
  public static func main(
    _ name: String, failpoints: [any FailpointPlace.Type] = [],
    migrate: (@Sendable (ServiceRuntime) async throws -> Void)? = nil,
    _ build: @Sendable (ServiceRuntime) async throws -> [any Service]
  ) async -> Never {
    let settings = Settings()
    InstrumentationSystem.bootstrap(TraceContextInstrument())
    if CommandLine.arguments.dropFirst() == ["--failpoints"] {
      for place in Failpoint.names(of: failpoints) { print(place) }
      ProcessEnd.leave(0)
    }
    do {
      try CoreDumps.forbid()
      let runtime = try ServiceRuntime(name: name, settings: settings)
      switch (Array(CommandLine.arguments.dropFirst()), migrate) {
      case ([], _): try await runtime.run(runtime.exposition() + build(runtime))
      case (["migrate"], .some(let migrate)): try await migrate(runtime)
      default: throw SettingError.usage(name, migrates: migrate != nil)
      }
      ProcessEnd.leave(0)
    } catch let fault as SettingError {
      ProcessEnd.leave(78, saying: "\(name): \(fault)")
    } catch {
      ProcessEnd.leave(1, saying: "\(name): \(error)")
    }
  }

  /// Reads CLIKC_LOG_LEVEL (trace, debug, info, notice, warning, error, critical; default info).
  public init(name: String, settings: Settings) throws(SettingError) {
    let text = try settings.text("LOG_LEVEL", default: "info")
    guard let level = Logger.Level(rawValue: text) else {
      let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
      throw SettingError("LOG_LEVEL", "must be one of \(levels), not '\(text)'")
    }
    self.name = name
    self.settings = settings
    self.logger = Logger(label: name) { _ in
      var handler = JSONLogHandler(service: name, level: level)
      handler.metadataProvider = .trace
      return handler
    }
    self.health = HealthRegistry()
  }

  /// What every RPC server of the process puts around its handlers, outermost first.
  public var serverInterceptors: [any ServerInterceptor] {
    [CallTracingInterceptor(), CallMetricsInterceptor(), CallLogInterceptor(logger: logger)]
  }

  /// What every RPC client of the process puts around its calls, outermost first.
  public static var clientInterceptors: [any ClientInterceptor] {
    [CallTracingInterceptor(), CallMetricsInterceptor()]
  }

  /// What measures, when figures are collected.
  public func measuring(_ service: () -> any Service) throws(SettingError) -> [any Service] {
    try settings.text("METRICS_ADDRESS", default: "").isEmpty ? [] : [service()]
  }

  /// What serves the figures of the process; begins to collect them. Reads CLIKC_METRICS_ADDRESS, `host:port`; without
  /// it nothing is collected.
  private func exposition() throws(SettingError) -> [any Service] {
    let text = try settings.text("METRICS_ADDRESS", default: "")
    guard !text.isEmpty else { return [] }
    guard let address = MetricsAddress(text) else {
      throw SettingError("METRICS_ADDRESS", "must be host:port, not '\(text)'")
    }
    let registry = MetricsRegistry()
    MetricsSystem.bootstrap(registry)
    return [
      MetricsServer(registry, host: address.host, port: address.port, logger: logger)
    ]
  }

  private func run(_ services: [any Service]) async throws {
    var configuration = ServiceGroupConfiguration(
      services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
      logger: logger)
    // What still waits then, for a database that is away say, is cancelled; it is over within 10 s in any case.
    configuration.maximumGracefulShutdownDuration = .seconds(8)
    logger.info("starting")
    try await ServiceGroup(configuration: configuration).run()
    logger.info("stopped")
  }
}
