import Foundation
import NotificationDomain
import Testing

@Suite("A certificate as digital credential")
struct OpenBadgeTests {
  private let site: SiteAddress
  private let words = BadgeWords(
    issuer: "World Customs Organization", description: "Un cours.", criteria: "Tout est fait.")

  init() throws { self.site = try #require(SiteAddress("https://clikc.example")) }

  @Test("says what the certificate says, in this form")
  func golden() throws {
    let claims = CredentialClaims(try self.credential(until: "2027-11-24"))

    #expect(try Self.text(claims) == Self.expected)
  }

  @Test("has no end when the certificate has none")
  func endless() throws {
    let text = try Self.text(CredentialClaims(try self.credential(until: nil)))

    #expect(!text.contains("validUntil") && !text.contains("\"exp\""))
    #expect(text.contains("\"nbf\":1795597507"))
  }

  @Test("hides the holder's name in a hash with the salt behind it")
  func holder() {
    var hashed: [UInt8] = []
    let holder = BadgeHolder(name: "Zoe\u{301}", salt: "salt") {
      hashed = $0
      return [0, 0x0a, 0xff]
    }

    #expect(hashed == Array("Zo\u{e9}salt".utf8))
    #expect(holder.identityHash == "sha256$000aff")
  }

  @Test("stands in a list by bits, the first in the highest of the first byte")
  func bits() {
    let bits = StatusList.bits([0, 9, 131_071, 131_072, -1])

    #expect(bits.count == 16_384)
    #expect(Array(bits.prefix(3)) == [0x80, 0x40, 0])
    #expect(bits.last == 1 && bits.reduce(0) { $0 + $1.nonzeroBitCount } == 3)
  }

  @Test("the list of places is a credential itself, for an hour")
  func statusList() throws {
    let list = StatusListCredential(
      2, encoded: "uH4s", at: Date(timeIntervalSince1970: 1_795_597_507.9), site: self.site)

    #expect(
      try Self.text(CredentialClaims(list)) == """
        {"@context":["https://www.w3.org/ns/credentials/v2"],\
        "credentialSubject":{"encodedList":"uH4s",\
        "id":"https://clikc.example/api/v1/credentials/status-lists/2#list",\
        "statusPurpose":"revocation","ttl":30000,"type":"BitstringStatusList"},\
        "exp":1795601107,"id":"https://clikc.example/api/v1/credentials/status-lists/2",\
        "iss":"https://clikc.example/api/v1/credentials/issuer",\
        "issuer":"https://clikc.example/api/v1/credentials/issuer",\
        "jti":"https://clikc.example/api/v1/credentials/status-lists/2","nbf":1795597507,\
        "sub":"https://clikc.example/api/v1/credentials/status-lists/2#list",\
        "type":["VerifiableCredential","BitstringStatusListCredential"],\
        "validFrom":"2026-11-25T09:05:07Z","validUntil":"2026-11-25T10:05:07Z"}
        """)
  }

  @Test("the list of identifiers is in their order and tells no reason")
  func revocationList() throws {
    let ids = ["F0000000-0000-4000-8000-000000000000", "0A000000-0000-4000-8000-000000000000"]
    let list = RevocationList(0, certificates: ids.compactMap { UUID(uuidString: $0) }, site: site)

    #expect(
      try Self.text(list) == """
        {"id":"https://clikc.example/api/v1/credentials/revocation-lists/0",\
        "issuer":"https://clikc.example/api/v1/credentials/issuer","revokedCredentials":[\
        {"id":"urn:uuid:0a000000-0000-4000-8000-000000000000","revoked":true},\
        {"id":"urn:uuid:f0000000-0000-4000-8000-000000000000","revoked":true}]}
        """)
  }

  @Test("a key is an octet key pair of RFC 8037, and the header has it without its names")
  func key() throws {
    let key = CredentialKey(x: "AAAA", name: "BBBB", site: self.site)

    #expect(
      try Self.text(CredentialKeySet([key])) == """
        {"keys":[{"alg":"EdDSA","crv":"Ed25519",\
        "kid":"https://clikc.example/api/v1/credentials/keys/BBBB","kty":"OKP","use":"sig",\
        "x":"AAAA"}]}
        """)
    #expect(
      try Self.text(CredentialHeader(key: key, type: "JWT")) == """
        {"alg":"EdDSA","jwk":{"crv":"Ed25519","kty":"OKP","x":"AAAA"},\
        "kid":"https://clikc.example/api/v1/credentials/keys/BBBB","typ":"JWT"}
        """)
  }

  private func credential(until day: String?) throws -> OpenBadgeCredential {
    let id = try #require(UUID(uuidString: "0193B1DE-0000-4000-8000-00000000000C"))
    let course = try #require(UUID(uuidString: "0193B1DE-0000-4000-8000-00000000000A"))
    let certificate = Certificate(
      id: id, accountID: UUID(), courseID: course, courseVersion: 3,
      serial: "CLIKC-2026-000042-6", code: "CODE", holder: "Amina", courseTitle: "Le \"risque\"",
      language: .french, hours: 2.5, completedAt: Date(timeIntervalSince1970: 1_795_511_107),
      issuedAt: Date(timeIntervalSince1970: 1_795_597_507.5),
      validUntil: day.flatMap { CalendarDay($0) })
    return OpenBadgeCredential(
      certificate, entry: StatusEntry(list: 0, index: 4711, salt: "5a17"), words: self.words,
      site: self.site, sha256: { $0.suffix(4).map { $0 } })
  }

  private static func text(_ value: some Encodable) throws -> String {
    String(decoding: try CredentialJSON.bytes(value), as: UTF8.self)
  }

  private static let expected = """
    {"@context":["https://www.w3.org/ns/credentials/v2",\
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",\
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"],\
    "credentialSchema":[{"id":"https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",\
    "type":"1EdTechJsonSchemaValidator2019"}],\
    "credentialStatus":[{"id":"https://clikc.example/api/v1/credentials/revocation-lists/0",\
    "type":"1EdTechRevocationList"},\
    {"id":"https://clikc.example/api/v1/credentials/status-lists/0#4711",\
    "statusListCredential":"https://clikc.example/api/v1/credentials/status-lists/0",\
    "statusListIndex":"4711","statusPurpose":"revocation","type":"BitstringStatusListEntry"}],\
    "credentialSubject":{"achievement":{"achievementType":"CertificateOfCompletion",\
    "criteria":{"narrative":"Tout est fait."},"description":"Un cours.",\
    "id":"https://clikc.example/api/v1/credentials/achievements/0193b1de-0000-4000-8000-00000000000a/3",\
    "inLanguage":"fr","name":"Le \\"risque\\"","type":["Achievement"],"version":"3"},\
    "activityEndDate":"2026-11-24T09:05:07Z",\
    "id":"urn:uuid:0193b1de-0000-4000-8000-00000000000c#holder",\
    "identifier":[{"hashed":true,"identityHash":"sha256$35613137","identityType":"name",\
    "salt":"5a17","type":"IdentityObject"}],"licenseNumber":"CLIKC-2026-000042-6",\
    "type":["AchievementSubject"]},"exp":1827100799,\
    "id":"urn:uuid:0193b1de-0000-4000-8000-00000000000c",\
    "iss":"https://clikc.example/api/v1/credentials/issuer",\
    "issuer":{"id":"https://clikc.example/api/v1/credentials/issuer",\
    "name":"World Customs Organization","type":["Profile"],"url":"https://clikc.example"},\
    "jti":"urn:uuid:0193b1de-0000-4000-8000-00000000000c","name":"Le \\"risque\\"",\
    "nbf":1795597507,"sub":"urn:uuid:0193b1de-0000-4000-8000-00000000000c#holder",\
    "type":["VerifiableCredential","OpenBadgeCredential"],\
    "validFrom":"2026-11-25T09:05:07Z","validUntil":"2027-11-24T23:59:59Z"}
    """
}
