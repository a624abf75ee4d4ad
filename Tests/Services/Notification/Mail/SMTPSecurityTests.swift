import Foundation
import NotificationDomain
import Testing

@testable import notification

@Suite(.timeLimit(.minutes(2))) struct SMTPSecurityTests {
  @Test("STARTTLS with a certificate that is trusted: mail goes out encrypted, with a login")
  func startTLS() async throws {
    let certificates = try TestCertificates(for: "localhost")
    let relay = try ScriptedRelay(
      ["--starttls", certificates.certificate, certificates.key, "--login", "clikc", "s3cret"])

    let outcome = try await self.send(
      relay.url(), trusting: certificates, login: ("clikc", "s3cret"))

    #expect(outcome == .accepted("250 2.0.0 taken as 1"))
    #expect(try relay.journal().map(\.what) == ["encrypted", "try", "taken"])
  }

  @Test("TLS from the first byte: mail goes out")
  func implicitTLS() async throws {
    let certificates = try TestCertificates(for: "localhost")
    let relay = try ScriptedRelay(["--tls", certificates.certificate, certificates.key])

    let outcome = try await self.send(relay.url(scheme: "smtps"), trusting: certificates)

    #expect(outcome == .accepted("250 2.0.0 taken as 1"))
  }

  @Test(
    "a certificate of another authority, or for another name, is refused",
    arguments: ["smtp", "smtps"], [true, false])
  func refused(scheme: String, isForeign: Bool) async throws {
    let certificates = try TestCertificates(for: isForeign ? "localhost" : "mail.example.org")
    let relay = try ScriptedRelay(
      [scheme == "smtp" ? "--starttls" : "--tls", certificates.certificate, certificates.key])
    let trusted = isForeign ? try TestCertificates(for: "localhost") : certificates

    let outcome = try await self.send(relay.url(scheme: scheme), trusting: trusted)

    guard case .unreachable = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(try relay.mails().isEmpty && relay.journal().of("try").isEmpty)
  }

  @Test("a login the relay refuses holds all mail back and loses none")
  func wrongLogin() async throws {
    let certificates = try TestCertificates(for: "localhost")
    let relay = try ScriptedRelay(
      ["--starttls", certificates.certificate, certificates.key, "--login", "clikc", "s3cret"])

    let outcome = try await self.send(
      relay.url(), trusting: certificates, login: ("clikc", "wrong"))

    guard case .unreachable = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  private func send(
    _ url: String, trusting certificates: TestCertificates, login: (String, String) = ("", "")
  ) async throws -> DeliveryOutcome {
    let client = SMTPClient(
      SMTPConfiguration(
        url: url, sender: try MailAddress("noreply@clikc.example"), requiresTLS: true,
        user: login.0, password: login.1, certificateFile: certificates.authority,
        answerTimeout: 5, connections: 1))
    return await client.send(
      try Orders.message(.english).encoded(), from: "noreply@clikc.example",
      to: "zoe@customs.example"
    ) { true }
  }
}
