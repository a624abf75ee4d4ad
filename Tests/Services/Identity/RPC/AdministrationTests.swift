import Authentication
import Foundation
import GRPCCore
import IdentityContract
import Problems
import SwiftProtobuf
import Testing

@testable import identity

@Suite("Administrations")
struct AdministrationTests {
  @Test("are made and changed by their code, and listed by it")
  func put() async throws {
    try await Site.open { site in
      let senegal = try await site.administration("SN")
      let kenya = try await site.administration("KE")
      #expect(try await site.administration("SN") == senegal)
      let listed = try await site.acting(as: site.somebody([.learner])) {
        try await site.administrations.listAdministrations(.init()).administrations
      }
      #expect(listed.map(\.code) == ["KE", "SN"])
      #expect(listed.first?.id == kenya.uuidString.lowercased())
      #expect(listed.first?.names == Site.names)
    }
  }

  @Test("are put by administrators only, with a real code and five names")
  func refused() async throws {
    try await Site.open { site in
      let put = { (code: String, names: [String: String], role: Bool) in
        try await site.acting(as: site.somebody(role ? [.administrator] : [.coordinator])) {
          try await site.administrations.putAdministration(
            .with {
              $0.code = code
              $0.names = names
            })
        }
      }
      try await expectRefusal(reason: "NOT_ALLOWED") { try await put("KE", Site.names, false) }
      try await expectRefusal(.invalid([FieldViolation("code", "UNKNOWN_COUNTRY")])) {
        try await put("ke", Site.names, true)
      }
      let names = try await refusal { try await put("KE", ["en": "\u{7}", "xx": "K"], true) }
      #expect(names.violations.contains(FieldViolation("names.en", "INVALID_CHARACTERS")))
      #expect(names.violations.contains(FieldViolation("names.xx", "UNKNOWN_LANGUAGE")))
      #expect(names.violations.contains(FieldViolation("names.fr", "REQUIRED")))
      try await expectRefusal(reason: "SIGN_IN_REQUIRED") {
        try await site.administrations.listAdministrations(.init())
      }
    }
  }
}
