internal import ArgumentParser
internal import CatalogueContract
internal import Foundation
internal import ServiceRuntime

/// `clikcctl course`.
struct CourseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "course", abstract: "Courses.", subcommands: [Publish.self])

  /// `clikcctl course publish`.
  struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "publish",
      abstract: "Publishes courses from their course.yaml; an unchanged one stays as it is.",
      discussion: """
        Signs in as an expert or administrator with the password in CLIKC_OPERATOR_PASSWORD (or the \
        file named in CLIKC_OPERATOR_PASSWORD_FILE). Pictures go to CLIKC_GATEWAY_URL.
        """)

    @Option(help: "Who publishes.") var username: String
    @Argument(help: "One or more course.yaml.", completion: .file(extensions: ["yaml"]))
    var files: [String]

    func run() async throws {
      let settings = Settings()
      let password = try settings.secret("OPERATOR_PASSWORD", minimumBytes: 1)
      let gateway = try settings.gatewayURL()
      let courses = try self.files.map { try CourseFile(URL(filePath: $0)) }
      let username = self.username
      try await Backend.connected(settings) { backend in
        let author = try await backend.signIn(username, password)
        let publisher = CoursePublisher(gateway: gateway, author: author)
        for course in courses {
          let answer = try await publisher.publish(course)
          let what = answer.changed ? "published" : "unchanged"
          print("\(answer.course.code): \(what), version \(answer.course.version)")
        }
      }
    }
  }
}

extension Settings {
  /// Where the gateway listens, without a slash at the end.
  func gatewayURL() throws -> String {
    let url = try self.url(
      "GATEWAY_URL", schemes: ["http", "https"], default: "http://127.0.0.1:8081")
    let text = url.absoluteString
    return text.hasSuffix("/") ? String(text.dropLast()) : text
  }
}
