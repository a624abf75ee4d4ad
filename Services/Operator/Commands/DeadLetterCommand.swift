internal import ArgumentParser
internal import Foundation
internal import OperationsContract
internal import ServiceRuntime
internal import SwiftProtobuf

/// `clikcctl dlq`.
struct DeadLetterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dlq", abstract: "Events that a service could not process: its dead letters.",
    subcommands: [List.self, Show.self, Replay.self, Discard.self])

  /// `clikcctl dlq list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "For each service how many there are and since when, then the oldest ones.",
      discussion: "Fails when a service does not answer.")

    @Option(help: "Only this service.") var service: String?
    @Option(help: "How many to show of each service, 1 to 1000.") var limit = 20

    func validate() throws {
      guard (1...1000).contains(self.limit) else {
        throw ValidationError("--limit is 1 to 1000")
      }
    }

    func run() async throws {
      let services = self.service.map { [$0] } ?? OperationsPort.services
      let limit = UInt32(self.limit)
      let answers = try await OperationsPort.connected(Settings()) { port in
        try await port.ask(services) { try await $0.listDeadLetters(.with { $0.limit = limit }) }
      }
      print(DeadLetterText(answers, now: Date()).text)
      let allAnswered = answers.allSatisfy { if case .success = $0.result { true } else { false } }
      if !allAnswered { throw ExitCode(1) }
    }
  }

  /// `clikcctl dlq show`.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "All that is known of one dead letter.")

    @Option(help: "The service that could not process it.") var service: String
    @Argument(help: ArgumentHelp("The message id.", valueName: "message-id")) var messageID: String

    func run() async throws {
      let (service, id) = (self.service, self.messageID)
      let found = try await OperationsPort.connected(Settings()) { port in
        try await attempting("reading the dead letter \(id) of \(service)") {
          let operations = try port.of(service)
          return try await Backend.timed {
            try await operations.listDeadLetters(.with { $0.messageID = id })
          }
        }
      }
      guard let letter = found.letters.first else {
        throw Failure("reading the dead letter \(id) of \(service)", "there is none")
      }
      print(DeadLetterText(letter).text)
    }
  }
}
