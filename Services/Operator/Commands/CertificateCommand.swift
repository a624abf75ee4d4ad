internal import ArgumentParser
internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOFoundationCompat
internal import NIOHTTP1

/// `clikcctl certificate`.
struct CertificateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certificate", abstract: "Certificates.", subcommands: [Verify.self])

  /// `clikcctl certificate verify`.
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Verifies what the QR code of a certificate says, without asking the portal.",
      discussion: """
        Fails when the signature does not hold, or a name or title given is another one. Whether a \
        certificate was taken back since, only the portal can say.
        """)

    @Argument(help: "What the QR code holds: its address, or the statement in it.")
    var text: String

    @Option(
      help: "A file with the public keys: PEM, base64url, or as /api/v1/certificate-keys answers.")
    var key: String?

    @Option(help: "The address of /api/v1/certificate-keys, to take the public keys from there.")
    var keys: String?

    @Option(help: "The holder's name as printed, to be compared.")
    var name: String?

    @Option(help: "The course's title as printed, to be compared.")
    var title: String?

    func validate() throws {
      if (self.key == nil) == (self.keys == nil) {
        throw ValidationError("give either --key or --keys")
      }
    }

    func run() async throws {
      let report = try await StatementReport(
        self.text, keys: PublishedKeys(self.keyText()).keys, name: self.name, title: self.title)
      print(report.lines.joined(separator: "\n"))
      if !report.holds { throw ExitCode(1) }
    }

    private func keyText() async throws -> String {
      if let key = self.key {
        return try await attempting("reading \(key)") {
          try String(contentsOfFile: key, encoding: .utf8)
        }
      }
      let address = self.keys ?? ""
      return try await attempting("asking \(address)") {
        let response = try await HTTPClient.shared.execute(
          HTTPClientRequest(url: address), timeout: .seconds(20))
        let body = try await response.body.collect(upTo: 65_536)
        guard response.status.code == 200 else {
          throw Failure("asking \(address)", "\(response.status)")
        }
        return String(buffer: body)
      }
    }
  }
}
