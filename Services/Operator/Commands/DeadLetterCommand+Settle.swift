internal import ArgumentParser
internal import OperationsContract
internal import ServiceRuntime
internal import SwiftProtobuf

extension DeadLetterCommand {
  /// Which letters a command is about.
  struct Selection: ParsableArguments {
    @Option(help: "The service that could not process them.") var service: String
    @Flag(help: "All dead letters of the service.") var all = false
    @Argument(help: ArgumentHelp("Message ids.", valueName: "message-id")) var messageIDs:
      [String] = []

    func validate() throws {
      guard self.all != !self.messageIDs.isEmpty else {
        throw ValidationError("name message ids, or --all")
      }
    }

    /// Prints what was done, and fails when a letter named was not found.
    func report(_ word: String, done: [String], left: UInt32) throws {
      for id in done { print("\(word) \(id.isEmpty ? "(no message id)" : id)") }
      print("\(done.count) \(word), \(left) left in the dead letters of \(self.service)")
      let missing = Set(self.messageIDs).subtracting(done)
      guard missing.isEmpty else {
        throw Failure("finding \(missing.sorted().joined(separator: ", "))", "there is none")
      }
    }
  }

  /// `clikcctl dlq replay`.
  struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "replay",
      abstract:
        "Sends dead letters to their service once more, after what stopped them was mended.",
      discussion: """
        They keep their message ids: whatever had its effect already has no second one. At most 1000 \
        at a time; those that fail again come back.
        """)

    @OptionGroup var selection: Selection

    func run() async throws {
      let selection = self.selection
      let done = try await OperationsPort.connected(Settings()) { port in
        let operations = try port.of(selection.service)
        return try await attempting("replaying dead letters of \(selection.service)") {
          try await Backend.timed {
            try await operations.replayDeadLetters(
              .with {
                $0.messageIds = selection.messageIDs
                $0.all = selection.all
              })
          }
        }
      }
      try selection.report("replayed", done: done.messageIds, left: done.left)
    }
  }

  /// `clikcctl dlq discard`.
  struct Discard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "discard", abstract: "Throws dead letters away, for ever.",
      discussion: "At most 1000 at a time.")

    @OptionGroup var selection: Selection
    @Flag(help: "Needed with --all.") var yes = false

    func validate() throws {
      guard !self.selection.all || self.yes else {
        throw ValidationError("--all throws every dead letter away; say --yes as well")
      }
    }

    func run() async throws {
      let selection = self.selection
      let done = try await OperationsPort.connected(Settings()) { port in
        let operations = try port.of(selection.service)
        return try await attempting("discarding dead letters of \(selection.service)") {
          try await Backend.timed {
            try await operations.discardDeadLetters(
              .with {
                $0.messageIds = selection.messageIDs
                $0.all = selection.all
              })
          }
        }
      }
      try selection.report("discarded", done: done.messageIds, left: done.left)
    }
  }
}
