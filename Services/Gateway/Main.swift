import HTTPServing
internal import ServiceRuntime

/// The executable `gateway`.
@main
enum Main {
  static func main() async {
    EventLoopTasks.install()
    await ServiceRuntime.main("gateway") { runtime in
      try GatewayProcess(runtime).services
    }
  }
}
