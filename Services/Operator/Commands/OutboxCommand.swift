internal import ArgumentParser
internal import Foundation
internal import OperationsContract
internal import ServiceRuntime
internal import SwiftProtobuf

/// `clikcctl outbox`.
struct OutboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "Events on their way out.", subcommands: [Status.self])

  /// `clikcctl outbox status`.
  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "For each service the events it has not published, and who publishes them.",
      discussion: "Fails when a service does not answer, or no queue took one of its events.")

    func run() async throws {
      let answers = try await OperationsPort.connected(Settings()) { port in
        try await port.ask { try await $0.getOutbox(.init()) }
      }
      print(OutboxTable(answers, now: Date()).text)
      let isWell = answers.allSatisfy { answer in
        if case .success(let status) = answer.result { status.unroutable.isEmpty } else { false }
      }
      if !isWell { throw ExitCode(1) }
    }
  }
}
