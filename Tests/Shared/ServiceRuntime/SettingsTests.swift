import Foundation
import ServiceRuntime
import Testing

@Suite("Settings")
struct SettingsTests {
  @Test("come from the environment, or from their default")
  func values() throws {
    let settings = Settings(environment: [
      "CLIKC_NAME": "x", "CLIKC_PORT": "80", "CLIKC_ON": "true",
    ])

    #expect(try settings.text("NAME") == "x")
    #expect(try settings.text("OTHER", default: "y") == "y")
    #expect(try settings.integer("PORT", in: 1...65535) == 80)
    #expect(try settings.flag("ON", default: false))
  }

  @Test("that are missing or wrong are named in one line")
  func faults() {
    let settings = Settings(
      environment: ["CLIKC_PORT": "eighty", "CLIKC_ON": "yes", "CLIKC_URL": "nowhere"])

    #expect(throws: SettingError("NAME", "is not set")) { try settings.text("NAME") }
    #expect(throws: SettingError("PORT", "must be a whole number from 1 to 65535, not 'eighty'")) {
      try settings.integer("PORT", in: 1...65535, default: 80)
    }
    #expect(throws: SettingError("ON", "must be true or false, not 'yes'")) {
      try settings.flag("ON", default: true)
    }
    #expect(throws: SettingError("URL", "must be an address beginning with http://")) {
      try settings.url("URL", schemes: ["http"])
    }
  }

  @Test("that are secret may stand in a file that others cannot read")
  func secretFile() throws {
    let path = try file(mode: 0o600, "  0123456789abcdef\n")
    let settings = Settings(environment: ["CLIKC_KEY_FILE": path])

    #expect(try settings.secret("KEY") == "0123456789abcdef")
  }

  @Test("that are secret are refused from a file everybody can read, and when too short")
  func openSecret() throws {
    let open = try file(mode: 0o644, "0123456789abcdef")
    let fault = SettingError("KEY_FILE", "names '\(open)', which everybody can read: chmod o-rwx")

    #expect(throws: fault) { try Settings(environment: ["CLIKC_KEY_FILE": open]).secret("KEY") }
    #expect(
      throws: SettingError("KEY", "is too short for a secret: 16 bytes or more are needed")
    ) { try Settings(environment: ["CLIKC_KEY": "short"]).secret("KEY") }
  }

  private func file(mode: Int, _ text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()
    FileManager.default.createFile(
      atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode])
    return path
  }
}
