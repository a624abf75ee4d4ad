import Foundation
import Testing

@testable import Cryptography

@Suite("RSA keys that sign")
struct RSASigningKeyTests {
  @Test("openssl accepts what they sign, and the same message gets the same signature")
  func signature() throws {
    let directory = FileManager.default.temporaryDirectory.appending(
      path: "rsa-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let path = { (name: String) in directory.appending(path: name).path() }
    #expect(try openssl("genrsa", "-out", path("key"), "2048") == 0)
    #expect(try openssl("rsa", "-in", path("key"), "-pubout", "-out", path("public")) == 0)
    let key = try RSASigningKey(pem: String(contentsOfFile: path("key"), encoding: .utf8))
    let message = Array("The quick brown fox".utf8)

    let signature = try key.signature(of: message)

    #expect(signature.count == 256)
    #expect(try key.signature(of: message) == signature)
    try Data(message).write(to: directory.appending(path: "message"))
    try Data(signature).write(to: directory.appending(path: "signature"))
    let verify = [
      "dgst", "-sha256", "-verify", path("public"), "-signature", path("signature"),
      path("message"),
    ]
    #expect(try openssl(verify) == 0)
    try Data("The quick brown ox".utf8).write(to: directory.appending(path: "message"))
    #expect(try openssl(verify) != 0)
  }

  @Test("a short key, one of another kind, and no key are refused")
  func refused() throws {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "rsa-\(UUID().uuidString)"
    ).path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    for make in [
      ["genrsa", "-out", path, "1024"], ["genpkey", "-algorithm", "ed25519", "-out", path],
    ] {
      #expect(try openssl(make) == 0)
      let pem = try String(contentsOfFile: path, encoding: .utf8)
      #expect(throws: CryptographyError.malformedKey) { try RSASigningKey(pem: pem) }
    }
    #expect(throws: CryptographyError.malformedKey) { try RSASigningKey(pem: "") }
    #expect(throws: CryptographyError.malformedKey) { try RSASigningKey(pem: "-----BEGIN") }
  }

  private func openssl(_ arguments: String...) throws -> Int32 { try openssl(arguments) }

  private func openssl(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
