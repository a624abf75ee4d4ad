import Foundation
import Testing

@testable import clikcctl

@Suite("The record of a demo")
struct DemoRecordTests {
  @Test("it comes back as it was written, readable by its owner alone")
  func roundTrip() async throws {
    try await withFolder { folder in
      let file = DemoRecordFile(url: folder.appending(path: "state/demo.json"))
      #expect(try file.read() == nil)
      var record = DemoRecord(url: "http://localhost:8080", api: "http://x", maildir: "/m")
      record[.learner] = .init(username: "lena", password: "one", formerPassword: "two")

      try file.write(record)
      try file.write(record)

      #expect(try file.read() == record)
      let attributes = try FileManager.default.attributesOfItem(atPath: file.url.path())
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      let left = try FileManager.default.contentsOfDirectory(
        atPath: folder.appending(path: "state").path())
      #expect(left == ["demo.json"])
    }
  }

  @Test("a broken record stops a load instead of being written over")
  func broken() async throws {
    try await withFolder(["demo.json": "{"]) { folder in
      let file = DemoRecordFile(url: folder.appending(path: "demo.json"))

      #expect(throws: FileFault.self) { try file.read() }
    }
  }

  @Test("made passwords differ, and hold a capital and a digit")
  func passwords() throws {
    let made = try (0..<100).map { _ in try MadePassword.make() }

    #expect(Set(made).count == 100)
    for password in made {
      #expect(password.count == 20)
      #expect(password.contains(where: \.isUppercase) && password.contains(where: \.isNumber))
    }
  }
}
