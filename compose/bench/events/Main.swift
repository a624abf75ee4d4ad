internal import Foundation

/// Measures events, and stands for a service that sends or takes them in as a process of its own:
/// `events-peer relay`, `events-peer subscribe` (both run until a signal ends them), `events-peer measure`.
/// Addresses come from CLIKC_POSTGRES_URL, CLIKC_POSTGRES_OWNER_URL and CLIKC_AMQP_URL.
@main
enum Main {
  static func main() async throws {
    switch CommandLine.arguments.dropFirst().first {
    case "relay": try await Peer().relay()
    case "subscribe": try await Peer().subscribe()
    case "measure": try await Measurement(CommandLine.arguments.dropFirst(2)).run()
    default:
      FileHandle.standardError.write(
        Data("usage: events-peer relay | subscribe | measure [--json] [--rows N]\n".utf8))
      exit(64)
    }
  }
}
