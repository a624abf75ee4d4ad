internal import ArgumentParser
internal import IdentityContract
internal import ServiceRuntime
internal import SwiftProtobuf

/// `clikcctl admin`.
struct AdminCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "admin", abstract: "Administrators of the site.", subcommands: [Create.self])

  /// `clikcctl admin create`.
  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create",
      abstract: "Makes an administrator and prints the temporary password, once.")

    @Option(help: "The name in any script.") var name: String
    @Option(help: "2 to 100 of a-z 0-9 . _ - @.") var username: String
    @Option(help: "The e-mail address.") var email: String
    @Option(help: "One of en fr ar es pt.") var language = "en"

    func run() async throws {
      let request = Clikc_Identity_V1_CreateAdministratorRequest.with {
        $0.name = self.name
        $0.username = self.username
        $0.email = self.email
        $0.language = self.language
      }
      let answer = try await Backend.connected(Settings()) { backend in
        try await attempting("making the administrator \(request.username)") {
          try await Backend.timed { try await backend.bootstrap.createAdministrator(request) }
        }
      }
      print("Username: \(answer.account.username)")
      print("Temporary password: \(answer.temporaryPassword)")
      print("It is shown this once, and must be changed at the first login.")
    }
  }
}
