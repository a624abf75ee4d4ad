internal import ArgumentParser
internal import Foundation
internal import IdentityContract
internal import ServiceRuntime
internal import SwiftProtobuf

/// `clikcctl administrations`.
struct AdministrationsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "administrations", abstract: "The administrations whose officers learn here.",
    subcommands: [Load.self])

  /// `clikcctl administrations load`.
  struct Load: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "load",
      abstract: "Makes the administrations of a file that are missing.",
      discussion: """
        What is there stays as it is: names and regions that an administrator changed are kept. \
        compose/facts/administrations.yaml lists the Members of the World Customs Organization.
        """)

    @Option(help: "The file: code, region and five names of each.") var file: String

    func run() async throws {
      let facts = try AdministrationFacts(URL(filePath: self.file))
      let answer = try await Backend.connected(Settings()) { backend in
        try await backend.waitUntilReady(upTo: .seconds(60))
        return try await attempting(
          "loading \(facts.request.administrations.count) administrations"
        ) {
          try await Backend.timed { try await backend.register.loadAdministrations(facts.request) }
        }
      }
      print("\(answer.made) administrations made, \(answer.known) known before.")
    }
  }
}
