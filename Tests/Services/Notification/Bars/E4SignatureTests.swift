import Cryptography
import Foundation
import NotificationDomain
import Postgres
import Testing

@testable import notification

@Suite(.timeLimit(.minutes(2))) struct E4SignatureTests {
  @Test("E4: dkimpy finds the signature of every mail valid, and of a changed one broken")
  func signatures() throws {
    let key = try TestKey()
    let signer = DKIMSigner(
      domain: "clikc.example", selector: "mail1", key: try RSASigningKey(pem: key.pem))
    var mails: [Data] = []
    for template in MailTemplate.allCases {
      for language in WrittenLanguage.allCases {
        let message = try Orders.message(language, of: template)
        mails.append(Data(try signer.sign(message.encoded(), at: message.date)))
      }
    }

    #expect(try key.verdicts(on: mails).allSatisfy { $0 })
    let changed = try mails.flatMap { mail in
      try ["Subject: ", "\r\nTo: ", "\r\nDate: ", "\r\n\r\n--=_"].map { place in
        let range = try #require(mail.range(of: Data(place.utf8)))
        return mail[..<range.upperBound] + Data("x".utf8) + mail[range.upperBound...]
      }
    }
    #expect(try key.verdicts(on: changed).allSatisfy { !$0 })
    let doubled = mails.map { Data("From: Eve <eve@evil.example>\r\n".utf8) + $0 }
    #expect(try key.verdicts(on: doubled).allSatisfy { !$0 })
  }

  @Test("E4: a signed mail arrives whole, and is the same on each try")
  func sent() async throws {
    let key = try TestKey()
    let signer = DKIMSigner(
      domain: "clikc.example", selector: "mail1", key: try RSASigningKey(pem: key.pem))
    let relay = try ScriptedRelay()
    try relay.misbehave(.init("TAKEN", "reset", times: 1))
    try await Workshop.open(smtp: relay.url(), signer: signer) { workshop in
      try await workshop.queue(Orders.order(.newAccount, .arabic))
      try await workshop.sendAll()
      try await workshop.pool.query("update mail set due_at = now()")
      // A breaker of its own, which has not seen the relay break off.
      try await workshop.sendAll()

      let mails = try relay.mails()
      #expect(mails.count == 2 && Set(mails).count == 1)
      #expect(try key.verdicts(on: mails) == [true, true])
    }
  }

  @Test(
    "E4: whoever puts a line break into a name or a subject adds no field",
    arguments: ["\r\nBcc: all@customs.example", "\nX: y", "\rX: y", "\u{2028}X: y", "\u{0}"])
  func injection(text: String) throws {
    #expect(throws: MailFault.controlCharacter) {
      try MailAddress("zoe@customs.example", name: "Zoé\(text)")
    }
    #expect(throws: MailFault.badAddress) { try MailAddress("zoe@customs.example\(text)") }
    #expect(throws: MailFault.controlCharacter) {
      try HeaderText.field("Subject", "Certificate\(text)")
    }
  }

  @Test(
    "E4: reminders alone offer to end them in one request, and the offer is signed",
    arguments: MailTemplate.allCases)
  func unsubscribe(template: MailTemplate) throws {
    let message = try Orders.message(.english, of: template)
    let signer = DKIMSigner(
      domain: "clikc.example", selector: "s", digest: { _ in [] }, signature: { _ in [] })

    let text = String(
      decoding: try signer.sign(message.encoded(), at: message.date), as: UTF8.self
    ).replacing("\r\n ", with: " ").lowercased()

    let id = message.id.uuidString.lowercased()
    let offer = "\r\nlist-unsubscribe: <https://clikc.example/unsubscribe/\(id)>\r\n"
    #expect(text.contains("\r\nauto-submitted: auto-generated\r\n"))
    #expect(text.contains(offer) == template.isReminder)
    #expect(
      text.contains("\r\nlist-unsubscribe-post: list-unsubscribe=one-click\r\n")
        == template.isReminder)
    #expect(
      text.replacing(" ", with: "").contains(":list-unsubscribe:list-unsubscribe-post:")
        == template.isReminder)
  }
}

/// A signing key, and dkimpy with its public half in place of the DNS.
private struct TestKey {
  let pem: String
  private let record: String

  init() throws {
    let pem = try Repository.run("openssl", ["genrsa", "2048"])
    self.pem = String(decoding: pem, as: UTF8.self)
    let der = try Repository.run(
      "openssl", ["rsa", "-pubout", "-outform", "DER"], input: pem)
    self.record = "v=DKIM1; k=rsa; p=\(der.base64EncodedString())"
  }

  /// Whether dkimpy finds each of the mails well signed.
  func verdicts(on mails: [Data]) throws -> [Bool] {
    let script = """
      import base64, dkim, json, sys
      given = json.load(sys.stdin)
      def dns(name, timeout=5):
          return given['record'].encode() if name == b'mail1._domainkey.clikc.example.' else None
      def valid(mail):
          try:
              return dkim.verify(base64.b64decode(mail), dnsfunc=dns)
          except dkim.DKIMException:
              return False
      print(json.dumps([valid(mail) for mail in given['mails']]))
      """
    let input = try JSONEncoder().encode(
      Input(record: self.record, mails: mails.map { $0.base64EncodedString() }))
    let output = try Repository.run("python3", ["-c", script], input: input)
    return try JSONDecoder().decode([Bool].self, from: output)
  }

  private struct Input: Encodable {
    let record: String
    let mails: [String]
  }
}
