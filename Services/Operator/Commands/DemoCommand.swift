internal import ArgumentParser
internal import Foundation
internal import ServiceRuntime

/// `clikcctl demo`.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Demo data.", subcommands: [Load.self])

  /// `clikcctl demo load`.
  struct Load: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "load",
      abstract: "Loads a demo through the calls any user makes, and writes who can sign in.",
      discussion: """
        Run again it changes nothing and keeps the passwords. The site is at CLIKC_SITE_URL, the \
        gateway at CLIKC_GATEWAY_URL.
        """)

    @Option(help: "Where site.yaml, policy and courses lie.") var directory: String
    @Option(help: "The Maildir in which the site's mail is filed.") var maildir: String
    @Option(help: "The JSON file that says who can sign in.") var output: String

    func run() async throws {
      let settings = Settings()
      let site = try DemoSite(URL(filePath: self.directory))
      let gateway = try settings.gatewayURL()
      let file = DemoRecordFile(url: URL(filePath: self.output))
      var record =
        try file.read() ?? DemoRecord(url: "", api: "", maildir: "")
      record.url = try settings.text("SITE_URL", default: "http://localhost:8080")
      record.api = gateway
      record.maildir = self.maildir
      let start = record
      try await Backend.connected(settings) { backend in
        let loader = DemoLoader(
          backend: backend, site: site, gateway: gateway, file: file, record: start,
          say: { print($0) })
        try await loader.load()
      }
      print("The demo is loaded; \(self.output) says who can sign in.")
    }
  }
}
