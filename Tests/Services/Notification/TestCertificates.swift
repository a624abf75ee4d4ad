import Foundation

/// An authority and a server's certificate from it, made by openssl.
struct TestCertificates {
  let authority: String
  let certificate: String
  let key: String
  private let directory: TemporaryDirectory

  /// Makes them for a server of this name.
  init(for host: String) throws {
    self.directory = try TemporaryDirectory()
    let path = { [directory] (name: String) in directory.url.appending(path: name).path() }
    (self.authority, self.certificate, self.key) = (path("ca.pem"), path("server.pem"), path("key"))
    let newKey = ["-newkey", "rsa:2048", "-nodes", "-days", "2"]
    _ = try Repository.run(
      "openssl",
      ["req", "-x509", "-subj", "/CN=Test authority", "-keyout", path("ca.key"), "-out", authority]
        + newKey)
    _ = try Repository.run(
      "openssl",
      ["req", "-subj", "/CN=\(host)", "-keyout", key, "-out", path("request")] + newKey.dropLast(2))
    try Data("subjectAltName=DNS:\(host)\n".utf8).write(to: directory.url.appending(path: "names"))
    _ = try Repository.run(
      "openssl",
      [
        "x509", "-req", "-in", path("request"), "-CA", authority, "-CAkey", path("ca.key"),
        "-CAcreateserial", "-days", "2", "-extfile", path("names"), "-out", certificate,
      ])
  }
}

/// A directory that goes with the test.
final class TemporaryDirectory: Sendable {
  let url = FileManager.default.temporaryDirectory.appending(path: "test-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: self.url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: self.url) }
}
