import CertificateStatements
import Cryptography
import Foundation
import Testing

@testable import clikcctl

@Suite struct StatementReportTests {
  private let key: SigningKey

  init() throws { self.key = try SigningKey.generate() }

  @Test("a signature that holds is told with what it says")
  func holds() throws {
    let report = try StatementReport(
      self.text(), keys: [self.key.verificationKey], name: "Zoé", title: "Risk Management")

    #expect(report.holds)
    #expect(report.lines.contains("number:    CLIKC-2026-000042-6"))
    #expect(report.lines.contains("completed: 2026-11-04"))
    #expect(report.lines.contains("The name is the same."))
  }

  @Test("another name, another key and no statement are told apart, and none of them holds")
  func fails() throws {
    let text = try self.text()
    let keys = [self.key.verificationKey]
    let others = [try SigningKey.generate().verificationKey]

    let renamed = try StatementReport(text, keys: keys, name: "Zoe")
    let unknown = try StatementReport(text, keys: others)
    let nothing = try StatementReport("https://clikc.example/verify/X", keys: keys)

    #expect(!renamed.holds && renamed.lines.contains("The name is ANOTHER one."))
    #expect(!unknown.holds && unknown.lines[0].contains("not among those given"))
    #expect(!nothing.holds && nothing.lines == ["This is no statement of a certificate."])
  }

  @Test("keys are read as PEM, as base64url and as the portal publishes them")
  func keys() throws {
    let text = base64URL(self.key.verificationKey.bytes)

    #expect(try PublishedKeys("\(text)\n").keys.map(\.keyID) == [self.key.verificationKey.keyID])
    #expect(
      try PublishedKeys(#"{"keys":[{"id":"x","publicKey":"\#(text)","signs":true}]}"#).keys.count
        == 1)
    #expect(throws: Failure.self) { try PublishedKeys("nothing of the kind") }
  }

  private func text() throws -> String {
    let statement = try #require(
      CertificateStatement(
        serial: "CLIKC-2026-000042-6", day: 20_261_104, holder: "Zoé", subject: UUID(),
        title: "Risk Management"))
    return try SignedStatement(statement, by: self.key).text
  }
}
